using System.Configuration;
using System.IO;

namespace Stock.Web
{
    public static class FileArea
    {
        private static string Root
        {
            get { return ConfigurationManager.AppSettings["FilesRoot"]; }
        }

        public static string PathOf(string folder, string name)
        {
            return Path.Combine(Root, folder, name);
        }

        public static string Manual(string name)
        {
            string folder = Path.GetFullPath(Path.Combine(Root, "manuals")) + Path.DirectorySeparatorChar;
            string full = Path.GetFullPath(Path.Combine(folder, name));
            if (!full.StartsWith(folder, System.StringComparison.OrdinalIgnoreCase))
            {
                throw new FileNotFoundException();
            }
            return full;
        }
    }
}
