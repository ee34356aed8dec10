using System.Diagnostics;
using System.Globalization;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Orchestrator.Tests.Leasing;

public sealed class LeaseTests : IDisposable
{
    private static readonly LeaseOwner Elsewhere = new("another machine", 1, 0);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Some.Time);

    private string File => Path.Combine(_folder.Path, "journal", "lease.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10, 10)]
    [InlineData(0, null)]
    [InlineData(-3600, null)]
    [InlineData(3600, 15)]
    public void A_lease_of_another_machine_counts_for_what_is_left_of_it_and_a_clock_that_runs_ahead_makes_it_no_longer(int secondsAhead, int? left)
    {
        Write(token: 1, Elsewhere, TimeSpan.FromSeconds(secondsAhead));

        Assert.Equal(left, Lease.HeldElsewhere(File, _time)?.TotalSeconds);
    }

    [Fact]
    public void Neither_no_lease_nor_a_damaged_one_nor_ones_own_holds_anybody_up()
    {
        Assert.Null(Lease.HeldElsewhere(File, _time));
        WorkspaceFile.WriteText(File, "{\"token\":");
        Assert.Null(Lease.HeldElsewhere(File, _time));
        using var own = Lease.Hold(File, token: 1, _time);
        Assert.Null(Lease.HeldElsewhere(File, _time));
    }

    [Fact]
    public void A_lease_that_cannot_be_opened_holds_nobody_up()
    {
        Directory.CreateDirectory(File);

        Assert.Null(Lease.HeldElsewhere(File, _time));
    }

    [Fact]
    public void A_process_that_is_gone_from_this_machine_holds_nobody_up()
    {
        using var gone = Process.Start("true");
        var owner = LeaseOwner.Here with { ProcessId = gone.Id };
        gone.WaitForExit();
        Write(token: 1, owner, TimeSpan.FromSeconds(10));

        Assert.Null(Lease.HeldElsewhere(File, _time));
    }

    [Fact]
    public void A_process_of_the_same_number_that_started_at_another_time_is_another_one()
    {
        using var here = Process.GetCurrentProcess();
        Write(token: 1, LeaseOwner.Here with { StartedAt = here.StartTime.AddHours(-1).Ticks }, TimeSpan.FromSeconds(10));

        Assert.Null(Lease.HeldElsewhere(File, _time));
    }

    // macOS has zombies too, but .NET has no call that tells them there, so a lease of one runs out by its time; Windows has none.
    [NeedsFact<Linux>]
    public void A_killed_process_whose_parent_does_not_ask_for_its_status_holds_nobody_up()
    {
        // The shell becomes a program that never asks.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "tail -f /dev/null & echo $!; exec tail -f /dev/null"]) { RedirectStandardOutput = true })!;
        try
        {
            using var child = Process.GetProcessById(int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
            Write(token: 1, LeaseOwner.Here with { ProcessId = child.Id, StartedAt = child.StartTime.Ticks }, TimeSpan.FromSeconds(10));
            Assert.True(SpinWait.SpinUntil(() => NameOf(parent) is "tail", TimeSpan.FromSeconds(30)));
            child.Kill();

            Assert.True(SpinWait.SpinUntil(() => Lease.HeldElsewhere(File, _time) is null, TimeSpan.FromSeconds(30)));
            Assert.True(Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{child.Id}")), "It was to be a zombie.");
        }
        finally
        {
            parent.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void A_lease_is_renewed_while_it_is_held_and_over_when_it_is_given_back()
    {
        var lease = Lease.Hold(File, token: 1, _time);
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(15), Read().LivesUntil);

        lease.Dispose();
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(Some.Time.AddSeconds(20), Read().LivesUntil);
    }

    [Fact]
    public void A_process_that_was_frozen_does_not_take_the_lease_back_from_its_successor()
    {
        using var frozen = Lease.Hold(File, token: 1, _time);
        Write(token: 2, Elsewhere, TimeSpan.FromSeconds(15));

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((2, Elsewhere), (Read().Token, Read().Owner));
        Assert.Equal(10, Lease.HeldElsewhere(File, _time)?.TotalSeconds);
    }

    private static string NameOf(Process process) => System.IO.File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/comm")).Trim();

    private LeaseFile Read() => WorkspaceFile.ReadJson(File, LeaseJson.Default.LeaseFile);

    private void Write(int token, LeaseOwner owner, TimeSpan left) =>
        WorkspaceFile.WriteJson(File, new LeaseFile(token, owner, _time.GetUtcNow() + left), LeaseJson.Default.LeaseFile);
}
