namespace CodeReview.Agents.Flows;

/// <summary>An expression, as far as it matters where values come from and go to.</summary>
/// <param name="at">Where it begins in the file's text.</param>
internal abstract class Expression(int at)
{
    public int At => at;

    /// <summary>The dotted path of names, members and calls, such as <c>db.cursor().execute</c>; empty for anything else.</summary>
    public virtual string Path => "";

    /// <summary>A literal or a number.</summary>
    internal sealed class Constant(int at, string text) : Expression(at)
    {
        public string Text => text;
    }

    internal sealed class Name(int at, string id) : Expression(at)
    {
        public string Id => id;

        public override string Path => id;
    }

    internal sealed class Member(int at, Expression of, string id) : Expression(at)
    {
        private string? _path;

        public Expression Of => of;

        public string Id => id;

        public override string Path => _path ??= Joined(of.Path, $".{id}");
    }

    internal sealed class Element(int at, Expression of, Expression? index) : Expression(at)
    {
        private string? _path;

        public Expression Of => of;

        public Expression? Index => index;

        public override string Path => _path ??= Joined(of.Path, "[]");
    }

    internal sealed class Call(int at, Expression callee, IReadOnlyList<Passed> arguments, bool isNew) : Expression(at)
    {
        private string? _path;

        public Expression Callee => callee;

        public IReadOnlyList<Passed> Arguments => arguments;

        public bool IsNew => isNew;

        /// <summary>The last name of what is called.</summary>
        public string Function => callee switch { Name name => name.Id, Member member => member.Id, _ => "" };

        public override string Path => _path ??= Joined(callee.Path, "()");

        /// <summary>An argument by its place or its name; null where it is not given.</summary>
        public Expression? Argument(int place, string? name = null)
        {
            if (name is not null && arguments.FirstOrDefault(argument => argument.Name == name) is { } named)
                return named.Value;
            return place < arguments.Count && (arguments[place].Name is null || name is null) ? arguments[place].Value : null;
        }
    }

    /// <summary>Text put together from parts: by an operator, or by filling holes.</summary>
    internal sealed class Join(int at, IReadOnlyList<Expression> parts) : Expression(at)
    {
        public IReadOnlyList<Expression> Parts => parts;
    }

    /// <summary>One of several values.</summary>
    internal sealed class Either(int at, IReadOnlyList<Expression> parts) : Expression(at)
    {
        public IReadOnlyList<Expression> Parts => parts;
    }

    /// <summary>A list, a map, an object, a tuple.</summary>
    internal sealed class Group(int at, IReadOnlyList<Passed> items) : Expression(at)
    {
        public IReadOnlyList<Passed> Items => items;
    }

    /// <summary>A comparison, a condition, a number: what it is made of is looked at, its value carries nothing.</summary>
    internal sealed class Outcome(int at, IReadOnlyList<Expression> parts, string mark) : Expression(at)
    {
        public IReadOnlyList<Expression> Parts => parts;

        public string Mark => mark;
    }

    internal sealed class Store(int at, Expression target, Expression value, bool adds) : Expression(at)
    {
        public Expression Target => target;

        public Expression Value => value;

        public bool Adds => adds;
    }

    /// <summary>A function as a value; it sees the names around it.</summary>
    internal sealed class Lambda(int at, Routine routine) : Expression(at)
    {
        public Routine Routine => routine;
    }

    private static string Joined(string path, string more) => path.Length is > 0 and < 200 ? path + more : "";
}

/// <summary>An argument of a call or an item of a group.</summary>
/// <param name="Name">Its name or key, where it is written.</param>
/// <param name="Value">Its value.</param>
internal sealed record Passed(string? Name, Expression Value);

/// <summary>A step of a routine, in the order of the text.</summary>
/// <param name="Block">The block it stands in.</param>
internal abstract record Step(int Block)
{
    internal sealed record Do(int Block, Expression Value) : Step(Block);

    internal sealed record Return(int Block, Expression Value) : Step(Block);

    /// <summary>A condition that decides what is done.</summary>
    internal sealed record Check(int Block, Expression Condition) : Step(Block);
}

/// <param name="Name">Its name; several where it is taken apart.</param>
/// <param name="Note">What stands around the name: type, annotations, default.</param>
internal sealed record Parameter(string Name, string Note)
{
    /// <summary>The names that it is taken apart into.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];
}

/// <summary>A function, a method, a lambda, or the code of a file outside of all of these.</summary>
internal sealed class Routine(string name, string owner, int at, IReadOnlyList<Parameter> parameters, IReadOnlyList<string> marks)
{
    private readonly List<int> _around = [-1];

    /// <summary>Its name; empty where it has none.</summary>
    public string Name { get; private set; } = name;

    /// <summary>The class that it belongs to; empty where there is none.</summary>
    public string Owner => owner;

    public int At => at;

    public IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>Its annotations, attributes or decorators, as they stand.</summary>
    public IReadOnlyList<string> Marks => marks;

    public List<Step> Steps { get; } = [];

    /// <summary>Gives a function the name that it is stored under.</summary>
    public Routine Under(string given)
    {
        Name = Name.Length > 0 ? Name : given;
        return this;
    }

    /// <summary>Opens a block within another.</summary>
    public int Open(int around)
    {
        _around.Add(around);
        return _around.Count - 1;
    }

    /// <summary>Whether a block is another one or stands around it.</summary>
    public bool Holds(int outer, int inner)
    {
        while (inner > outer)
            inner = _around[inner];
        return inner == outer;
    }
}
