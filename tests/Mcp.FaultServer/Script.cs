using System.Globalization;
using System.Text;

namespace Mcp.FaultServer;

/// <summary>Runs the steps that the README of this folder describes.</summary>
internal sealed class Script(RawPeer peer, Answers answers)
{
    private const int SigKill = 9;

    private bool _stays;
    private int? _exitCode;

    public int Run(string script)
    {
        using var life = new Life(peer);
        foreach (string[] step in ScriptText.Steps(script))
        {
            Do(step, life);
            if (_exitCode is { } code)
                return code;
        }

        if (_stays)
            Life.Hang();
        return 0;
    }

    private void Do(string[] step, Life life)
    {
        switch (step[0])
        {
            case "serve":
                Serve(ServeOptions.Parse(step));
                break;
            case "expect":
                ReadUntil(() => peer.Method == step[1]);
                break;
            case "await-answer":
                ReadUntil(() => peer.Method is null);
                break;
            case "read":
                for (int i = Number(step[1]); i > 0 && peer.Read(); i--)
                {
                }

                break;
            case "shuffle":
                Shuffle(Number(step[1]));
                break;
            case "wait-eof":
                ReadUntil(() => false);
                break;
            case "ignore-stdin-close":
                _stays = true;
                break;
            case "ignore-term":
                life.IgnoreTermination();
                break;
            case "grandchild":
                life.StartHeir(Number(step[1]));
                break;
            case "close-stdout":
                peer.CloseOutput();
                Life.CloseStandardOutput();
                break;
            case "delay":
                Task.Delay(TimeSpan.FromMilliseconds(Number(step[1])), TimeProvider.System).GetAwaiter().GetResult();
                break;
            case "hang":
                Life.Hang();
                break;
            case "exit":
                _exitCode = Number(step[1]);
                break;
            case "kill-self":
                Life.End(SigKill);
                break;
            case "signal":
                Life.End(Number(step[1]));
                break;
            case "speak":
                answers.Revision = step[1];
                break;
            case "crlf":
                peer.LineEnd = step[1] == "on" ? "\r\n" : "\n";
                break;
            case "chunk":
                peer.Chunk = Number(step[1]);
                break;
            default:
                Say(step);
                break;
        }
    }

    private void Say(string[] step)
    {
        switch (step[0])
        {
            case "reply" when step.Length == 1:
                answers.Give(peer);
                break;
            case "reply":
                Reply("$id", step[1]);
                break;
            case "reply-id":
                Reply(step[1], step.Length > 2 ? step[2] : answers.Result(peer) ?? "{}");
                break;
            case "reply-error":
                peer.WriteLine($$$"""{"jsonrpc":"2.0","id":{{{peer.Id}}},"error":{"code":{{{step[1]}}},"message":"{{{step[2]}}}"}}""");
                break;
            case "request":
                peer.WriteLine($$"""{"jsonrpc":"2.0","id":{{Fill(step[2])}},"method":"{{step[1]}}"{{Parameters(step, 3)}}}""");
                break;
            case "notify":
                peer.WriteLine($$"""{"jsonrpc":"2.0","method":"{{step[1]}}"{{Parameters(step, 2)}}}""");
                break;
            case "send":
                peer.WriteLine(Fill(step[1]));
                break;
            case "send-raw":
                peer.Write(ScriptText.Bytes(Fill(step[1])));
                break;
            case "stderr":
                Console.Error.WriteLine(step[1]);
                break;
            case "stderr-lines":
                for (int i = 1; i <= Number(step[1]); i++)
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {i}"));
                break;
            case "stderr-flood":
                Flood(Console.OpenStandardError(), ScriptText.Size(step[1]));
                break;
            default:
                Misbehave(step);
                break;
        }
    }

