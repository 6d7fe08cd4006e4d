namespace Mcp.Telemetry.Tests.Kit;

/// <summary>Listeners hear the whole process, so the tests that listen take turns.</summary>
[CollectionDefinition(Name)]
public sealed class Listening
{
    public const string Name = "listening";
}
