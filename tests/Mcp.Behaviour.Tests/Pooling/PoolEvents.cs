namespace Mcp.Behaviour.Tests.Pooling;

/// <summary>What a pool logs.</summary>
internal static class PoolEvents
{
    public const int Reconnected = 1008;
    public const int Scaled = 1600;
    public const int PickQueued = 1601;
    public const int OpenFailed = 1602;
}