    private void Misbehave(string[] step)
    {
        switch (step[0])
        {
            case "garbage":
                peer.WriteLine("]} this is no JSON {[");
                break;
            case "banner":
                peer.WriteLine("Fault server 1.0");
                peer.WriteLine("Listening on standard input ...");
                break;
            case "blank":
                peer.WriteLine("");
                peer.WriteLine("   ");
                break;
            case "bom":
                peer.Write([0xEF, 0xBB, 0xBF]);
                break;
            case "half-line":
                peer.Write(Encoding.UTF8.GetBytes(Fill("""{"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"te""")));
                break;
            case "invalid-utf8":
                peer.Write([.. Encoding.UTF8.GetBytes(Fill("""{"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"a""")), 0xC3, 0x28, 0xFF, .. "\"}]}}\n"u8]);
                break;
            case "lone-surrogate":
                Reply("$id", """{"content":[{"type":"text","text":"a\ud800b"}]}""");
                break;
            case "big":
                const string Frame = """{"jsonrpc":"2.0","method":"notifications/big","params":{"text":""}}""";
                peer.WriteLine(Frame.Insert(Frame.Length - 3, new string('x', Math.Max(0, ScriptText.Size(step[1]) - Frame.Length))));
                break;
            case "endless":
                Endless();
                break;
            case "deep":
                int depth = Number(step[1]);
                peer.WriteLine($$$"""{"jsonrpc":"2.0","method":"notifications/deep","params":{"value":{{{new string('[', depth) + new string(']', depth)}}}}}""");
                break;
            case "flood":
                peer.WriteLine(string.Join(peer.LineEnd, Enumerable.Range(1, Number(step[1])).Select(i =>
                    $$$"""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":{{{i}}}}}""")));
                break;
            default:
                throw new ArgumentException($"There is no step '{step[0]}'.");
        }
    }

    private void Shuffle(int count)
    {
        var lines = new List<string>();
        while (lines.Count < count && peer.Read())
        {
            if (peer.IsRequest)
                lines.Add($$"""{"jsonrpc":"2.0","id":{{peer.Id}},"result":{{answers.Result(peer)}}}""");
        }

        string[] shuffled = [.. lines];
        new Random(1).Shuffle(shuffled);
        peer.WriteLine(string.Join(peer.LineEnd, shuffled));
    }

    private void Serve(ServeOptions options)
    {
        for (int frame = 1; frame <= options.Only && peer.Read(); frame++)
        {
            if (options.DiesAt(frame, peer.Method))
                Life.End(SigKill);
            if (options.ExitsAt(frame, peer.Method))
            {
                _exitCode = options.ExitCode;
                return;
            }

            if (options.Until is not null && options.Until == peer.Method)
                return;
            if (peer.IsRequest && (options.Mute is null || options.Mute != peer.Method))
                answers.Give(peer);
        }
    }

    private void ReadUntil(Func<bool> found)
    {
        while (peer.Read() && !found())
        {
        }
    }

    private void Reply(string id, string result) => peer.WriteLine($$"""{"jsonrpc":"2.0","id":{{Fill(id)}},"result":{{Fill(result)}}}""");

    private void Endless()
    {
        byte[] block = new byte[64 * 1024];
        block.AsSpan().Fill((byte)'x');
        try
        {
            // A broken pipe is silent on some platforms: 1 GiB is endless enough.
            for (int i = 0; i < 16 * 1024; i++)
                peer.Write(block);
        }
        catch (IOException)
        {
            peer.Note("broken pipe");
        }
    }

    private static void Flood(Stream stream, int size)
    {
        byte[] block = new byte[64 * 1024];
        block.AsSpan().Fill((byte)'e');
        for (; size > 0; size -= block.Length)
            stream.Write(block.AsSpan(0, Math.Min(size, block.Length)));
    }

    private string Parameters(string[] step, int at) => step.Length > at ? ",\"params\":" + Fill(step[at]) : "";

    private string Fill(string text) =>
        text.Replace("$id", peer.Id, StringComparison.Ordinal).Replace("$method", peer.Method, StringComparison.Ordinal);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
