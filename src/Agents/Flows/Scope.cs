namespace CodeReview.Agents.Flows;

/// <summary>What a name holds.</summary>
/// <param name="Taint">What is known of the value.</param>
/// <param name="Routine">Where it was set.</param>
/// <param name="Block">The block of that routine.</param>
internal readonly record struct Held(Taint? Taint, Routine Routine, int Block);

/// <summary>The names that are in sight.</summary>
internal sealed class Scope(Scope? around)
{
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    public Held? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Around)
        {
            if (scope._held.TryGetValue(name, out var held))
                return held;
        }

        return null;
    }

    /// <summary>Sets a name. In a branch that the value before does not stand in, it may keep that value.</summary>
    public void Set(string name, Taint? taint, Routine routine, int block, bool isChecked = false)
    {
        if (name.Length is 0)
            return;
        var scope = this;
        while (scope is not null && !scope._held.ContainsKey(name))
            scope = scope.Around;
        scope ??= this;
        var replaces = isChecked || !scope._held.TryGetValue(name, out var before) || before.Taint is null || (before.Routine == routine && routine.Holds(block, before.Block));
        scope._held[name] = replaces ? new Held(taint, routine, block) : new Held(Flows.Taint.Of(scope._held[name].Taint, taint), routine, block);
    }

    private Scope? Around => around;
}
