using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace Mcp;

/// <summary>How a listener lets clients in. Checked and copied when it starts.</summary>
public sealed class McpListenerOptions
{
    /// <summary>The address that a TCP listener binds. Default <see cref="IPAddress.Loopback"/>: clients of this machine alone; <see cref="IPAddress.Any"/> lets in the network.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The server's certificate and what else TLS needs, on a TCP listener; not to be changed afterwards. Default <see langword="null"/>: no TLS.</summary>
    public SslServerAuthenticationOptions? Tls { get; set; }

    /// <summary>How many clients are served at once; the first request of a further one is answered with −32000, and its connection closed. Default 256.</summary>
    public int MaxSessions { get; set; } = 256;

    /// <summary>How long a client may take for TLS. Default 15 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long requests may still be answered after their client has ended its input, or the listener is being disposed; what runs longer is
    /// cancelled. Default 4 s.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Where the listener's own events are logged. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The listener's clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal McpListenerOptions Snapshot()
    {
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSessions, 1, nameof(MaxSessions));
        ClientSettings.ThrowIfNotPositive(HandshakeTimeout, nameof(HandshakeTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainTimeout, TimeSpan.Zero, nameof(DrainTimeout));
        return (McpListenerOptions)MemberwiseClone();
    }
}
