using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Protocol.Workspace;

/// <summary>
/// Reads and publishes whole files. A file is published by a temporary one, fsync and rename, so that a reader sees the old
/// content or the new one, never a part, whenever the writer dies. It orders nothing between two writers: that is the
/// journal's business.
/// </summary>
public static class WorkspaceFile
{
    /// <summary>Publishes a value as JSON, one trailing line feed.</summary>
    /// <returns>The digest of the written bytes.</returns>
    public static string WriteJson<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var content = ToJson(value, type);
        Write(path, content);
        return Digest.Of(content);
    }

    /// <summary>The bytes that <see cref="WriteJson"/> would publish.</summary>
    public static byte[] ToJson<T>(T value, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    /// <summary>Publishes text as UTF-8 without a byte order mark.</summary>
    /// <returns>The digest of the written bytes.</returns>
    public static string WriteText(string path, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        Write(path, content);
        return Digest.Of(content);
    }

    /// <summary>Publishes bytes, making the folder where it is missing.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var operation = FileOperation.Begin("publish", path);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        // The name is this writer's own: two that publish the same file at once do not meet in the temporary one.
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            operation.Done(content.Length);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a JSON file, or returns null where there is none.</summary>
    /// <exception cref="DamagedFileException">The file is there and does not hold what it should.</exception>
    public static T? TryReadJson<T>(string path, JsonTypeInfo<T> type)
        where T : class => TryReadJson(path, type, out _);

    /// <summary>Reads a JSON file and its digest, or returns null where there is none.</summary>
    /// <exception cref="DamagedFileException">The file is there and does not hold what it should.</exception>
    public static T? TryReadJson<T>(string path, JsonTypeInfo<T> type, out string? digest)
        where T : class
    {
        digest = null;
        if (TryRead(path) is not { } content)
            return null;

        digest = Digest.Of(content);
        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw new DamagedFileException(path, "it holds null");
        }
        catch (JsonException e)
        {
            throw new DamagedFileException(path, Shown.Of(e.Message, 300), e);
        }
    }

    /// <summary>Reads a JSON file that has to be there.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="DamagedFileException">The file is there and does not hold what it should.</exception>
    public static T ReadJson<T>(string path, JsonTypeInfo<T> type)
        where T : class => TryReadJson(path, type) ?? throw new FileNotFoundException($"'{path}' is missing.", path);

    private static byte[]? TryRead(string path)
    {
        using var operation = FileOperation.Begin("read", path);
        try
        {
            var content = File.ReadAllBytes(path);
            operation.Done(content.Length);
            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            operation.Done(outcome: "missing");
            return null;
        }
    }
}

/// <summary>A file of the workspace does not hold what it should. Nothing was changed; the message names the file.</summary>
public sealed class DamagedFileException : ReviewException
{
    /// <summary>Names the file and what is wrong with it.</summary>
    public DamagedFileException(string path, string problem, Exception? inner = null)
        : base($"'{path}' is damaged: {problem}", inner) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override ErrorKind Kind => ErrorKind.Environment;
}
