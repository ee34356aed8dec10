using System.Collections.Frozen;

namespace CodeReview.Orchestrator.Planning;

/// <summary>Names that tell, without a look inside, that nobody of the repository wrote the file. In lower case.</summary>
internal static class SkippedNames
{
    public static readonly FrozenSet<string> VendoredFolders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "node_modules", "bower_components", "jspm_packages", "vendor", "vendored", "third_party", "third-party", "thirdparty", "godeps",
        "pods", "carthage", "site-packages", "__pycache__", ".venv", "venv", ".yarn", ".terraform", ".gradle", ".bundle");

    /// <summary>Where web projects keep libraries that others built.</summary>
    public static readonly string[] CopiedLibraries = ["/wwwroot/lib/", "/static/lib/", "/assets/lib/", "/public/lib/", "/lib/dist/"];

    /// <summary>Written by people while small, by programs when large.</summary>
    public static readonly FrozenSet<string> DataWhenLarge = FrozenSet.Create(
        StringComparer.Ordinal, ".json", ".jsonl", ".ndjson", ".geojson", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".txt", ".log");

    public static readonly FrozenSet<string> LockFiles = FrozenSet.Create(
        StringComparer.Ordinal,
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "deno.lock", "composer.lock",
        "gemfile.lock", "cargo.lock", "poetry.lock", "pdm.lock", "uv.lock", "pipfile.lock", "go.sum", "go.work.sum", "packages.lock.json",
        "paket.lock", "project.assets.json", "podfile.lock", "cartfile.resolved", "package.resolved", "pubspec.lock", "mix.lock",
        "gradle.lockfile", "flake.lock", ".terraform.lock.hcl", "chart.lock");

    public static readonly string[] Minified = [".min.js", ".min.mjs", ".min.css", "-min.js", "-min.css", ".bundle.js"];

    public static readonly string[] Generated =
    [
        ".designer.cs", ".designer.vb", ".g.cs", ".g.i.cs", ".generated.cs", ".generated.ts", ".generated.js", ".pb.go", ".pb.cc", ".pb.h",
        ".pb.swift", "_pb2.py", "_pb2.pyi", "_pb2_grpc.py", "_pb.js", "_pb.d.ts", "_grpc_pb.js", "_generated.go", ".gen.go", ".gen.ts",
        ".g.dart", ".freezed.dart", ".js.map", ".mjs.map", ".css.map",
    ];

    public static readonly FrozenDictionary<string, string> ByExtension = new (string Kind, string Extensions)[]
    {
        ("media", ".png .jpg .jpeg .gif .bmp .ico .icns .webp .avif .tif .tiff .psd .ai .svg .mp3 .mp4 .m4a .wav .ogg .flac .avi .mov .mkv .webm .pdf"),
        ("font", ".ttf .otf .woff .woff2 .eot"),
        ("archive", ".zip .gz .tgz .bz2 .xz .zst .7z .rar .tar .jar .war .ear .nupkg .snupkg .whl .egg .gem .deb .rpm .dmg .iso .apk .ipa .vsix"),
        ("binary", ".exe .dll .so .dylib .a .lib .o .obj .pdb .class .pyc .pyo .wasm .bin .dat .db .sqlite .sqlite3 .mdb .pfx .p12 .snk .keystore .jks"
            + " .doc .docx .xls .xlsx .ppt .pptx .odt .ods .parquet .npy .npz .pkl .onnx .pt .h5 .swf"),
    }
        .SelectMany(row => row.Extensions.Split(' ').Select(extension => (extension, row.Kind)))
        .ToFrozenDictionary(row => row.extension, row => row.Kind, StringComparer.Ordinal);
}
