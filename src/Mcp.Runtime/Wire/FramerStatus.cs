namespace Mcp.Wire;

/// <summary>What a framer found in the bytes it holds.</summary>
internal enum FramerStatus
{
    /// <summary>No whole frame yet.</summary>
    NeedMore,

    /// <summary>A frame.</summary>
    Frame,

    /// <summary>The frame that is being read has passed the limit; the stream cannot go on.</summary>
    TooLarge,
}
