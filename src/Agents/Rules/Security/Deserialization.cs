using CodeReview.Agents.Flows;
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
            Id = "deserialization/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-502",
            Severity = Severity.High,
            SeverityReason = "Bytes that somebody else wrote run code while they are read.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Objects read from the request",
            Message = "What a user sends names the types and calls that are made while it is read.",
            Fix = "Use a format of plain values (JSON, Protocol Buffers), or authenticate the bytes before they are read.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Objects,
                    new Sink(Languages.Python, "pickle.loads pickle.load cPickle.loads cPickle.load _pickle.loads dill.loads dill.load jsonpickle.decode shelve.open marshal.loads torch.load joblib.load pandas.read_pickle yaml.unsafe_load yaml.full_load yaml.unsafe_load_all pickle.Unpickler") { Name = "file" },
                    new Sink(Languages.Python, "yaml.load yaml.load_all ruamel.yaml.load") { Name = "stream", When = call => call.Argument(1, "Loader")?.Path.Contains("afe", StringComparison.Ordinal) is not true },
                    new Sink(Languages.Script, "serialize.unserialize unserialize node-serialize.unserialize serialize-to-js.deserialize funcster.deepDeserialize") { OnlyIfFileHas = ["serialize", "funcster"] },
                    new Sink(Languages.Script, "yaml.load js-yaml.load") { When = call => call.Arguments.Any(argument => argument.Value is Expression.Group), OnlyIfFileHas = ["DEFAULT_FULL_SCHEMA"] },
                    new Sink(Languages.Java, "new:ObjectInputStream new:XMLDecoder .fromXML .readObject SerializationUtils.deserialize Yaml.load") { OnlyIfFileHas = ["ObjectInputStream", "XMLDecoder", "XStream", "SerializationUtils", "snakeyaml"] },
                    new Sink(Languages.CSharp, ".Deserialize .UnsafeDeserialize") { OnlyIfFileHas = ["BinaryFormatter", "SoapFormatter", "LosFormatter", "NetDataContractSerializer", "ObjectStateFormatter", "TypeNameHandling.All", "TypeNameHandling.Auto", "TypeNameHandling.Objects"] },
                    new Sink(Languages.Php, "unserialize yaml_parse") { When = call => call.Arguments.Count < 2 },
                    new Sink(Languages.Go, "gob.NewDecoder"),
                    new Sink(Languages.Ruby, "Marshal.load Marshal.restore YAML.load YAML.unsafe_load Oj.load Psych.load Oj.object_load")),
            ],
        },
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
