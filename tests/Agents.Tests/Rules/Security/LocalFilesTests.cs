namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class LocalFilesTests
{
    [Theory]
    [InlineData("file-access/writable-by-all", "a.py", "os.chmod(path, 0o777)")]
    [InlineData("file-access/writable-by-all", "a.js", "fs.chmodSync(path, 0o666);")]
    [InlineData("file-access/writable-by-all", "A.java", "file.setWritable(true, false);")]
    [InlineData("file-access/predictable-temporary-file", "a.py", "name = tempfile.mktemp()")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("file-access/writable-by-all", "a.py", "os.chmod(path, 0o755)")]
    [InlineData("file-access/writable-by-all", "a.py", "os.chmod(path, 0o777 & ~umask)")]
    [InlineData("file-access/writable-by-all", "a.js", "fs.chmodSync(path, 0o600);")]
    [InlineData("file-access/writable-by-all", "A.java", "file.setWritable(true);")]
    [InlineData("file-access/predictable-temporary-file", "a.py", "fd, name = tempfile.mkstemp()")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
