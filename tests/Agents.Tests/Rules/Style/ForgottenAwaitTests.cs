using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class ForgottenAwaitTests
{
    [Theory]
    [InlineData("async/forgotten-await", "a.py", "async def load():\n    pass\n\nasync def f():\n    load()\n")]
    [InlineData("async/forgotten-await", "a.py", "async def f():\n    asyncio.sleep(1)\n")]
    [InlineData("async/forgotten-await", "a.js", "async function load() {\n}\nfunction f() {\n  load();\n}\n")]
    [InlineData("async/forgotten-await", "a.cs", "class A\n{\n    public async Task F()\n    {\n        store.SaveAsync(x);\n        await Go();\n    }\n}\n")]
    [InlineData("async/async-callback-of-each", "a.js", "items.forEach(async item => { await go(item); });")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("async/forgotten-await", "a.py", "async def load():\n    pass\n\nasync def f():\n    await load()\n    x = load()\n    asyncio.create_task(load())\n")]
    [InlineData("async/forgotten-await", "a.py", "class A:\n    async def load(self):\n        pass\n\nclass B:\n    def load(self):\n        pass\n    def f(self):\n        self.load()\n")]
    [InlineData("async/forgotten-await", "a.js", "async function load() {\n}\nfunction f() {\n  load().catch(log);\n  void load();\n}\n")]
    [InlineData("async/forgotten-await", "a.js", "async function main() {\n}\nmain();\n")]
    [InlineData("async/forgotten-await", "a.cs", "class A\n{\n    public async Task F()\n    {\n        await store.SaveAsync(x);\n        _ = store.SaveAsync(y);\n        return await\n            store.SaveAsync(z);\n    }\n}\n")]
    [InlineData("async/forgotten-await", "a.cs", "class A\n{\n    public async Task F() => await G();\n\n    public Task H()\n    {\n        store.SaveAsync(x);\n    }\n}\n")]
    [InlineData("async/async-callback-of-each", "a.js", "for (const item of items) { await go(item); }\nitems.forEach(item => go(item));")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);

    [Fact]
    public void A_coroutine_that_never_begins_is_certain()
    {
        var claims = Some.Claims("async/forgotten-await", "a.py", "async def load():\n    pass\n\nasync def f():\n    load()\n");

        Assert.Equal(Confidence.High, Assert.Single(claims).Confidence);
    }
}
