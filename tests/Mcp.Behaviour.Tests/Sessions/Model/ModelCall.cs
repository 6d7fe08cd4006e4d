using Mcp.Behaviour.Tests.Kit;
using Mcp.Sessions;

namespace Mcp.Behaviour.Tests.Sessions.Model;

/// <summary>A call, and what the model says of it.</summary>
internal sealed class ModelCall
{
    public required int Number { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required long HardDeadline { get; init; }

    public long Deadline { get; set; }

    public bool Unwritable { get; init; }

    public CancellationTokenSource Cancel { get; } = new();

    public Recorder? Progress { get; init; }

    public int ProgressGiven { get; set; }

    public PendingCall? Pending { get; set; }

    public Session? Session { get; set; }

    /// <summary>The wire id once it has been encoded.</summary>
    public int Id { get; set; }

    public bool Encoding { get; set; }

    public bool CancelNoted { get; set; }

    public bool Sent { get; set; }

    /// <summary>How it must end, once that is decided.</summary>
    public string? Outcome { get; set; }

    public Task<string>? Task { get; set; }

    /// <summary>Whether an answer under its id would find it.</summary>
    public bool IsPublished => Id != 0 && !Encoding && Outcome is null;

    public void Decide(string outcome) => Outcome ??= outcome;
}
