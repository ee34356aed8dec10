using System.Collections.Concurrent;
using System.Text;
using CodeReview.Protocol.Journaling;
using CodeReview.Testing.Simulation;

namespace CodeReview.Protocol.Tests.Journaling;

public sealed class EventLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("event-log-").FullName;

    private string FirstSegment => Path.Combine(_folder, "segments", "000001.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_appended_is_read_by_the_next_activation()
    {
        using (var first = Activate())
        {
            first.Append([Some("a"), Some("b")]);
            first.Append([Some("c")]);
            first.Close();
        }

        using var second = Activate();

        Assert.Equal(["a", "b", "c"], Texts(second));
        Assert.Equal(3, second.HighestSequenceNumber);
        Assert.Equal(4, second.Append([Some("d")]));
    }

    [Fact]
    public void Numbers_go_on_over_activations_that_died_before_their_fence()
    {
        using (var first = Activate())
            first.Append([Some("a")]);
        File.WriteAllText(Path.Combine(_folder, "claims", "000002.json"), "");
        File.WriteAllText(Path.Combine(_folder, "claims", "000003.json"), """{"token":3,""");

        using var fourth = Activate();

        Assert.Equal(4, fourth.Token);
        Assert.Equal(2, fourth.Append([Some("b")]));
        Assert.Equal(["a", "b"], Texts(fourth));
    }

    [Fact]
    public void An_activation_that_was_taken_over_is_stale_at_its_next_append_and_for_ever()
    {
        using var first = Activate();
        first.Append([Some("a")]);
        using var second = Activate();

        var stale = Assert.Throws<StaleActivationException>(() => first.Append([Some("lost")]));
        Assert.Equal((1, 2), (stale.Token, stale.SealedBy));
        Assert.Throws<StaleActivationException>(() => first.Append([Some("lost")]));

        second.Append([Some("b")]);
        Assert.Equal(["a", "b"], Texts(second));
        using var third = Activate();
        Assert.Equal(["a", "b"], Texts(third));
    }

    [Fact]
    public void A_segment_cut_at_any_byte_gives_whole_batches_only()
    {
        long[] ends = [0, 2, 3, 6];
        using (var first = Activate())
        {
            first.Append([Some("a"), Some("b")]);
            first.Append([Some("c")]);
            first.Append([Some("d"), Some("e"), Some("f")]);
        }

        var whole = File.ReadAllBytes(FirstSegment);
        for (var length = 0; length <= whole.Length; length++)
        {
            using var copy = new Copy(_folder);
            File.WriteAllBytes(Path.Combine(copy.Folder, "segments", "000001.jsonl"), whole[..length]);

            using var next = EventLog.Activate(copy.Folder, "test", LogFiles.Instance, TimeProvider.System);

            Assert.Contains(next.HighestSequenceNumber, ends);
            Assert.Equal(next.HighestSequenceNumber + 1, next.Append([Some("z")]));
            using var after = EventLog.Activate(copy.Folder, "test", LogFiles.Instance, TimeProvider.System);
            Assert.Equal("z", Texts(after)[^1]);
        }
    }

    [Fact]
    public void A_changed_byte_is_refused_with_its_place_or_drops_the_unfinished_end()
    {
        using (var first = Activate())
        {
            first.Append([Some("a")]);
            first.Append([Some("b")]);
        }

        var whole = File.ReadAllBytes(FirstSegment);
        for (var at = 0; at < whole.Length; at++)
        {
            using var copy = new Copy(_folder);
            var changed = (byte[])whole.Clone();
            changed[at] ^= 1;
            File.WriteAllBytes(Path.Combine(copy.Folder, "segments", "000001.jsonl"), changed);

            try
            {
                using var next = EventLog.Activate(copy.Folder, "test", LogFiles.Instance, TimeProvider.System);
                // Only a last line that lost its end may go: nothing else is ever dropped, and nothing is invented.
                Assert.Equal(whole.Length - 1, at);
                Assert.Equal(["a"], Texts(next));
            }
            catch (DamagedLogException damaged)
            {
                Assert.EndsWith("000001.jsonl", damaged.Path, StringComparison.Ordinal);
                Assert.InRange(damaged.Line, 1, 3);
            }
        }
    }

    [Fact]
    public void A_tail_of_zeros_is_a_crash_and_not_damage()
    {
        using (var first = Activate())
            first.Append([Some("a")]);
        File.AppendAllText(FirstSegment, new string('\0', 300));

        using var second = Activate();

        Assert.Equal(["a"], Texts(second));
    }

    [Fact]
    public void An_activation_reads_no_segment_behind_one_that_closed_itself()
    {
        AppendInActivations(20, log => log.Close());

        var files = new CountingFiles();
        using var last = EventLog.Activate(_folder, "test", files, TimeProvider.System);

        Assert.Equal(20, last.HighestSequenceNumber);
        Assert.Equal(0, files.SegmentsRead);
        Assert.Equal(["18", "19"], Texts(last, from: 19));
        // Two that are wanted, and one ahead.
        Assert.InRange(files.SegmentsRead, 2, 3);
    }

    [Fact]
    public void An_activation_reads_no_older_segment_than_the_newest_with_a_fence()
    {
        AppendInActivations(20, _ => { });

        var files = new CountingFiles();
        using var last = EventLog.Activate(_folder, "test", files, TimeProvider.System);

        Assert.Equal(20, last.HighestSequenceNumber);
        Assert.Equal(1, files.SegmentsRead);
    }

    [Fact]
    public void A_long_history_is_read_ahead_and_comes_in_order()
    {
        AppendInActivations(40, log => log.Close());

        var files = new CountingFiles();
        using var last = EventLog.Activate(_folder, "test", files, TimeProvider.System);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), Texts(last));
        Assert.Equal(40, files.SegmentsRead);
        Assert.True(files.AtOnce > 1, "No two segments were read at once.");
    }

    [Fact]
    public void A_claim_that_cannot_be_read_acknowledges_nothing()
    {
        using var log = Activate();
        File.WriteAllText(Path.Combine(_folder, "claims", "000001.json"), "{}");

        Assert.Throws<IOException>(() => log.Append([Some("lost")]));
        Assert.Equal(0, log.HighestSequenceNumber);
    }

    [Fact]
    public void An_activation_whose_segment_a_successor_has_taken_is_stale()
    {
        var files = new OvertakenFiles(() => Activate().Dispose());

        var stale = Assert.Throws<StaleActivationException>(() => EventLog.Activate(_folder, "test", files, TimeProvider.System));

        Assert.Equal((1, 2), (stale.Token, stale.SealedBy));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Zeros_in_the_last_batch_are_a_crash_and_zeros_before_it_are_damage(bool inLast)
    {
        using (var first = Activate())
        {
            first.Append([Some("a"), Some("b")]);
            first.Append([Some("c"), Some("d"), Some("e")]);
        }

        var bytes = File.ReadAllBytes(FirstSegment);
        var hole = Encoding.UTF8.GetString(bytes).IndexOf(inLast ? "\"d\"" : "\"a\"", StringComparison.Ordinal);
        bytes.AsSpan(hole, 3).Clear();
        File.WriteAllBytes(FirstSegment, bytes);

        if (inLast)
            Assert.Equal(["a", "b"], Texts(Activate()));
        else
            Assert.Equal(2, Assert.Throws<DamagedLogException>(Activate).Line);
    }

    [Fact]
    public void A_snapshot_beyond_the_cut_of_its_activation_is_not_covered()
    {
        using var first = Activate();
        first.Append([Some("a"), Some("b")]);
        using var second = Activate();
        second.Append([Some("c")]);
        using var third = Activate();

        Assert.True(third.Covers(token: 1, sequenceNumber: 2));
        Assert.False(third.Covers(token: 1, sequenceNumber: 3));
        Assert.True(third.Covers(token: 2, sequenceNumber: 3));
        Assert.False(third.Covers(token: 2, sequenceNumber: 4));
        Assert.False(third.Covers(token: 9, sequenceNumber: 1));
    }

    [Fact]
    public async Task However_many_take_over_from_each_other_what_was_acknowledged_stands_once_and_in_order()
    {
        var acknowledged = new ConcurrentDictionary<long, string>();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() => TakeOverAndAppend(writer, acknowledged)));
        await Task.WhenAll(writers);

        using var last = Activate();
        var stands = last.Read(1, long.MaxValue).ToList();

        Assert.NotEmpty(acknowledged);
        Assert.Equal(Enumerable.Range(1, stands.Count).Select(n => (long)n), stands.Select(e => e.SequenceNumber));
        Assert.All(acknowledged, pair => Assert.Equal(pair.Value, Text(stands[(int)pair.Key - 1])));
        Assert.Equal(stands.Count, stands.Select(Text).Distinct().Count());
    }

    private void TakeOverAndAppend(int writer, ConcurrentDictionary<long, string> acknowledged)
    {
        for (var round = 0; round < 25; round++)
        {
            try
            {
                using var log = Activate();
                for (var i = 0; i < 8; i++)
                {
                    var text = $"{writer}.{round}.{i}";
                    Assert.True(acknowledged.TryAdd(log.Append([Some(text)]), text), "A number was acknowledged twice.");
                }
            }
            catch (StaleActivationException)
            {
                // Taken over, as it is meant to be.
            }
        }
    }

    private void AppendInActivations(int count, Action<EventLog> end)
    {
        for (var i = 0; i < count; i++)
        {
            using var log = Activate();
            log.Append([Some($"{i}")]);
            end(log);
        }
    }

    private EventLog Activate() => EventLog.Activate(_folder, "test", LogFiles.Instance, TimeProvider.System);

    private static NewLogEntry Some(string text) => new("some.1", Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}"""));

    private static string Text(LogEntry entry) =>
        System.Text.Json.JsonDocument.Parse(entry.Payload).RootElement.GetProperty("text").GetString()!;

    private static List<string> Texts(EventLog log, long from = 1) => [.. log.Read(from, long.MaxValue).Select(Text)];

    private sealed class Copy : IDisposable
    {
        public Copy(string folder)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(Folder, Path.GetRelativePath(folder, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(path, target);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("event-log-copy-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }

    private sealed class CountingFiles() : FilesDecorator(LogFiles.Instance)
    {
        private int _read;
        private int _reading;

        public int SegmentsRead => _read;

        public int AtOnce { get; private set; }

        public override byte[]? Read(string path)
        {
            if (!path.EndsWith(".jsonl", StringComparison.Ordinal))
                return base.Read(path);
            Interlocked.Increment(ref _read);
            AtOnce = Math.Max(AtOnce, Interlocked.Increment(ref _reading));
            // Who reads ahead has begun the next one, or will at once.
            SpinWait.SpinUntil(() => Volatile.Read(ref _reading) > 1, TimeSpan.FromMilliseconds(20));
            AtOnce = Math.Max(AtOnce, Volatile.Read(ref _reading));
            var content = base.Read(path);
            Interlocked.Decrement(ref _reading);
            return content;
        }
    }

    private sealed class OvertakenFiles(Action overtake) : FilesDecorator(LogFiles.Instance)
    {
        public override ILogFile? CreateNew(string path)
        {
            if (path.EndsWith(".jsonl", StringComparison.Ordinal))
                overtake();
            return base.CreateNew(path);
        }
    }
}
