using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Planning;

/// <summary>
/// Cuts the sorted files into shards. What is full is cut at the last border between two folders in its second half, so that
/// files that belong together are read together; where there is no such border, at its end.
/// </summary>
internal static class Sharding
{
    public static IEnumerable<ValueArray<ShardFile>> Cut(IEnumerable<ShardFile> files, ReviewOptions options)
    {
        var open = new List<ShardFile>();
        foreach (var file in files.OrderBy(file => file.Path))
        {
            // A cut may leave files behind that are too many with the next one, hence not "if".
            while (open.Count > 0 && (open.Count >= options.ShardFiles || BytesOf(open) + file.Bytes > options.ShardBytes))
            {
                var cut = CutOf(open, file, options);
                yield return open.Take(cut).ToValueArray();
                open.RemoveRange(0, cut);
            }

            open.Add(file);
        }

        if (open.Count > 0)
            yield return open.ToValueArray();
    }

    private static int CutOf(List<ShardFile> open, ShardFile next, ReviewOptions options)
    {
        var bytes = BytesOf(open);
        for (var cut = open.Count; cut > 0; cut--)
        {
            if (cut * 2 < options.ShardFiles && bytes * 2 < options.ShardBytes)
                break;
            var after = cut == open.Count ? next : open[cut];
            if (after.Path.Folder != open[cut - 1].Path.Folder)
                return cut;
            bytes -= open[cut - 1].Bytes;
        }

        return open.Count;
    }

    private static long BytesOf(List<ShardFile> files) => files.Sum(file => file.Bytes);
}
