using System.IO.Compression;

namespace Clinic.Web.Services;

public class FileVault(IConfiguration config)
{
    private readonly string root = Path.GetFullPath(config["Storage:Root"]!);

    private string PathOf(int patient, string name) => Path.Combine(root, patient.ToString(), name);

    public Stream Open(int patient, string name) => File.OpenRead(PathOf(patient, name));

    public Stream OpenLeaflet(string name)
    {
        var folder = Path.Combine(root, "leaflets") + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(folder, name));
        if (!full.StartsWith(folder, StringComparison.Ordinal)) throw new FileNotFoundException();
        return File.OpenRead(full);
    }

    public async Task Save(int patient, IFormFile file)
    {
        Directory.CreateDirectory(PathOf(patient, ""));
        await using var target = File.Create(PathOf(patient, file.FileName));
        await file.CopyToAsync(target);
    }

    public void Unpack(int patient, Stream archive)
    {
        using var zip = new ZipArchive(archive);
        foreach (var entry in zip.Entries.Where(e => e.Name != ""))
        {
            var target = PathOf(patient, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            entry.ExtractToFile(target, true);
        }
    }
}
