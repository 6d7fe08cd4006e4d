using System.Text.Json.Serialization;

namespace SideBySide.Official;

internal sealed record Weather(double Temperature, string Conditions, double Humidity);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Weather))]
internal sealed partial class AppJson : JsonSerializerContext;
