using System.Diagnostics;

namespace Staffroom.Services;

public class DocumentStore(IConfiguration config)
{
    private readonly string root = Path.GetFullPath(config["Storage"]!);

    public byte[] Read(int employee, string name)
    {
        var path = Path.Combine(root, employee.ToString(), name);
        return File.ReadAllBytes(path);
    }

    public bool Remove(int employee, string name)
    {
        var folder = Path.Combine(root, employee.ToString()) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!path.StartsWith(folder, StringComparison.Ordinal) || !File.Exists(path))
        {
            return false;
        }
        File.Delete(path);
        return true;
    }

    public async Task<string> SavePictureAsync(int employee, IFormFile file, string webRoot)
    {
        var folder = Path.Combine(webRoot, "pictures", employee.ToString());
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, Path.GetFileName(file.FileName));
        await using var stream = File.Create(target);
        await file.CopyToAsync(stream);
        return "/pictures/" + employee + "/" + Path.GetFileName(file.FileName);
    }

    public int Print(string printer, int employee, string name)
    {
        var path = Path.Combine(root, employee.ToString(), Path.GetFileName(name));
        var start = new ProcessStartInfo("/bin/sh", $"-c \"lp -d {printer} '{path}'\"");
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    public string Kind(int employee, string name)
    {
        var start = new ProcessStartInfo("/usr/bin/file") { RedirectStandardOutput = true };
        start.ArgumentList.Add("--brief");
        start.ArgumentList.Add(Path.Combine(root, employee.ToString(), Path.GetFileName(name)));
        using var process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd();
    }
}
