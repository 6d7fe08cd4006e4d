using Mcp.Options;

namespace Mcp.Sessions;

/// <summary>Lets so many handlers of one session run at once; further requests wait in the order they came.</summary>
internal sealed class Admission(RuntimeServices services)
{
    private readonly Queue<InboundRequest> _waiting = new();
    private int _running;

    public void Enter(InboundRequest request)
    {
        lock (_waiting)
        {
            if (_running == services.Limits.MaxPeerRequests)
            {
                _waiting.Enqueue(request);
                return;
            }

            _running++;
        }

        services.Scheduler.Post(request);
    }

    public void Leave()
    {
        InboundRequest? next;
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out next))
            {
                _running--;
                return;
            }
        }

        services.Scheduler.Post(next);
    }
}
