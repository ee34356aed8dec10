using LibGit2Sharp;

namespace CodeReview.Eval.Running;

/// <summary>Makes a plain folder a commit of a bare repository, since what is reviewed is a commit. The same files are the same commit.</summary>
internal static class CommittedFolder
{
    private static readonly Signature Author = new("eval", "eval@example.org", DateTimeOffset.UnixEpoch);

    /// <param name="folder">The files.</param>
    /// <param name="repository">Where the repository is made; nothing stands there.</param>
    public static void Commit(string folder, string repository)
    {
        Repository.Init(repository, isBare: true);
        using var git = new Repository(repository);
        git.Refs.UpdateTarget("HEAD", "refs/heads/main");
        var tree = new TreeDefinition();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            tree.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), git.ObjectDatabase.CreateBlob(file), Mode.NonExecutableFile);
        var commit = git.ObjectDatabase.CreateCommit(Author, Author, "The files of a labelled repository", git.ObjectDatabase.CreateTree(tree), [], prettifyMessage: false);
        git.Refs.Add("refs/heads/main", commit.Id);
    }
}
