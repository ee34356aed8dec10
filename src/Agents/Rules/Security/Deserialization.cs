using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class Deserialization : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "deserialization/object-stream",
            Agent = AgentName.Security,
            Cwe = "CWE-502",
            Severity = Severity.High,
            SeverityReason = "Bytes that somebody else wrote run code while they are read.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The format is unsafe as such; that the bytes come from outside is not shown here.",
            Title = "Objects read from an unsafe format",
            Message = "This format names the types and calls to make, so reading it means running what the bytes ask for.",
            Fix = "Use a format of plain values (JSON, Protocol Buffers), or authenticate the bytes before they are read.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["pickle.loads(", "pickle.load(", "cPickle.loads(", "cPickle.load(", "dill.loads(", "dill.load(", "jsonpickle.decode(", "joblib.load(", "pandas.read_pickle(", "pd.read_pickle("],
                    call => call.First is { Shape: ArgumentShape.Constant } or null || call.Text.Contains("dumps(", StringComparison.Ordinal) ? null : Concern.AsStated),
                new PatternDetector(Languages.CSharp, ["BinaryFormatter(", "NetDataContractSerializer(", "SoapFormatter(", "LosFormatter(", "ObjectStateFormatter("], @"new (?:[\w.]+\.)?(?:BinaryFormatter|NetDataContractSerializer|SoapFormatter|LosFormatter|ObjectStateFormatter)\(", Sight.CodeOnly),
                new PatternDetector(Languages.Java, ["ObjectInputStream(", "XMLDecoder("], @"new (?:[\w.]+\.)?(?:ObjectInputStream|XMLDecoder)\(", Sight.CodeOnly) { UnlessFileHas = ["ObjectInputFilter", "resolveClass("] },
                new CallDetector(Languages.Script, ["serialize.unserialize(", "unserialize("], call => Concern.IfVariable(call.First)) { OnlyIfFileHas = ["node-serialize"] },
            ],
        },
        new Rule
        {
            Id = "deserialization/type-names",
            Agent = AgentName.Security,
            Cwe = "CWE-502",
            Severity = Severity.High,
            SeverityReason = "JSON that names a type makes the reader create it, and known types run commands when created.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Type names are taken from the text; that the text comes from outside is not shown here.",
            Title = "Type names accepted from JSON",
            Message = "With this setting the text decides which .NET types are created.",
            Fix = "Use TypeNameHandling.None, or System.Text.Json with declared derived types.",
            Detectors = [new PatternDetector(Languages.CSharp, ["TypeNameHandling."], @"TypeNameHandling\s*=\s*(?:[\w.]+\.)?TypeNameHandling\.(?:All|Auto|Objects|Arrays)\b", Sight.CodeOnly) { UnlessFileHas = ["SerializationBinder ="] }],
        },
        new Rule
        {
            Id = "deserialization/yaml-load",
            Agent = AgentName.Security,
            Cwe = "CWE-502",
            Severity = Severity.High,
            SeverityReason = "YAML tags of this loader call Python functions, os.system included.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The loader is unsafe as such; that the text comes from outside is not shown here.",
            Title = "YAML read with a loader that creates objects",
            Message = "This loader builds any Python object that the text names.",
            Fix = "Use yaml.safe_load, or pass Loader=yaml.SafeLoader.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["yaml.load(", "yaml.load_all("], call => call.Text.Contains("Safe", StringComparison.Ordinal) || call.Text.Contains("Base", StringComparison.Ordinal)
                    || call.First is { Shape: ArgumentShape.Constant } or null ? null : Concern.AsStated) { OnlyIfFileHas = ["import yaml"] },
                new CallDetector(Languages.Python, ["yaml.unsafe_load(", "yaml.full_load("], call => Concern.IfVariable(call.First)),
            ],
        },
    ];
}
