using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests.Browser;

/// <summary>A repository whose text and names try to run in whatever shows them, and some of which deserves a finding.</summary>
internal static class HostileRepository
{
    private const string Server = """
        const { exec } = require('child_process');
        // </script><script>window.pwned = 1</script> {{script}} {{report}}
        app.get('/ping', (req, res) => {
          exec('ping </script><img src=x onerror=window.pwned=2> ' + req.query.host, () => res.send('<svg onload=window.pwned=3>' + req.query.host));
        });
        app.get('/calc', (req, res) => res.send(String(eval(req.query.sum))));
        const password = 'hunter2!Qx9';
        """;

    private const string Loader = """
        import pickle, subprocess

        def run(request):
            subprocess.call("ls <iframe srcdoc='<script>parent.pwned=4</script>'>" + request.args["d"], shell=True)
            return pickle.loads(request.data)
        """;

    public static void Create(string folder)
    {
        using var repository = new TestRepository(folder);
        repository.Commit(
        [
            ("src/Orders.cs", SampleRepository.Vulnerable),
            ("web/server.js", Server),
            ("web/<img src=x onerror=window.pwned=5>.py", Loader),
            ("javascript:window.pwned=6/x.py", Loader),
            ("pictures/logo.png", "\u0089PNG"),
            ("README.md", "# <script>window.pwned = 7</script>\n"),
        ]);
    }
}
