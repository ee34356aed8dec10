using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Orchestrator.Tests.Grains;

namespace CodeReview.Orchestrator.Tests.Summarizing.Timelines;

public sealed class TimelineScaleTests
{
    [Fact]
    public void A_rest_of_days_between_two_times_of_work_is_drawn_short_and_says_how_long_it_was()
    {
        var scale = Scale((0, 10), (200_000, 200_010));

        var gap = Assert.Single(scale.Gaps());
        Assert.Equal("2 d 7 h later", gap.Text);
        Assert.InRange(scale.At(At(200_000)) - scale.At(At(10)), 1, 60);
        Assert.Equal((0, 1000), (scale.At(At(0)), scale.At(At(200_010))));
    }

    [Fact]
    public void Later_is_never_left_of_earlier()
    {
        var scale = Scale((0, 3), (2, 5), (100, 101), (50, 60));

        var positions = Enumerable.Range(-5, 120).Select(second => scale.At(At(second))).ToList();

        Assert.Equal(positions.Order(), positions);
    }

    [Fact]
    public void Many_short_lives_leave_most_of_the_width_to_work()
    {
        var scale = Scale([.. Enumerable.Range(0, 1_000).Select(number => (number * 100.0, number * 100.0 + 1))]);

        var ofLives = Enumerable.Range(0, 1_000).Sum(number => scale.At(At(number * 100 + 1)) - scale.At(At(number * 100)));

        Assert.True(ofLives > 700, $"{ofLives}");
        Assert.InRange(scale.Gaps().Count(), 1, 12);
    }

    [Fact]
    public void The_axis_has_few_ticks_whatever_the_length()
    {
        foreach (var length in (double[])[0, 0.3, 7, 100, 5_000, 900_000, 90_000_000])
            Assert.InRange(Scale((0, length)).Axis().Count(), 1, 13);
    }

    [Theory]
    [InlineData(0.04, "0 s")]
    [InlineData(3.21, "3.2 s")]
    [InlineData(59, "59 s")]
    [InlineData(120, "2 min")]
    [InlineData(3_700, "1 h 1 min")]
    [InlineData(93_600, "1 d 2 h")]
    public void A_span_is_said_as_people_say_it(double seconds, string said) => Assert.Equal(said, TimelineScale.Elapsed(TimeSpan.FromSeconds(seconds)));

    private static TimelineScale Scale(params (double From, double To)[] busy) => new(busy.Select(time => new TimelineScale.Busy(At(time.From), At(time.To))));

    private static DateTimeOffset At(double second) => Some.Time.AddSeconds(second);
}
