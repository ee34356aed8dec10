namespace CodeReview.Protocol.Journaling;

/// <summary>
/// What an activation does before its first write: claim, seal, read. The order is the safety: whoever appended before the seal is
/// read here, and whoever looks at its claim after the seal is stale.
/// </summary>
internal static class Takeover
{
    /// <summary>Takes the next token that nobody has.</summary>
    public static Claim TakeNextToken(ILogFiles files, LogFolder folder, string owner, TimeProvider time, int known)
    {
        // The listing is a hint: it may be old, but what it shows is there. Creation decides. Tokens are contiguous, so that the one
        // after a token that is taken is as good a hint, and a folder of ten thousand claims is not listed for each.
        const int Near = 4;
        for (var token = (known > 0 ? known : folder.HighestListedToken(files)) + 1; ; token++)
        {
            if (known > 0 && token == known + Near)
                token = Math.Max(token, folder.HighestListedToken(files) + 1);
            using var file = files.CreateNew(folder.Claim(token));
            if (file is null)
                continue;
            var claim = new Claim(token, owner, time.GetUtcNow());
            file.Append(claim.ToJson());
            file.Sync();
            return claim;
        }
    }

    /// <summary>
    /// Ends every older activation back to the newest with a fence, and settles how far each one's segment is valid. Of one that
    /// closed itself its claim tells; the others are sealed, and then read.
    /// </summary>
    public static Fence SealAndRead(ILogFiles files, LogFolder folder, int token, SegmentReads segments)
    {
        var cuts = new List<Cut>();
        for (var older = token - 1; older >= 1; older--)
        {
            var claim = Claim.TryParse(files.Read(folder.Claim(older)));
            if (claim?.Closed is { } closed)
            {
                cuts.Add(new Cut(older, closed.Bytes, closed.Last));
                break;
            }

            if (claim is not { SealedBy: > 0 })
                files.Publish(folder.Claim(older), ((claim ?? new Claim(older, "unknown", default)) with { SealedBy = token }).ToJson());
            var segment = segments.ReadSealed(older);
            cuts.Add(new Cut(older, segment.Valid.Length, segment.Last));
            if (segment.Fence is not null)
                break;
        }

        return new Fence(token, cuts.Count is 0 ? 1 : cuts[^1].Last + 1, cuts);
    }

    /// <summary>Creates the segment of an activation.</summary>
    /// <exception cref="StaleActivationException">A successor has taken its place.</exception>
    public static ILogFile CreateSegment(ILogFiles files, LogFolder folder, int token)
    {
        var path = folder.Segment(token);
        if (files.CreateNew(path) is { } segment)
            return segment;
        throw Claim.TryParse(files.Read(folder.Claim(token))) is { SealedBy: > 0 } claim
            ? new StaleActivationException(folder.Path, token, claim.SealedBy)
            : new DamagedLogException(path, 1, "it was there before its activation began.");
    }
}
