using System.Buffers;
using System.Text;
using System.Text.Json;
using Mcp.Buffers;

namespace Mcp.Sessions;

/// <summary>
/// Answers an <c>input_required</c> result (2026-07-28): runs the handlers of all inputs at once, then sends the same request again with a
/// fresh id, the answers under the same keys, and the server's state as it came. The handlers are those that serve the same methods as
/// requests of the peer in the stateful era.
/// </summary>
internal sealed class InputRequiredDriver
{
    private readonly PendingCall _call;
    private readonly SessionSettings _settings;
    private readonly McpRevision _revision;
    private readonly Session _session;
    private readonly List<(string Key, string Method, McpJson Params)> _inputs = [];
    private readonly CallLeg _leg;
    private readonly McpException? _fault;
    private McpJson? _state;

    /// <summary>Reads the result and begins the next leg; from then on the call can be cancelled again.</summary>
    public InputRequiredDriver(PendingCall call, SessionSettings settings, McpRevision revision)
    {
        _call = call;
        _settings = settings;
        _revision = revision;
        _session = call.Session!;
        try
        {
            if (++call.InputRounds > settings.MaxInputRounds)
                throw new McpProtocolException($"The server asked for input {call.InputRounds} times; McpClientOptions.MaxInputRounds is {settings.MaxInputRounds}.");
            Read(call.Response.Span);
        }
        catch (Exception error) when (error is McpException or JsonException or InvalidOperationException)
        {
            _fault = error as McpProtocolException ?? new McpProtocolException($"An input_required result has no proper form: {error.Message}", error);
        }

        Token = call.CancellationToken;
        _leg = call.BeginNextLeg();
    }

    private CancellationToken Token { get; }

    public async Task RunAsync()
    {
        if (_fault is not null)
        {
            _call.TrySettle(_leg.Version, LegOutcome.Failed, _fault);
            return;
        }

        try
        {
            // All of them first: a person who is asked for half of the inputs was asked for nothing.
            McpServedRequest[] handlers = [.. _inputs.Select(input => HandlerOf(input.Method))];
            var answers = new Task<byte[]>[_inputs.Count];
            for (int i = 0; i < answers.Length; i++)
                answers[i] = AnswerAsync(handlers[i], _inputs[i].Method, _inputs[i].Params).AsTask();
            await Task.WhenAll(answers).ConfigureAwait(false);
            byte[] members = Encode(answers);
            _call.PrepareLeg(_leg.Version, members);
            _call.Router.Submit(_leg);
        }
        catch (Exception error)
        {
            McpException failure = error as McpException ?? new McpPayloadException($"An input that the server asked for could not be given: {error.Message}", error) { Disposition = McpDisposition.Sent };
            _call.TrySettle(_leg.Version, LegOutcome.Failed, failure);
        }
    }

    private void Read(ReadOnlySpan<byte> result)
    {
        var reader = new McpJsonReader(result);
        reader.StartObject("InputRequiredResult");
        while (reader.NextProperty())
        {
            if (reader.NameIs("inputRequests"u8))
                ReadInputs(ref reader);
            else if (reader.NameIs("requestState"u8))
                _state = reader.ReadJson();
            else
                reader.Skip();
        }

        if (_inputs.Count == 0 && _state is null)
            throw new McpProtocolException("An input_required result needs inputRequests or requestState.");
    }

    private void ReadInputs(ref McpJsonReader reader)
    {
        reader.StartObject("inputRequests");
        while (reader.NextProperty())
        {
            string key = reader.GetName();
            string? method = null;
            McpJson parameters = McpJson.EmptyObject;
            reader.StartObject("InputRequest");
            while (reader.NextProperty())
            {
                if (reader.NameIs("method"u8))
                    method = reader.ReadString();
                else if (reader.NameIs("params"u8))
                    parameters = reader.ReadJson();
                else
                    reader.Skip();
            }

            _inputs.Add((key, method ?? throw reader.Missing("InputRequest", "method"), parameters));
        }
    }

    private McpServedRequest HandlerOf(string method) => _settings.Handlers.FindRequest(_revision, method)
        ?? throw new McpProtocolException($"The server asks for input by '{method}', which this client did not declare.") { Disposition = McpDisposition.Sent };

    private async ValueTask<byte[]> AnswerAsync(McpServedRequest serve, string method, McpJson parameters)
    {
        await _session.Services.Scheduler.SwitchTo();
        McpJsonWriter? writer = null;
        try
        {
            await serve(parameters.Utf8, new NotificationContext(_session, method), () => writer = McpJsonWriter.Rent(BufferPool.Shared), Token).ConfigureAwait(false);
            return writer!.Written.ToArray();
        }
        finally
        {
            writer?.Discard();
        }
    }

    private byte[] Encode(Task<byte[]>[] answers)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            writer.StartObject();
            if (answers.Length > 0)
            {
                writer.Name("\"inputResponses\":"u8);
                writer.StartObject();
                for (int i = 0; i < answers.Length; i++)
                {
                    writer.Name(_inputs[i].Key);
                    writer.WriteRaw(answers[i].GetAwaiter().GetResult());
                }

                writer.EndObject();
            }

            if (_state is { } state)
            {
                writer.Name("\"requestState\":"u8);
                writer.WriteJson(state);
            }

            return writer.Written[1..].ToArray();
        }
        finally
        {
            writer.Discard();
        }
    }
}
