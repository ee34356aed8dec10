namespace CodeReview.Agents.Flows;

/// <summary>What the names that a file imports stand for.</summary>
internal sealed partial class Parser
{
    // "require('m')", a part of it, or such a function made to return a promise.
    private string ModuleOf(Expression value) => value switch
    {
        Expression.Call { Callee: Expression.Name { Id: "require" }, Arguments: [{ Value: Expression.Constant { Text: var path } }] } => ModuleName(path),
        Expression.Call { Function: "promisify", Arguments: [{ Value: var promised }] } => promised is Expression.Name name ? _result.Imports.GetValueOrDefault(name.Id, "") : ModuleOf(promised),
        Expression.Member member when ModuleOf(member.Of) is { Length: > 0 } module => $"{module}.{member.Id}",
        Expression.Member { Of: Expression.Name of } member when _result.Imports.TryGetValue(of.Id, out var module) => $"{module}.{member.Id}",
        _ => "",
    };

    private void Import(Expression target, string module)
    {
        if (target is Expression.Name name)
            _result.Imports[name.Id] = module;
        if (target is not Expression.Group group)
            return;
        foreach (var item in group.Items)
        {
            if (item.Value is Expression.Name part)
                _result.Imports[part.Id] = $"{module}.{item.Name ?? part.Id}";
        }
    }

    // "import { a as b } from 'm'", "import m from 'm'", "import * as m from 'm'": what a name stands for. Others are stepped over.
    private void ReadImport()
    {
        var from = _index++;
        SkipTo(token => token.Is(";") || (token.IsFirstOfLine && LinesEnd && !token.Is("}")));
        if (!IsScript || _tokens[_index - 1].Kind is not TokenKind.Literal)
            return;
        var module = ModuleName(_tokens[_index - 1].Value);
        var isPart = false;
        for (var at = from + 1; at < _index - 1; at++)
        {
            isPart = _tokens[at].Is("{") || (isPart && !_tokens[at].Is("}"));
            if (_tokens[at].Kind is not TokenKind.Name || _tokens[at].Value is "from" or "as" or "type")
                continue;
            var isRenamed = _tokens[at + 1].IsName("as");
            _result.Imports[isRenamed ? _tokens[at + 2].Value : _tokens[at].Value] = isPart ? $"{module}.{_tokens[at].Value}" : module;
            at += isRenamed ? 2 : 0;
        }
    }

    private static string ModuleName(string path) => path.StartsWith("node:", StringComparison.Ordinal) ? path[5..] : path[(path.LastIndexOf('/') + 1)..];

    // "from a.b import c as d", "import a.b as c": what a name stands for.
    private void ReadPythonImport()
    {
        var isFrom = _tokens[_index++].Value is "from";
        var module = isFrom ? ReadDotted() : "";
        if (isFrom)
            AcceptName("import");
        Accept("(");
        while (!Ends || (Now.Kind is TokenKind.Name && _tokens[_index - 1].Is(",") && !AtEnd))
        {
            var before = _index;
            var name = ReadDotted();
            var path = module.Length > 0 ? $"{module}.{name}" : name;
            if (AcceptName("as") && Now.Kind is TokenKind.Name)
                _result.Imports[_tokens[_index++].Value] = path;
            else if (isFrom && name.Length > 0)
                _result.Imports[name] = path;
            _ = Accept(",") || Accept("(") || Accept(")");
            if (_index == before)
                break;
        }
    }

    private string ReadDotted()
    {
        var from = _index;
        while (!AtEnd && (Now.Is(".") || Now.Is("...") || (Now.Kind is TokenKind.Name && Now.Value is not ("import" or "as") && (_index == from || _tokens[_index - 1].Is(".")))))
            _index++;
        return TextOf(from, _index).TrimStart('.');
    }
}
