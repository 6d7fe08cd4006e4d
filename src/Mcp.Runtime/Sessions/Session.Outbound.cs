using Mcp.Buffers;
using Mcp.Diagnostics;
using Mcp.Transports;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>What leaves: calls in the order in which they were made, each when there is a slot and room for it; everything else at once.</summary>
internal sealed partial class Session
{
    private readonly WaitingLegs _waiting;
    private int _admitting;

    private bool MayAdmit => IsDeaf || (_slots.HasFree && !Connection.Room.IsFull);

    /// <summary>
    /// Encodes a leg and hands it to the connection; without a free slot, or room in the connection, it waits for both. On a closed session
    /// it is lost at once, as not sent.
    /// </summary>
    public void Submit(CallLeg leg)
    {
        if (IsDeaf)
        {
            LoseLeg(leg, CloseInfo);
            return;
        }

        // Whoever waits was here before.
        if (_waiting.IsEmpty && !Connection.Room.IsFull && _slots.TryReserve(out int id))
        {
            // A slot that this leg did not need after all has told nobody.
            if (!TrySend(leg, id))
                AdmitWaiting();
            return;
        }

        _waiting.Add(leg);
        Services.Sweeper.Arm();
        // What came free before the leg stood in the queue has told nobody either.
        AdmitWaiting();
    }

    /// <summary>Sends a notification; completes when the connection has room for the next one.</summary>
    public ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters, PeerRequestId? related = null, bool subscription = false)
    {
        Notify(method, parameters, related, subscription);
        return Connection.Room.WaitAsync();
    }

    public void Notify<TParams>(McpNotificationMethod<TParams> method, TParams parameters, PeerRequestId? related = null, bool subscription = false)
    {
        // What belongs to a request that is being served is part of its answer, which no gate holds back.
        if (related is null && Era.HoldsBack(method.Name))
            DroppedMessages.Count("early_notification");
        else
            SendFrame(NotificationEncoder.Encode(Services.Buffers, method, parameters, subscription ? related : null), related);
    }

    /// <summary>Sends a frame that is no request of ours.</summary>
    public void SendFrame(Payload frame, PeerRequestId? related = null)
    {
        if (!Era.IsServer)
            Volatile.Write(ref _lastWriteAt, Services.Time.GetTimestamp());
        CountBytes(frame.Length, "transmit");
        Connection.Send(new OutboundFrame { Payload = frame, Related = related, Revision = Era.Revision });
    }

    /// <summary>A leg of this session was settled: its slot is free, and a peer that may be working on it is told.</summary>
    public void OnLegSettled(PendingCall call, bool givenUp)
    {
        if (givenUp && Volatile.Read(ref _closed) == 0)
            Era.GiveUp(this, call);
        _slots.Release(call.Id);
        OnRoom();
    }

    /// <summary>Posted, not called: this is the reader, the writer or the sweeper, and whoever waits is yet to be written by code of its caller's.</summary>
    public void OnRoom()
    {
        if (!_waiting.IsEmpty)
            Services.Scheduler.Post(AdmitWaiting);
    }

    /// <summary>Sends what waits, in order and one at a time, while there is a way. Once the session is closed all of it is lost.</summary>
    private void AdmitWaiting()
    {
        while (!_waiting.IsEmpty && MayAdmit && Interlocked.CompareExchange(ref _admitting, 1, 0) == 0)
        {
            AdmitInTurn();
            // Whoever came between the last look and this has found the turn taken.
            Interlocked.Exchange(ref _admitting, 0);
        }
    }

    private void AdmitInTurn()
    {
        while (!_waiting.IsEmpty && MayAdmit)
        {
            // The slot first: a leg that was taken from the queue and got none would have lost its place.
            int id = 0;
            if (!IsDeaf && !_slots.TryReserve(out id))
                return;
            if (!_waiting.TryTake(out CallLeg leg))
            {
                if (id != 0)
                    _slots.Release(id);
                return;
            }

            if (id == 0)
                LoseLeg(leg, CloseInfo);
            else
                TrySend(leg, id);
        }
    }

    /// <summary><see langword="false"/>: the leg does not need the slot, which is free again.</summary>
    private bool TrySend(CallLeg leg, int id)
    {
        PendingCall call = leg.Call;
        if (!call.TryBeginEncoding(leg.Version))
        {
            _slots.Release(id);
            return false;
        }

        if (Era.HoldsBack(call.Method.Name))
        {
            _slots.Release(id);
            KeepUntilOpen(leg);
            return false;
        }

        call.Assign(this, id);
        Payload frame;
        try
        {
            frame = call.Encode();
        }
        catch (McpPayloadException error)
        {
            call.Assign(this, 0);
            _slots.Release(id);
            call.TryFinishEncoding(leg.Version);
            call.TrySettle(leg.Version, LegOutcome.Failed, error);
            return false;
        }

        // Looked at now: once the encoding is finished the call may be over, and in its next use, at any moment.
        McpMethod method = call.Method;
        PeerRequestId? related = call.Router.Related;
        _slots.Publish(id, leg);
        _admission.OnAwaitingPeer();
        if (!call.TryFinishEncoding(leg.Version))
        {
            frame.Return();
            return true;
        }

        Services.Sweeper.Arm();
        if (IsDeaf)
        {
            // The end of the session may have looked through the table before this call stood in it.
            frame.Return();
            LoseLeg(leg, CloseInfo);
            return true;
        }

        CountBytes(frame.Length, "transmit");
        Log.Sent(Services.Log, method.Label, id);
        Connection.Send(new OutboundFrame
        {
            Payload = frame,
            RequestId = id,
            Method = method,
            Projection = Connection.HasExchanges ? Era.ProjectHeaders(method, frame.Span) : null,
            Related = related,
            Revision = Era.Revision,
        });
        return true;
    }
}
