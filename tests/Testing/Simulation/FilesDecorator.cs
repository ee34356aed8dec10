using CodeReview.Protocol.Journaling;

namespace CodeReview.Testing.Simulation;

/// <summary>Files that do what other files do, but for what a test overrides.</summary>
public abstract class FilesDecorator(ILogFiles files) : ILogFiles
{
    public virtual ILogFile? CreateNew(string path) => files.CreateNew(path);

    public virtual byte[]? Read(string path) => files.Read(path);

    public virtual void Publish(string path, ReadOnlySpan<byte> content) => files.Publish(path, content);

    public virtual IReadOnlyList<string> List(string folder) => files.List(folder);

    public virtual void Delete(string path) => files.Delete(path);
}
