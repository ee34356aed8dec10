using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>Statements of the languages in which a block is told by its indentation, by rule or by custom.</summary>
internal sealed partial class Parser
{
    private sealed record Frame(int Indent, Routine Routine, int Block, string Owner);

    private void ReadIndented()
    {
        _lineBound = true;
        var (frames, marks) = (new Stack<Frame>(), new List<string>());
        while (!AtEnd)
        {
            var (before, first) = (_index, Now);
            if (first.IsFirstOfLine)
                Leave(frames, first.Indent);
            ReadLine(frames, marks, Math.Max(0, first.Indent));
            _index = Math.Max(_index, before + 1);
        }
    }

    private void Leave(Stack<Frame> frames, int indent)
    {
        while (frames.TryPeek(out var frame) && frame.Indent >= indent)
            (_, Routine, Block, Owner) = frames.Pop();
    }

    private void ReadLine(Stack<Frame> frames, List<string> marks, int indent)
    {
        if (Accept(":") || Accept(";") || Accept(")") || Accept("]") || Accept("}"))
            return;
        var token = Now;
        if (token.Kind is TokenKind.Name && _language is Languages.Python && token.Value is ['@', ..] && token.IsFirstOfLine)
        {
            var from = _index;
            ReadExpression();
            marks.Add(TextOf(from, _index));
            return;
        }

        if (token.IsName("async") && Next.Kind is TokenKind.Name)
            token = _tokens[++_index];
        if (token.Kind is TokenKind.Name && ReadIndentedKeyword(token, frames, marks, indent))
            return;
        ReadIndentedSimple(frames, indent);
        marks.Clear();
    }

    private bool ReadIndentedKeyword(Token token, Stack<Frame> frames, List<string> marks, int indent)
    {
        switch (token.Value)
        {
            case "def":
                Enter(frames, indent, _result.Add(ReadDefinition(marks)));
                marks.Clear();
                return true;
            case "class" or "module" when Next.Kind is TokenKind.Name:
                frames.Push(new Frame(indent, Routine, Block, Owner));
                Owner = Next.Value;
                var head = _index;
                SkipLine();
                _result.Types[Owner] = string.Join('\n', marks.Append(TextOf(head, _index)));
                marks.Clear();
                return true;
            case "return" or "raise" or "yield":
                _index++;
                if (!Ends)
                    Routine.Steps.Add(new Step.Return(Block, ReadTargets()));
                return true;
            case "import" or "from" when _language is Languages.Python:
                ReadPythonImport();
                return true;
            default:
                if (!ReadBranch(token))
                    return false;
                Nest(frames, indent);
                return true;
        }
    }

    // What opens a block within a routine.
    private bool ReadBranch(Token token)
    {
        switch (token.Value)
        {
            case "if" or "elif" or "elsif" or "while" or "unless" or "assert" or "case" or "when" or "until" or "match":
                _index++;
                Routine.Steps.Add(new Step.Check(Block, ReadExpression()));
                return true;
            case "else" or "try" or "finally" or "begin" or "ensure" or "end" or "pass" or "global" or "nonlocal" or "then":
                _index++;
                return true;
            case "except" or "rescue":
                SkipLine();
                return true;
            case "for":
                _index++;
                ReadEach("in");
                return true;
            case "with" when _language is Languages.Python:
                _index++;
                ReadWith();
                return true;
            default:
                return false;
        }
    }

    private void SkipLine()
    {
        _index++;
        SkipTo(next => next.IsFirstOfLine || (next.Is(":") && _tokens[Math.Min(_index + 1, _tokens.Count - 1)].IsFirstOfLine));
    }

    private void Nest(Stack<Frame> frames, int indent)
    {
        frames.Push(new Frame(indent, Routine, Block, Owner));
        Block = Routine.Open(Block);
    }

    private void Enter(Stack<Frame> frames, int indent, Routine routine)
    {
        frames.Push(new Frame(indent, Routine, Block, Owner));
        (Routine, Block) = (routine, 0);
    }

    private Routine ReadDefinition(List<string> marks)
    {
        var at = Now.At;
        _index++;
        if (Now.IsName("self") && Next.Is("."))
            _index += 2;
        var name = Now.Kind is TokenKind.Name ? _tokens[_index++].Value : "";
        var parameters = !Ends && Now.Is("(") ? ReadParameters() : [];
        SkipTo(token => token.Is(":") || token.IsFirstOfLine);
        return new Routine(name, Owner, at, parameters, [.. marks]);
    }

    private void ReadWith()
    {
        do
        {
            var value = ReadExpression();
            if (AcceptName("as"))
                Do(new Expression.Store(value.At, ReadPostfix(ReadPrimary()), value, adds: false));
            else
                Do(value);
        }
        while (!Ends && Accept(","));
    }

    private void ReadIndentedSimple(Stack<Frame> frames, int indent)
    {
        var value = ReadTargets();
        if (_language is Languages.Python && !Ends && Accept(":"))
            value = ReadAnnotated(value);
        if (_language is Languages.Ruby)
            value = ReadRubyTail(value, frames, indent);
        Do(value);
    }

    // "name: type = value".
    private Expression ReadAnnotated(Expression target)
    {
        var type = ReadChoice();
        _ = type;
        return Accept("=") ? new Expression.Store(target.At, target, ReadExpression(), adds: false) : target;
    }
}
