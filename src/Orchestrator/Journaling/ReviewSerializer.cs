using Akka.Actor;
using Akka.Serialization;

namespace CodeReview.Orchestrator.Journaling;

/// <summary>Ties <see cref="ReviewFormats"/> to Akka. Whatever has no format refuses to be stored.</summary>
internal sealed class ReviewSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const int Id = 1701;

    public override int Identifier => Id;

    public override string Manifest(object o) => ReviewFormats.NameOf(o);

    public override byte[] ToBinary(object obj) => ReviewFormats.Write(obj);

    public override object FromBinary(byte[] bytes, string manifest) => ReviewFormats.Read(manifest, bytes);
}
