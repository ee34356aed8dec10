using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class CommandInjection : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "command-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-78",
            Severity = Severity.High,
            SeverityReason = "Whoever sends the request runs commands with the rights of this process.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Command built from the request",
            Message = "What a user sends becomes part of a command, so it can start a command of its own.",
            Fix = "Start the program itself with a list of arguments and without a shell, and check the value against what is allowed.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Command,
                    new Sink(Languages.Python, "os.system os.popen os.popen2 os.popen3 subprocess.getoutput subprocess.getstatusoutput commands.getoutput commands.getstatusoutput asyncio.create_subprocess_shell popen2.popen2 pty.spawn"),
                    new Sink(Languages.Python, "subprocess.run subprocess.call subprocess.Popen subprocess.check_output subprocess.check_call") { Name = "args", When = call => call.Argument(0, "args") is not Expression.Group list || HasShell(call) || StartsShell(list) },
                    new Sink(Languages.Python, "os.execl os.execv os.execvp os.execlp os.spawnl os.spawnv") { Places = [Sink.Anywhere] },
                    new Sink(Languages.Python, ".exec_command"),
                    new Sink(Languages.Script, "child_process.exec child_process.execSync shelljs.exec shell.exec exec execSync execa.command execAsync execPromise") { OnlyIfFileHas = ["child_process", "shelljs", "execa"] },
                    new Sink(Languages.Script, "child_process.spawn child_process.spawnSync child_process.execFile child_process.execFileSync spawn execFile") { Places = [0, 1], When = call => call.Argument(1) is not Expression.Group list || HasShell(call) || IsShell(call.Argument(0)) },
                    new Sink(Languages.Java, ".exec") { OnlyIfFileHas = ["Runtime"] },
                    new Sink(Languages.Java, "new:ProcessBuilder .command") { Places = [Sink.Anywhere], OnlyIfFileHas = ["ProcessBuilder"] },
                    new Sink(Languages.CSharp, "Process.Start new:ProcessStartInfo =Arguments =FileName") { Places = [0, 1], OnlyIfFileHas = ["Process"] },
                    new Sink(Languages.Php, "system exec passthru shell_exec popen proc_open pcntl_exec ` .fromShellCommandline Process.fromShellCommandline"),
                    new Sink(Languages.Go, "exec.Command exec.CommandContext") { Places = [Sink.Anywhere], When = call => call.Arguments.Any(argument => argument.Value is Expression.Constant { Text: "-c" or "/C" or "/c" }) || call.Argument(0) is not Expression.Constant },
                    new Sink(Languages.Ruby, "system exec ` spawn IO.popen Open3.capture2 Open3.capture3 Open3.capture2e Open3.popen3 Kernel.system Kernel.exec") { When = call => call.Arguments.Count is 1 || call.Argument(0) is Expression.Join }),
            ],
        },
        new Rule
        {
            Id = "command-injection/shell-command",
            Agent = AgentName.Security,
            Cwe = "CWE-78",
            Severity = Severity.High,
            SeverityReason = "Whoever controls the value runs commands with the rights of this process.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "A shell gets text that is no constant; that a user controls it is not shown here.",
            Title = "Shell command built from a variable",
            Message = "A shell interprets this text, so a value in it that holds ';', '|' or '$()' runs a command of its own.",
            Fix = "Start the program itself with a list of arguments and without a shell; where a shell is needed, quote each value for it.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["os.system(", "os.popen(", "subprocess.getoutput(", "subprocess.getstatusoutput(", "commands.getoutput("],
                    call => Concern.IfVariable(call.First)),
                new CallDetector(Languages.Python, ["subprocess.run(", "subprocess.call(", "subprocess.Popen(", "subprocess.check_output(", "subprocess.check_call(", "Popen(", "create_subprocess_shell("],
                    call => HasShell(call) ? Concern.IfVariable(call.First) : null),
                new CallDetector(Languages.Script, ["exec(", "execSync(", "child_process.exec(", "child_process.execSync(", "cp.exec(", "cp.execSync("],
                    call => Concern.IfAssembled(call.First)) { OnlyIfFileHas = ["child_process"] },
                new CallDetector(Languages.Java, [".exec("], call => Concern.IfAssembled(call.First)) { OnlyIfFileHas = ["getRuntime("] },
                new CallDetector(Languages.CSharp, ["Process.Start(", "ProcessStartInfo("],
                    call => call.Arguments.Count is 2 && IsShell(call.First!) ? Concern.IfAssembled(call.Arguments[1]) : null),
            ],
        },
    ];

    private static bool HasShell(CallSite call) => call.Text.StartsWith("create_subprocess_shell(", StringComparison.Ordinal)
        || call.Arguments.Any(argument => argument.Text.Replace(" ", "", StringComparison.Ordinal) is "shell=True");

    private static bool HasShell(Expression.Call call) => call.Arguments.Any(argument => argument is { Name: "shell", Value: Expression.Constant { Text: "True" or "true" } }
        || argument.Value is Expression.Group options && options.Items.Any(item => item is { Name: "shell", Value: Expression.Constant { Text: not "false" } or not Expression.Constant }));

    private static bool StartsShell(Expression.Group list) => list.Items.Count > 1 && IsShell(list.Items[0].Value);

    private static bool IsShell(Expression? program) =>
        program is Expression.Constant { Text: var text } && text[(text.LastIndexOf('/') + 1)..] is "sh" or "bash" or "cmd" or "cmd.exe" or "zsh" or "powershell";

    private static bool IsShell(Argument program) =>
        Path.GetFileNameWithoutExtension(program.Literals) is "cmd" or "sh" or "bash" or "powershell" or "pwsh";
}
