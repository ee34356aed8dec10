namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class MassAssignmentTests
{
    [Theory]
    [InlineData("mass-assignment/whole-request", "a.js", "router.post('/', (req, res) => User.create(req.body));")]
    [InlineData("mass-assignment/whole-request", "a.py", "user = User(**request.json)")]
    [InlineData("mass-assignment/whole-request", "a.php", "<?php $user = User::create($request->all());")]
    [InlineData("mass-assignment/whole-request", "a.rb", "user = User.new(params[:user])")]
    [InlineData("prototype-pollution/merged-request", "a.js", "const _ = require(\"lodash\");\napp.post(\"/\", (req, res) => { _.merge(settings, req.body); });")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("mass-assignment/whole-request", "a.js", "router.post('/', (req, res) => User.create({ name: req.body.name }));")]
    [InlineData("mass-assignment/whole-request", "a.py", "user = User(name=request.json['name'])")]
    [InlineData("mass-assignment/whole-request", "a.php", "<?php $user = User::create($request->only('name'));")]
    [InlineData("mass-assignment/whole-request", "a.rb", "user = User.new(params.require(:user).permit(:name))")]
    [InlineData("prototype-pollution/merged-request", "a.js", "const _ = require(\"lodash\");\n_.merge(settings, defaults);")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
