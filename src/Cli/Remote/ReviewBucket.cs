using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Remote;

/// <summary>The bucket that a fleet's workspace is exported to. Only read: what is written there comes back into the file system.</summary>
internal sealed class ReviewBucket(AmazonS3Client client, string name)
{
    /// <summary>Reads an object; null where there is none.</summary>
    /// <exception cref="FleetException">The bucket cannot be read.</exception>
    public Task<byte[]?> ReadAsync(string key, CancellationToken cancelled) => AskAsync<byte[]?>(
        async () =>
        {
            try
            {
                using var response = await client.GetObjectAsync(name, key, cancelled);
                using var content = new MemoryStream();
                await response.ResponseStream.CopyToAsync(content, cancelled);
                return content.ToArray();
            }
            catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchKey")
            {
                return null;
            }
        },
        key,
        cancelled);

    /// <summary>The folders right below a folder, whose key ends in a slash.</summary>
    /// <exception cref="FleetException">The bucket cannot be read.</exception>
    public async Task<IReadOnlyList<string>> FoldersAsync(string folder, CancellationToken cancelled) =>
        [.. (await PagesAsync(folder, "/", cancelled)).SelectMany(page => page.CommonPrefixes ?? [])];

    /// <summary>All objects whose keys begin so, and the tag that each content has.</summary>
    /// <exception cref="FleetException">The bucket cannot be read.</exception>
    public async Task<IReadOnlyList<(string Key, string Tag)>> ObjectsAsync(string prefix, CancellationToken cancelled) =>
        [.. (await PagesAsync(prefix, null, cancelled)).SelectMany(page => page.S3Objects ?? []).Select(found => (found.Key, found.ETag))];

    private Task<List<ListObjectsV2Response>> PagesAsync(string prefix, string? delimiter, CancellationToken cancelled) => AskAsync(
        async () =>
        {
            var request = new ListObjectsV2Request { BucketName = name, Prefix = prefix, Delimiter = delimiter };
            List<ListObjectsV2Response> pages = [];
            do
            {
                pages.Add(await client.ListObjectsV2Async(request, cancelled));
                request.ContinuationToken = pages[^1].NextContinuationToken;
            }
            while (request.ContinuationToken is not null);
            return pages;
        },
        prefix,
        cancelled);

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, string key, CancellationToken cancelled)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchBucket")
        {
            throw new FleetException(ErrorKind.InvalidRequest, $"There is no bucket '{Shown.Of(name)}': 'terraform output -raw bucket' names it.", inner: e);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new FleetException(
                ErrorKind.Environment, $"These credentials may not read '{key}' in '{Shown.Of(name)}': they need s3:GetObject on its objects, and s3:ListBucket to list them and to be told that one is not there yet. {Shown.Of(e.Message, 300)}", inner: e);
        }
        catch (Exception e) when (!cancelled.IsCancellationRequested && e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            throw new FleetException(ErrorKind.Environment, $"The bucket '{Shown.Of(name)}' cannot be read: {Shown.Of(e.Message, 300)}", mayPass: true, e);
        }
    }
}
