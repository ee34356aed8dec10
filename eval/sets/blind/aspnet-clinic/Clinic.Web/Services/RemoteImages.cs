namespace Clinic.Web.Services;

public class RemoteImages(HttpClient http)
{
    private static readonly HashSet<string> Hosts = new() { "images.radiology.example", "pacs.radiology.example" };

    public Task<byte[]> Fetch(string address) => http.GetByteArrayAsync(address);

    public Task<byte[]> FetchScan(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != "https" || !Hosts.Contains(uri.Host))
            throw new InvalidOperationException("host is not known");
        return http.GetByteArrayAsync(uri);
    }
}
