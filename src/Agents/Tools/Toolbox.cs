using System.Text;
using CodeReview.Agents.Conversations;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Tools;

/// <summary>The tools of one task as a model calls them. Every call has an answer, whatever the model sent.</summary>
internal sealed class Toolbox
{
    /// <summary>The longest answer, in characters; the tools themselves stay below it and say how to go on.</summary>
    private const int MaxAnswer = 70_000;

    private readonly ReviewTools _tools;
    private readonly IReadOnlyList<ModelTool> _byName;

    public Toolbox(ReviewTools tools, IReadOnlyList<ModelTool> byName)
    {
        (_tools, _byName) = (tools, byName);
        Declarations = [.. byName.Select(tool => tool.Declaration)];
    }

    /// <summary>What the model is told of the tools.</summary>
    public IList<AITool> Declarations { get; }

    /// <summary>Changes when what the model is told does.</summary>
    public string Digest => Protocol.Workspace.Digest.Of(Encoding.UTF8.GetBytes(
        string.Join('\n', _byName.Select(tool => $"{tool.Name}\n{tool.Declaration.Description}\n{tool.Declaration.JsonSchema.GetRawText()}"))));

    public void ForgetReads() => _tools.ForgetReads();

    /// <summary>Carries a call out, and says what the conversation is to keep of it.</summary>
    /// <exception cref="IOException">The file system failed; the call is not answered.</exception>
    public ConversationEvent.CallAnswered Answer(FunctionCallContent call)
    {
        var answer = Carry(call);
        var text = answer.Text.Length <= MaxAnswer ? answer.Text : $"{answer.Text[..MaxAnswer]}\n… cut here: ask for less at a time.";
        return new ConversationEvent.CallAnswered(call.CallId, Shown.Of(call.Name), text, answer.IsRefused, _tools.TakeNotes());
    }

    private ToolAnswer Carry(FunctionCallContent call)
    {
        if (_byName.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool)
            return new ToolAnswer($"There is no tool '{Shown.Of(call.Name)}': there are {string.Join(", ", _byName.Select(known => known.Name))}.", IsRefused: true);
        if (call.Exception is not null)
            return new ToolAnswer("The arguments are no JSON object. They may have been cut off: call again, with less in them.", IsRefused: true);
        try
        {
            return tool.Call(CallArguments.Of(call.Arguments));
        }
        catch (BadArgumentException e)
        {
            return new ToolAnswer(e.Message, IsRefused: true);
        }
        catch (DamagedFileException e)
        {
            return new ToolAnswer(Shown.Of(e.Message, 300), IsRefused: true);
        }
    }
}
