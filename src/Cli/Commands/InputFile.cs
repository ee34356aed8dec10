using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Commands;

/// <summary>A JSON file that the user names.</summary>
internal static class InputFile
{
    /// <summary>What the file holds.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="type">What it has to be.</param>
    /// <param name="maxBytes">How large it may be.</param>
    /// <param name="form">A sentence about what such a file looks like, or where one comes from.</param>
    /// <exception cref="InvalidRequestException">It cannot be used; the message says where it is wrong.</exception>
    public static T Read<T>(string file, JsonTypeInfo<T> type, int maxBytes, string form)
        where T : class
    {
        try
        {
            if (new FileInfo(file).Length > maxBytes)
                throw new InvalidRequestException($"'{file}' has more than {maxBytes >> 10} KiB. {form}");
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), type) ?? throw new InvalidRequestException($"'{file}' holds null. {form}");
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"'{file}', line {(e.LineNumber ?? 0) + 1}, at {e.Path ?? "$"}: {Said(e)} {form}"), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidRequestException($"'{file}' cannot be read: {e.Message}", e);
        }
    }

    // The serializer speaks to programmers.
    private static string Said(JsonException e) =>
        e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "there is no such setting." : Shown.Of(e.Message.Split(" Path: ")[0], 300);
}
