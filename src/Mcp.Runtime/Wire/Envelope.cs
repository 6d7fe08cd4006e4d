namespace Mcp.Wire;

/// <summary>What a frame is.</summary>
internal enum FrameKind : byte
{
    Invalid,
    Request,
    Notification,
    Result,
    Error,
}

/// <summary>Why a frame is no message.</summary>
internal enum FrameFault : byte
{
    None,

    /// <summary>Not JSON, or nested deeper than the limit.</summary>
    NotJson,

    /// <summary>An array: a batch where the revision has them.</summary>
    Array,

    /// <summary>JSON, but not the shape of a JSON-RPC message.</summary>
    NotAMessage,
}

/// <summary>What the id of a frame is.</summary>
internal enum IdKind : byte
{
    Absent,
    Number,
    Text,
    Null,

    /// <summary>A fraction, an object …: nothing that an id may be.</summary>
    Unusable,
}

/// <summary>The parts of one message, as ranges of its frame. Nothing is materialised.</summary>
internal ref struct Envelope
{
    public FrameKind Kind;
    public FrameFault Fault;

    /// <summary>Whether there is a member that only answers have.</summary>
    public bool IsAnswer;

    public IdKind Id;

    /// <summary>The id if it is a number, or a string of digits.</summary>
    public long NumericId;

    /// <summary>The id as it stands in the frame, quotes included.</summary>
    public ReadOnlySpan<byte> IdText;

    /// <summary>The method's name; escapes resolved.</summary>
    public ReadOnlySpan<byte> Method;

    public ReadOnlySpan<byte> Params;
    public ReadOnlySpan<byte> Result;
    public ReadOnlySpan<byte> Error;

    /// <summary>The answer to the array that the message stood in; <see langword="null"/>: it came alone.</summary>
    public BatchAnswer? Batch;
}
