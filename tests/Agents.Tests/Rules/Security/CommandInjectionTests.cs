namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class CommandInjectionTests
{
    [Theory]
    [InlineData("command-injection/shell-command", "a.py", "os.system(\"rm -rf \" + path)")]
    [InlineData("command-injection/shell-command", "a.py", "subprocess.run(f\"ls {path}\", shell=True)")]
    [InlineData("command-injection/shell-command", "a.py", "subprocess.check_output(command, shell = True)")]
    [InlineData("command-injection/shell-command", "a.js", "const cp = require(\"child_process\");\ncp.exec(`git log ${ref}`, done);")]
    [InlineData("command-injection/shell-command", "A.java", "Runtime.getRuntime().exec(\"ping \" + host);")]
    [InlineData("command-injection/shell-command", "a.cs", "Process.Start(\"cmd.exe\", \"/c dir \" + path);")]
    [InlineData("command-injection/shell-command", "a.cs", "var start = new ProcessStartInfo(\"/bin/sh\", $\"-c \\\"ls {path}\\\"\");")]
    [InlineData("command-injection/request-value", "a.py", "import os\nos.system(\"ping \" + request.args[\"h\"])")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("command-injection/shell-command", "a.py", "os.system(\"clear\")")]
    [InlineData("command-injection/shell-command", "a.py", "subprocess.run([\"ls\", path])")]
    [InlineData("command-injection/shell-command", "a.py", "subprocess.run(\"ls -l\", shell=True)")]
    [InlineData("command-injection/shell-command", "a.py", "os.system(\"ls \" + shlex.quote(path))")]
    [InlineData("command-injection/shell-command", "a.py", "def getoutput(cmd):\n    pass\n")]
    [InlineData("command-injection/shell-command", "a.js", "const m = pattern.exec(\"a\" + b);")]
    [InlineData("command-injection/shell-command", "a.js", "require(\"child_process\").execFile(\"git\", [\"log\", ref]);")]
    [InlineData("command-injection/shell-command", "A.java", "Runtime.getRuntime().exec(new String[] { \"ping\", host });")]
    [InlineData("command-injection/shell-command", "a.cs", "Process.Start(\"git\", \"log \" + reference);")]
    [InlineData("command-injection/request-value", "a.py", "import subprocess\nsubprocess.run([\"ping\", request.args[\"h\"]])")]
    [InlineData("command-injection/request-value", "a.py", "import os, shlex\nos.system(\"ping \" + shlex.quote(request.args[\"h\"]))")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
