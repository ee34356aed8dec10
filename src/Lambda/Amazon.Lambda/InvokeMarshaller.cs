using System.Globalization;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace Amazon.Lambda;

/// <summary>Makes the HTTP request of an Invoke.</summary>
internal sealed class InvokeMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static InvokeMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var invoke = (InvokeRequest)input;
        if (string.IsNullOrEmpty(invoke.FunctionName))
            throw new ArgumentException("The call names no function: set FunctionName.", nameof(input));
        var content = invoke.PayloadStream ?? new MemoryStream();
        var request = new DefaultRequest(invoke, "Amazon.Lambda")
        {
            HttpMethod = "POST",
            ResourcePath = "/2015-03-31/functions/{FunctionName}/invocations",
            ContentStream = content,
            UseQueryString = true,
        };
        request.AddPathResource("{FunctionName}", invoke.FunctionName);
        request.Headers[HeaderKeys.XAmzApiVersion] = "2015-03-31";
        request.Headers[HeaderKeys.ContentTypeHeader] = "application/json";
        request.Headers[HeaderKeys.ContentLengthHeader] = content.Length.ToString(CultureInfo.InvariantCulture);
        if (invoke.InvocationType is { } type)
            request.Headers["X-Amz-Invocation-Type"] = type.Value;
        if (invoke.LogType is { } logType)
            request.Headers["X-Amz-Log-Type"] = logType.Value;
        if (invoke.Qualifier is { } qualifier)
            request.Parameters["Qualifier"] = qualifier;
        return request;
    }
}
