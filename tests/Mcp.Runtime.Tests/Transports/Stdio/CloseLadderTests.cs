using Mcp.Runtime.Tests.Kit;
using Mcp.Transports.Stdio;

namespace Mcp.Runtime.Tests.Transports.Stdio;

public class CloseLadderTests
{
    private static readonly TimeSpan InputWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TermWait = TimeSpan.FromSeconds(3);

    private readonly ManualTime _time = new();
    private readonly StubbornProcess _process = new();

    [Fact]
    public async Task A_process_that_ends_with_its_input_hears_nothing_else()
    {
        _process.EndsAt = "close";

        Assert.Equal(CloseRung.InputClosed, await RunAsync().WaitAsync(TestServices.HangLimit));
        Assert.Equal(["close"], _process.Heard);
        Assert.Equal(0, _time.Armed);
    }

    [Fact]
    public async Task One_that_stays_is_asked_to_terminate_after_the_first_wait()
    {
        _process.EndsAt = "term";
        Task<CloseRung> ladder = RunAsync();
        Assert.Equal(["close"], _process.Heard);
        _time.Advance(InputWait);

        Assert.Equal(CloseRung.Terminated, await ladder.WaitAsync(TestServices.HangLimit));
        Assert.Equal(["close", "term"], _process.Heard);
        Assert.Equal(0, _time.Armed);
    }

    [Fact]
    public async Task One_that_ignores_both_is_killed_after_the_second_wait()
    {
        _process.EndsAt = "kill";
        Task<CloseRung> ladder = RunAsync();
        _time.Advance(InputWait);
        Assert.Equal(["close", "term"], _process.Heard);
        _time.Advance(TermWait);

        Assert.Equal(CloseRung.Killed, await ladder.WaitAsync(TestServices.HangLimit));
        Assert.Equal(0, _time.Armed);
    }

    [Fact]
    public async Task Where_there_is_no_such_signal_it_is_killed_at_once()
    {
        _process.EndsAt = "kill";
        _process.HasSignals = false;
        Task<CloseRung> ladder = RunAsync();
        _time.Advance(InputWait);

        Assert.Equal(CloseRung.Killed, await ladder.WaitAsync(TestServices.HangLimit));
        Assert.Equal(["close", "kill"], _process.Heard);
    }

    [Fact]
    public async Task One_that_survives_everything_is_not_waited_for_for_ever()
    {
        Task<CloseRung> ladder = RunAsync();
        _time.Advance(InputWait);
        _time.Advance(TermWait);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(CloseRung.Survived, await ladder.WaitAsync(TestServices.HangLimit));
        Assert.Equal(0, _time.Armed);
    }

    private Task<CloseRung> RunAsync() => CloseLadder.RunAsync(_process, InputWait, TermWait, _time);

    private sealed class StubbornProcess : IClosableProcess
    {
        private readonly TaskCompletionSource _exited = new();

        public List<string> Heard { get; } = [];

        public string? EndsAt { get; set; }

        public bool HasSignals { get; set; } = true;

        public Task Exited => _exited.Task;

        public void CloseInput() => Hear("close");

        public bool TryTerminate()
        {
            if (HasSignals)
                Hear("term");
            return HasSignals;
        }

        public void Kill() => Hear("kill");

        private void Hear(string what)
        {
            Heard.Add(what);
            if (what == EndsAt)
                _exited.SetResult();
        }
    }
}
