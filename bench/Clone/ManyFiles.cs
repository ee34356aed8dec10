using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CodeReview.Bench.Clone;

/// <summary>Repositories of any number of files, shaped as source is: some files a folder, some kilobytes a file, text that compresses.</summary>
internal static class ManyFiles
{
    private const int FilesInFolder = 6;
    private const int MedianLines = 120;
    private const int WordsInLine = 7;

    /// <summary>Makes a bare repository with one commit; the same number gives the same repository.</summary>
    public static async Task MakeAsync(string folder, int files)
    {
        using var init = Process.Start("git", ["init", "-q", "--bare", "-b", "main", folder]);
        await init.WaitForExitAsync();
        using var import = Process.Start(new ProcessStartInfo("git", ["-C", folder, "fast-import", "--quiet"]) { RedirectStandardInput = true })!;
        await using (var input = import.StandardInput)
        {
            await input.WriteAsync("commit refs/heads/main\ncommitter Bench <bench@example.org> 1700000000 +0000\ndata 0\n");
            var random = new Random(files);
            for (var i = 0; i < files; i++)
            {
                var text = TextOf(random);
                await input.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"M 100644 inline {PathOf(i)}\ndata {text.Length}\n{text}\n"));
            }
        }

        await import.WaitForExitAsync();
        if (import.ExitCode is not 0)
            throw new InvalidOperationException($"git fast-import ended with {import.ExitCode}.");
    }

    /// <summary>Removes a tree by many threads: on a slow mount one would take longer than all that is measured.</summary>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        Orchestrator.Sources.DedicatedThreads.ForEach(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList(), 32, File.Delete, CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Where the file of this number is.</summary>
    public static string PathOf(int index)
    {
        var number = index / FilesInFolder;
        return string.Create(CultureInfo.InvariantCulture, $"src/part{number / 40}/folder{number % 40}/file{index}.cs");
    }

    private static string TextOf(Random random)
    {
        var text = new StringBuilder();
        for (var line = random.Next(2 * MedianLines); line >= 0; line--)
        {
            for (var word = 0; word < WordsInLine; word++)
                text.Append(CultureInfo.InvariantCulture, $"word{random.Next(2000)} ");
            text.Append('\n');
        }

        return text.ToString();
    }
}
