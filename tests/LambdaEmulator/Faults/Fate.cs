using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CodeReview.LambdaEmulator.Faults;

/// <summary>
/// Decides by lot, but the same way for the same seed: what a draw gives depends on the seed and on what is drawn for, never on what was
/// drawn before, so that the order in which threads come by changes nothing.
/// </summary>
/// <param name="seed">The run's seed.</param>
/// <param name="rates">How often each fault is to happen.</param>
internal sealed class Fate(int seed, FaultRates rates)
{
    private readonly Dictionary<string, int> _seen = [];
    private readonly Lock _counting = new();

    public FaultRates Rates => rates;

    /// <summary>Names an event so that the same one has the same name in the next run: by its function, its payload, and how many came before.</summary>
    public string NameOf(string function, ReadOnlySpan<byte> payload)
    {
        var name = $"{function}/{Convert.ToHexStringLower(SHA256.HashData(payload).AsSpan(0, 6))}";
        lock (_counting)
        {
            var number = _seen[name] = _seen.GetValueOrDefault(name) + 1;
            return $"{name}/{number}";
        }
    }

    /// <summary>An identifier that is the same in the next run.</summary>
    public Guid IdOf(string name) => new(Draw(name, "id").AsSpan(0, 16));

    public bool Happens(double rate, string name, string what) => rate > 0 && Share(name, what) < rate;

    /// <summary>A time from zero up to so many seconds.</summary>
    public TimeSpan Within(double seconds, string name, string what) => TimeSpan.FromSeconds(Share(name, what + "/how long") * seconds);

    private double Share(string name, string what) => BinaryPrimitives.ReadUInt64LittleEndian(Draw(name, what)) / (double)ulong.MaxValue;

    private byte[] Draw(string name, string what) => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{name}\n{what}"));
}
