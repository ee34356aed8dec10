using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Remote;

/// <summary>The bucket that a fleet's workspace is exported to. Only read: what is written there comes back into the file system.</summary>
internal sealed class ReviewBucket(AmazonS3Client client, string name)
{
    /// <summary>Reads an object; null where there is none.</summary>
    /// <exception cref="FleetException">The bucket cannot be read.</exception>
    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancelled)
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
        catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchBucket")
        {
            throw new FleetException(ErrorKind.InvalidRequest, $"There is no bucket '{Shown.Of(name)}': 'terraform output -raw bucket' names it.", inner: e);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new FleetException(
                ErrorKind.Environment, $"These credentials may not read '{key}' in '{Shown.Of(name)}': they need s3:GetObject on its objects, and s3:ListBucket to be told that one is not there yet. {Shown.Of(e.Message, 300)}", inner: e);
        }
        catch (Exception e) when (!cancelled.IsCancellationRequested && e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            throw new FleetException(ErrorKind.Environment, $"The bucket '{Shown.Of(name)}' cannot be read: {Shown.Of(e.Message, 300)}", mayPass: true, e);
        }
    }
}
