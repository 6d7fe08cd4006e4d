using Mcp.Buffers;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Sessions;

/// <summary>
/// A request of ours from the call to its result, over as many legs as it takes. The state word holds version and state together, so that
/// a late answer, a late deadline or a late cancel can never hit a later leg or a later use of the object.
/// </summary>
internal abstract partial class PendingCall : IThreadPoolWorkItem, IMetaSource
{
    private const int StateBits = 4;
    private const long StateMask = (1 << StateBits) - 1;
    private const long CancelRequested = 8;

    private long _word;
    private CancellationTokenRegistration _registration;
    private ProgressMailbox? _mailbox;
    private CallObservation? _observation;

    public abstract McpMethod Method { get; }

    /// <summary>What may be done with the call when it is lost.</summary>
    public McpRetry Retry => Options.Retry ?? Method.Retry;

    public ICallRouter Router { get; private set; } = null!;

    public McpCallOptions Options { get; private set; }

    public CancellationToken CancellationToken { get; private set; }

    /// <summary>The session of the current leg.</summary>
    public Session? Session { get; private set; }

    /// <summary>The session of the leg before: what a server asked for is best answered where it asked.</summary>
    public Session? Before { get; private set; }

    /// <summary>The wire id of the current leg; 0 while it has none.</summary>
    public int Id { get; private set; }

    public LegOutcome Outcome { get; private set; }

    /// <summary>How far the leg had come when it was settled.</summary>
    public McpDisposition Disposition { get; private set; }

    /// <summary>How far any leg had come: what the caller is told. A last leg that was not sent does not undo the ones before.</summary>
    public McpDisposition Reached => EarlierLegSent ? McpDisposition.Sent : Disposition;

    public bool EarlierLegSent { get; private set; }

    /// <summary>The bytes of the result or of the error.</summary>
    public Payload Response { get; private set; }

    /// <summary>Puts another result in place of the one that came, before anybody reads it.</summary>
    public void ReplaceResponse(ReadOnlySpan<byte> response)
    {
        Response.Return();
        Response = Payload.CopyOf(Services.Buffers, response);
    }

    /// <summary>Why the leg was lost or failed.</summary>
    public McpException? Failure { get; private set; }

    /// <summary>Members that the next leg adds to the parameters (answers to <c>input_required</c>), already encoded.</summary>
    public byte[]? ExtraMembers { get; private set; }

    /// <summary>How many legs asked for input; capped.</summary>
    public int InputRounds { get; set; }

    /// <summary>How often the call was sent again after a loss.</summary>
    public int Reissues { get; set; }

    /// <summary>Whether the call was repeated with headers that the first leg lacked.</summary>
    public bool HeadersRefreshed { get; set; }

    protected RuntimeServices Services { get; private set; } = null!;

    public void Execute()
    {
        if (Outcome == LegOutcome.Result && Session!.Era.TryContinue(this))
            return;
        if (Outcome == LegOutcome.RemoteError && Session!.Era.TryRecover(this))
            return;
        if (Outcome == LegOutcome.Lost && Router.TryRecover(this))
            return;
        if (Outcome == LegOutcome.TimedOut && Services.TimeoutLog.TryEnter(out long suppressed))
            Log.TimedOut(Services.Log, Method.Label, Id, Disposition.ToString(), suppressed);
        Router.OnEnded(this);
        _observation?.OnCompleted(this);
        Complete();
    }

    /// <summary>Gives up the current leg and begins another one of the same call.</summary>
    public CallLeg BeginNextLeg()
    {
        EarlierLegSent = Reached == McpDisposition.Sent;
        Response.Return();
        Response = default;
        Failure = null;
        Outcome = LegOutcome.None;
        Before = Session;
        Session = null;
        Id = 0;
        _mailbox?.Reopen();
        long version = (Volatile.Read(ref _word) >> StateBits) + 1;
        Volatile.Write(ref _word, Compose(version, CallState.Waiting));
        if (CancellationToken.IsCancellationRequested)
            OnCancelRequested();
        return new CallLeg(this, version);
    }

    /// <summary>The call is about to be sent again after the loss of its connection.</summary>
    public void OnRetry() => _observation?.OnRetry();

    /// <summary>Gives a waiting leg what it adds to the parameters. Once the leg was given up, nothing is touched.</summary>
    public void PrepareLeg(long version, byte[] extraMembers)
    {
        if (!TryMove(version, CallState.Waiting, CallState.Encoding))
            return;
        ExtraMembers = extraMembers;
        // The wait for the server's answer starts anew with each leg: the inputs may have taken a person's time.
        SetDeadlines();
        TryReturnToWaiting(version);
    }

    /// <summary>Moves a waiting leg to the writer of its frame. <see langword="false"/>: it was settled meanwhile.</summary>
    public bool TryBeginEncoding(long version) => TryMove(version, CallState.Waiting, CallState.Encoding);

    /// <summary>Names the leg's session and id; the leg is still private to its writer.</summary>
    public void Assign(Session session, int id)
    {
        Session = session;
        Id = id;
    }

    /// <summary>The frame is complete and the slot published. <see langword="false"/>: the caller gave up meanwhile.</summary>
    public bool TryFinishEncoding(long version)
    {
        if (TryMove(version, CallState.Encoding, CallState.Queued))
            return true;
        // Nobody but the encoder leaves this state, so the note is a cancel.
        Volatile.Write(ref _word, Compose(version, CallState.Queued));
        TrySettle(version, LegOutcome.Cancelled);
        return false;
    }

