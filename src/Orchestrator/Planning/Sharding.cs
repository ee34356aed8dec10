using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Planning;

/// <summary>
/// Cuts the sorted files into shards of about so many tokens. What is full is cut at the last border between two folders in its second half,
/// so that files that belong together are read together; where there is no such border, at its end.
/// </summary>
internal static class Sharding
{
    public static IEnumerable<ValueArray<ShardFile>> Cut(IEnumerable<ShardFile> files, ReviewOptions options)
    {
        var open = new List<ShardFile>();
        var load = default(Load);
        foreach (var file in files.OrderBy(file => file.Path))
        {
            // A cut may leave files behind that are too many with the next one, hence not "if".
            while (open.Count > 0 && (load + Load.Of(file)).IsOver(options))
            {
                var cut = CutOf(open, load, file, options);
                yield return open.Take(cut).ToValueArray();
                open.RemoveRange(0, cut);
                load = open.Aggregate(default(Load), (sum, left) => sum + Load.Of(left));
            }

            open.Add(file);
            load += Load.Of(file);
        }

        if (open.Count > 0)
            yield return open.ToValueArray();
    }

    private static int CutOf(List<ShardFile> open, Load load, ShardFile next, ReviewOptions options)
    {
        for (var cut = open.Count; cut > 0 && load.IsHalf(options); cut--)
        {
            var after = cut == open.Count ? next : open[cut];
            if (after.Path.Folder != open[cut - 1].Path.Folder)
                return cut;
            load -= Load.Of(open[cut - 1]);
        }

        return open.Count;
    }

    /// <summary>What some files take of what a shard may hold.</summary>
    private readonly record struct Load(long Files, long Bytes, long Tokens)
    {
        public static Load Of(ShardFile file) => new(1, file.Bytes, file.Tokens ?? TokenEstimate.Of(file.Bytes));

        public static Load operator +(Load one, Load other) => new(one.Files + other.Files, one.Bytes + other.Bytes, one.Tokens + other.Tokens);

        public static Load operator -(Load one, Load other) => new(one.Files - other.Files, one.Bytes - other.Bytes, one.Tokens - other.Tokens);

        public bool IsOver(ReviewOptions options) => Files > options.ShardFiles || Bytes > options.ShardBytes || Tokens > options.EffectiveShardTokens;

        public bool IsHalf(ReviewOptions options) =>
            2 * Files >= options.ShardFiles || 2 * Bytes >= options.ShardBytes || 2 * Tokens >= options.EffectiveShardTokens;
    }
}
