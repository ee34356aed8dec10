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

    private static bool IsShell(Argument program) =>
        Path.GetFileNameWithoutExtension(program.Literals) is "cmd" or "sh" or "bash" or "powershell" or "pwsh";
}