    /// <summary>Puts an encoding leg back into the queue of those that wait, for instance because no slot was free.</summary>
    public bool TryReturnToWaiting(long version)
    {
        if (TryMove(version, CallState.Encoding, CallState.Waiting))
            return true;
        Volatile.Write(ref _word, Compose(version, CallState.Waiting));
        TrySettle(version, LegOutcome.Cancelled);
        return false;
    }

    /// <summary>The frame is about to leave. <see langword="false"/>: it must not.</summary>
    public bool TryMarkSent(long version)
    {
        if (!TryMove(version, CallState.Queued, CallState.Sent))
            return false;
        OnSent();
        return true;
    }

    /// <summary>Ends the leg if nobody else did.</summary>
    public bool TrySettle(long version, LegOutcome outcome, McpException? failure = null) => TrySettle(version, outcome, failure, default);

    /// <summary>Ends the leg with the peer's answer, which is copied.</summary>
    public bool TrySettle(long version, LegOutcome outcome, ReadOnlySpan<byte> response) => TrySettle(version, outcome, null, response);

    /// <summary>A notification for a subscription came.</summary>
    public void OnNotification(long version, McpNotification notification)
    {
        ISubscriber? subscriber = Options.Subscriber;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _word) >> StateBits == version)
            subscriber?.OnNotification(notification);
    }

    protected CallLeg Begin(ICallRouter router, RuntimeServices services, McpCallOptions options, CancellationToken cancellationToken)
    {
        Router = router;
        Services = services;
        Options = options;
        CancellationToken = cancellationToken;
        _observation = CallObservation.TryBegin(services, Method);
        _mailbox = options.Progress is null ? null : new ProgressMailbox(services, options.Progress, this);
        SetDeadlines();
        _began = _deadlinesSet;
        long version = (Volatile.Read(ref _word) >> StateBits) + 1;
        Volatile.Write(ref _word, Compose(version, CallState.Waiting));
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static state => ((PendingCall)state!).OnCancelRequested(), this);
        return new CallLeg(this, version);
    }

    /// <summary>Makes the object ready for its next use. Nothing that still holds an old leg can reach it.</summary>
    protected void Reset()
    {
        _registration.Dispose();
        _registration = default;
        Response.Return();
        Response = default;
        Failure = null;
        Outcome = LegOutcome.None;
        Options = default;
        CancellationToken = default;
        // A spare object outlives its client; it must not keep it.
        Router = null!;
        Services = null!;
        Before = null;
        Session = null;
        Id = 0;
        ExtraMembers = null;
        InputRounds = 0;
        Reissues = 0;
        HeadersRefreshed = false;
        EarlierLegSent = false;
        _mailbox = null;
        _observation = null;
        long version = (Volatile.Read(ref _word) >> StateBits) + 1;
        Volatile.Write(ref _word, Compose(version, CallState.Idle));
    }

    protected abstract void WriteParams(McpJsonWriter writer);

    protected abstract void Complete();

    private static long Compose(long version, CallState state) => (version << StateBits) | (long)state;

    private bool TryMove(long version, CallState from, CallState to) =>
        Interlocked.CompareExchange(ref _word, Compose(version, to), Compose(version, from)) == Compose(version, from);

    private void OnCancelRequested() => TrySettle(Volatile.Read(ref _word) >> StateBits, LegOutcome.Cancelled);

    /// <summary>
    /// Takes the right to end the leg. While its frame is being written only a cancel is noted: a deadline comes again with the next sweep,
    /// the end of the session is looked for by the writer afterwards, and there can be no answer yet.
    /// </summary>
    private bool TryClaim(long version, LegOutcome outcome, out CallState reached)
    {
        while (true)
        {
            long word = Volatile.Read(ref _word);
            reached = (CallState)(word & (StateMask & ~CancelRequested));
            if (word >> StateBits != version || reached is CallState.Settled or CallState.Idle)
                return false;
            if (reached == CallState.Encoding)
            {
                if (outcome != LegOutcome.Cancelled || Interlocked.CompareExchange(ref _word, word | CancelRequested, word) == word)
                    return false;
                continue;
            }

            if (Interlocked.CompareExchange(ref _word, Compose(version, CallState.Settled), word) == word)
                return true;
        }
    }

    private bool TrySettle(long version, LegOutcome outcome, McpException? failure, ReadOnlySpan<byte> response)
    {
        if (!TryClaim(version, outcome, out CallState reached))
            return false;
        Settle(reached, outcome, failure, response);
        return true;
    }

    private void Settle(CallState reached, LegOutcome outcome, McpException? failure, ReadOnlySpan<byte> response)
    {
        Outcome = outcome;
        Failure = failure;
        Disposition = failure?.Disposition is McpDisposition known and not McpDisposition.Unknown
            ? known
            : reached == CallState.Sent ? McpDisposition.Sent : McpDisposition.NotSent;
        Response = Payload.CopyOf(Services.Buffers, response);
        if (Id != 0)
            Session!.OnLegSettled(this, reached == CallState.Sent && outcome is LegOutcome.Cancelled or LegOutcome.TimedOut);
        if (_mailbox is null)
            Services.Scheduler.Post(this);
        else
            _mailbox.CompleteCall();
    }
}
