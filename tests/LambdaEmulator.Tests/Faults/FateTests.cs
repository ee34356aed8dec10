using CodeReview.LambdaEmulator.Faults;

namespace CodeReview.LambdaEmulator.Tests.Faults;

public sealed class FateTests
{
    [Fact]
    public void The_same_seed_decides_the_same_in_whatever_order_it_is_asked()
    {
        var (one, other) = (new Fate(7, new FaultRates()), new Fate(7, new FaultRates()));
        string[] names = [.. Enumerable.Range(0, 200).Select(number => $"f/{number}")];

        var forth = names.Select(name => one.Happens(0.3, name, "loss")).ToList();
        var back = names.Reverse().Select(name => other.Happens(0.3, name, "loss")).Reverse().ToList();

        Assert.Equal(forth, back);
        Assert.NotEqual(forth, names.Select(name => new Fate(8, new FaultRates()).Happens(0.3, name, "loss")));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1_000, 1_000)]
    [InlineData(0.2, 150, 250)]
    public void A_fault_happens_as_often_as_its_rate_says(double rate, int atLeast, int atMost)
    {
        var fate = new Fate(1, new FaultRates());

        Assert.InRange(Enumerable.Range(0, 1_000).Count(number => fate.Happens(rate, $"f/{number}", "kill")), atLeast, atMost);
    }

    [Fact]
    public void The_same_events_have_the_same_names_and_ids_in_the_next_run()
    {
        var (one, other) = (new Fate(7, new FaultRates()), new Fate(7, new FaultRates()));

        string[] names = [one.NameOf("f", [1]), one.NameOf("f", [2]), one.NameOf("f", [1])];

        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal<string[]>(names, [other.NameOf("f", [1]), other.NameOf("f", [2]), other.NameOf("f", [1])]);
        Assert.Equal(one.IdOf(names[0]), other.IdOf(names[0]));
    }
}
