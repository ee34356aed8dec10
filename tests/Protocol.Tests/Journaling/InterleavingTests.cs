using CodeReview.Protocol.Journaling;
using CodeReview.Testing.Simulation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CodeReview.Protocol.Tests.Journaling;

/// <summary>Writers that race for one log: in every order of their system calls that can make a difference, where those are not too many.</summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    private const int Many = 100_000;

    [Fact]
    public void In_every_order_of_two_writers_on_one_machine_what_was_acknowledged_stands()
    {
        var runs = Interleavings.Explore(() => Race(writers: 2, new SimulatedDisk(), (disk, before) => new SimulatedFiles(disk, before)), Many);

        output.WriteLine($"{runs} interleavings");
        Assert.True(runs > 100);
    }

    [Fact]
    public void In_every_order_of_two_writers_over_a_mount_that_remembers_what_is_no_more_what_was_acknowledged_stands()
    {
        var runs = Interleavings.Explore(() => Race(writers: 2, Mount(), Stale), Many);

        output.WriteLine($"{runs} interleavings");
        Assert.True(runs > 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void In_a_thousand_orders_of_three_writers_what_was_acknowledged_stands(int seed)
    {
        Interleavings.Sample(() => Race(writers: 3, new SimulatedDisk(), (disk, before) => new SimulatedFiles(disk, before)), seed, 500);
        Interleavings.Sample(() => Race(writers: 3, Mount(), Stale), seed, 500);
    }

    /// <summary>The search finds what it is meant to find: each of these takes away one thing that the log stands on.</summary>
    [Theory]
    [InlineData("a writer that does not look at its claim")]
    [InlineData("a successor that does not seal")]
    [InlineData("a create that is not exclusive")]
    public void Without_what_it_stands_on_an_order_is_found_that_breaks_it(string fault)
    {
        var thrown = Record.Exception(() => Interleavings.Explore(
            () => Race(writers: 2, new SimulatedDisk(), (disk, before) => new BrokenFiles(fault, new SimulatedFiles(disk, before))), Many));

        Assert.True(thrown is XunitException or InvalidOperationException or DamagedLogException, $"Found nothing: {thrown}");
        Assert.DoesNotContain("interleavings", thrown.Message, StringComparison.Ordinal);
    }

    private static SimulatedDisk Mount() => new() { ReadersSeeOnlySynced = true };

    private static SimulatedFiles Stale(SimulatedDisk disk, Action<Call> before) => new(disk, before, new StaleCache(_ => true));

    private static Race Race(int writers, SimulatedDisk disk, Func<SimulatedDisk, Action<Call>, ILogFiles> files)
    {
        var witness = new Witness();
        return new Race(
            [.. Enumerable.Repeat<Action<ILogFiles>>(mine => Write(mine, witness), writers)],
            (_, before) => files(disk, before),
            () => witness.Check(disk));
    }

    private static void Write(ILogFiles files, Witness witness)
    {
        try
        {
            using var log = Witness.Activate(files);
            witness.Append(log, 2);
            log.Close();
        }
        catch (StaleActivationException)
        {
            // Taken over, as it is meant to be.
        }
    }

    private sealed class BrokenFiles(string fault, ILogFiles files) : FilesDecorator(files)
    {
        private readonly Dictionary<string, byte[]> _remembered = [];

        public override ILogFile? CreateNew(string path)
        {
            if (base.CreateNew(path) is { } file)
                return file;
            if (fault is not "a create that is not exclusive")
                return null;
            base.Delete(path);
            return base.CreateNew(path);
        }

        public override byte[]? Read(string path)
        {
            var content = base.Read(path);
            if (fault is not "a writer that does not look at its claim" || content is null)
                return content;
            return _remembered.TryAdd(path, content) ? content : _remembered[path];
        }

        public override void Publish(string path, ReadOnlySpan<byte> content)
        {
            if (fault is not "a successor that does not seal" || !System.Text.Encoding.UTF8.GetString(content).Contains("sealed_by\":2", StringComparison.Ordinal))
                base.Publish(path, content);
        }
    }
}
