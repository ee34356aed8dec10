using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>Statements of the languages with braces.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<string> NoHead = new(StringComparer.Ordinal)
    {
        "if", "for", "foreach", "while", "switch", "catch", "using", "lock", "synchronized", "return", "new", "await", "throw", "else", "do", "elseif", "super", "this", "typeof", "fixed", "class", "record", "struct", "interface", "enum",
    };

    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal)
    {
        "export", "public", "private", "protected", "internal", "static", "async", "const", "let", "var", "final", "readonly", "abstract", "override", "virtual", "sealed", "partial", "declare", "unsafe", "extern",
        "default", "volatile", "transient", "synchronized", "native", "strictfp", "required", "defer", "global",
    };

    /// <summary>Reads statements up to the bracket that closes them.</summary>
    private object? ReadBlock(int close)
    {
        if (_depth >= MaxDepth)
        {
            _index = close;
            return null;
        }

        _depth++;
        var (bound, head) = (_lineBound, _inHead);
        (_lineBound, _inHead) = (LinesEnd, false);
        var marks = new List<string>();
        while (_index < close)
        {
            var before = _index;
            ReadStatement(marks);
            _index = Math.Max(_index, before + 1);
        }

        (_lineBound, _inHead) = (bound, head);
        _depth--;
        return null;
    }

    private void ReadStatement(List<string> marks)
    {
        if (Accept(";") || Accept("}") || Accept(",") || Accept(":"))
            return;
        if (ReadMark() is { Length: > 0 } mark)
        {
            marks.Add(mark);
            return;
        }

        if (Now.Is("{"))
        {
            InBlock(() => Within(ReadBlock));
            return;
        }

        if (IsFunctionHead(_index))
        {
            _result.Add(ReadFunction(_index, marks));
            marks.Clear();
        }
        else if (Now.Kind is not TokenKind.Name || !ReadKeyword(Now, marks))
        {
            ReadSimple();
            marks.Clear();
        }
    }

    // An annotation or attribute; what it says belongs to what follows.
    private string ReadMark()
    {
        var from = _index;
        if (Now.Kind is TokenKind.Name && Now.Value is ['@', ..] && _language is not Languages.Php)
        {
            _index++;
            while (Accept(".") && Now.Kind is TokenKind.Name)
                _index++;
            if (!AtEnd && Now.Is("("))
                Skip();
            return TextOf(from, _index);
        }

        if ((_language is Languages.CSharp && Now.Is("[")) || (_language is Languages.Php && Now.Is("#") && Next.Is("[")))
        {
            Accept("#");
            Skip();
            return TextOf(from, _index);
        }

        return "";
    }

    private bool ReadKeyword(Token token, List<string> marks)
    {
        switch (token.Value)
        {
            case "return" or "throw":
                _index++;
                ReadReturn();
                return true;
            case "class" or "interface" or "struct" or "enum" or "record" or "trait" or "namespace" or "package" or "type" when Next.Kind is TokenKind.Name:
                ReadType(token, marks);
                marks.Clear();
                return true;
            case "import" or "use" or "using" or "from" when token.IsFirstOfLine && !Next.Is("(") && !IsUsingDeclaration(token):
                ReadImport();
                return true;
            default:
                return ReadControl(token) || ReadModifier(token);
        }
    }

    private bool ReadControl(Token token)
    {
        switch (token.Value)
        {
            case "if" or "while" or "switch" or "elseif" or "unless" or "match" when Next.Kind is not TokenKind.Operator || Next.Is("(") || Next.Is("!") || _language is Languages.Go:
                _index++;
                ReadCondition();
                return true;
            case "for" or "foreach":
                _index++;
                ReadLoop();
                return true;
            case "catch":
                _index++;
                if (Now.Is("("))
                    Skip();
                return true;
            case "else" or "do" or "try" or "finally" or "endif" or "endforeach" or "default" when Next.Is("{") || Next.Is(":") || Next.Is(";") || token.Value is not "default":
                _index++;
                return true;
            case "case":
                _index++;
                ReadExpression();
                return true;
            default:
                return false;
        }
    }

    private bool ReadModifier(Token token)
    {
        var isModifier = Modifiers.Contains(token.Value) || (token.Value is "go" && _language is Languages.Go);
        if (!isModifier || !(Next.Kind is TokenKind.Name || Next.Is("{") || Next.Is("[") || Next.Is("*") || (Next.Is("(") && _language is Languages.Go)))
            return false;
        _index++;
        // Names that are taken out of an object stand in braces that open no block.
        if (Now.Is("{") && token.Value is "const" or "let" or "var")
            ReadSimple();
        return true;
    }

    private bool IsUsingDeclaration(Token token) => token.Value is "using" && (Next.IsName("var") || _tokens[_index + 3].Is("=") && _tokens[_index + 2].Kind is TokenKind.Name && !_tokens[_index + 2].Is("."));

    private void ReadCondition()
    {
        if (Now.Is("(") && _language is not Languages.Go)
        {
            var condition = Within(_ => ReadExpression());
            Routine.Steps.Add(new Step.Check(Block, condition));
            return;
        }

        // Go: a statement may stand before the condition.
        _inHead = true;
        while (!AtEnd && !Now.Is("{"))
        {
            var (before, value) = (_index, ReadTargets());
            if (Now.Is("{"))
                Routine.Steps.Add(new Step.Check(Block, value));
            else
                Do(value);
            Accept(";");
            _index = Math.Max(_index, before + (_index == before ? 1 : 0));
        }

        _inHead = false;
    }

    private void ReadReturn()
    {
        if (!Ends && !Now.Is(";") && !Now.Is("}"))
            Routine.Steps.Add(new Step.Return(Block, ReadTargets()));
    }

    private void ReadType(Token token, IEnumerable<string> marks)
    {
        var (from, name) = (_index, Next.Value);
        _index += 2;
        if (token.Value is "namespace" or "package")
        {
            SkipTo(next => next.Is(";") || next.Is("{") || next.IsFirstOfLine);
            return;
        }

        if (token.Value is "type" && _language is not Languages.Go)
            return;
        SkipTo(next => next.Is("{") || next.Is(";"));
        _result.Types[name] = string.Join('\n', marks.Append(TextOf(from, _index)));
        if (AtEnd || !Now.Is("{"))
            return;
        if (_language is Languages.Go)
        {
            Skip();
            return;
        }

        (var around, Owner) = (Owner, name);
        InBlock(() => Within(ReadBlock));
        Owner = around;
    }
}
