using System.Text.Json.Serialization;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Leasing;

/// <summary>
/// Says to other processes that an activation is at work, so that they do not do the work twice. Advice only: a frozen process's
/// lease runs out while it still believes in it, clocks differ, and then two activations overlap; the log keeps that safe. It has a
/// file of its own, since writing it into the claim could undo a seal.
/// </summary>
public sealed class Lease : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);
    private readonly string _path;
    private readonly int _token;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ITimer _heartbeat;
    private bool _over;

    private Lease(string path, int token, TimeProvider time)
    {
        (_path, _token, _time) = (path, token, time);
        _heartbeat = time.CreateTimer(_ => Renew(), null, Length / 3, Length / 3);
    }

    /// <summary>Takes the lease for an activation and renews it until disposed.</summary>
    public static Lease Hold(string path, int token, TimeProvider time)
    {
        var lease = new Lease(path, token, time);
        lease.Renew();
        return lease;
    }

    /// <summary>How long another process still means to work on the review; null where none does.</summary>
    public static TimeSpan? HeldElsewhere(string path, TimeProvider time)
    {
        LeaseFile? file;
        try
        {
            file = WorkspaceFile.TryReadJson(path, LeaseJson.Default.LeaseFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DamagedFileException)
        {
            return null; // Advice that cannot be read is no advice. The log meets the real trouble.
        }

        if (file is null || file.Owner == LeaseOwner.Here || file.Owner.IsKnownDead())
            return null;
        var left = file.LivesUntil - time.GetUtcNow();
        // A clock that runs ahead must not lock a review for longer than any lease lasts.
        return left <= TimeSpan.Zero ? null : left < Length ? left : Length;
    }

    /// <summary>Gives the lease back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_over)
                return;
            _over = true;
            _heartbeat.Dispose();
            Write(_time.GetUtcNow());
        }
    }

    private void Renew()
    {
        lock (_gate)
        {
            if (!_over)
                Write(_time.GetUtcNow() + Length);
        }
    }

    private void Write(DateTimeOffset livesUntil)
    {
        try
        {
            var newest = WorkspaceFile.TryReadJson(_path, LeaseJson.Default.LeaseFile);
            if (newest is null || newest.Token <= _token)
                WorkspaceFile.WriteJson(_path, new LeaseFile(_token, LeaseOwner.Here, livesUntil), LeaseJson.Default.LeaseFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ReviewException)
        {
            // Without the advice somebody else may do the work twice, which is safe; the next write of the log meets the real trouble.
            _over = true;
        }
    }
}

/// <summary>The content of <c>journal/lease.json</c>.</summary>
internal sealed record LeaseFile(int Token, LeaseOwner Owner, DateTimeOffset LivesUntil);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LeaseFile))]
internal sealed partial class LeaseJson : JsonSerializerContext;
