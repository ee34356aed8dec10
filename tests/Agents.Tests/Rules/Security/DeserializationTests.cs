namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class DeserializationTests
{
    [Theory]
    [InlineData("deserialization/object-stream", "a.py", "value = pickle.loads(data)")]
    [InlineData("deserialization/object-stream", "a.cs", "var f = new BinaryFormatter();")]
    [InlineData("deserialization/object-stream", "A.java", "var in = new ObjectInputStream(stream);")]
    [InlineData("deserialization/object-stream", "a.js", "const serialize = require(\"node-serialize\");\nserialize.unserialize(req.body);")]
    [InlineData("deserialization/type-names", "a.cs", "settings.TypeNameHandling = TypeNameHandling.All;")]
    [InlineData("deserialization/type-names", "a.cs", "new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.Auto };")]
    [InlineData("deserialization/yaml-load", "a.py", "import yaml\nyaml.load(text)")]
    [InlineData("deserialization/yaml-load", "a.py", "import yaml\nyaml.load(text, Loader=yaml.Loader)")]
    [InlineData("deserialization/request-value", "a.php", "<?php $o = unserialize($_COOKIE[\"o\"]);")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("deserialization/object-stream", "a.py", "copy = pickle.loads(pickle.dumps(value))")]
    [InlineData("deserialization/object-stream", "a.py", "value = json.loads(data)")]
    [InlineData("deserialization/object-stream", "a.cs", "// new BinaryFormatter()")]
    [InlineData("deserialization/object-stream", "A.java", "ois.setObjectInputFilter(f); ObjectInputFilter f; new ObjectInputStream(s);")]
    [InlineData("deserialization/type-names", "a.cs", "settings.TypeNameHandling = TypeNameHandling.None;")]
    [InlineData("deserialization/yaml-load", "a.py", "import yaml\nyaml.load(text, Loader=yaml.SafeLoader)")]
    [InlineData("deserialization/yaml-load", "a.py", "import yaml\nyaml.safe_load(text)")]
    [InlineData("deserialization/request-value", "a.php", "<?php $o = unserialize($_COOKIE[\"o\"], [\"allowed_classes\" => false]);")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
