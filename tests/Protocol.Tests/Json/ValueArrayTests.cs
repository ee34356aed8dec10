using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Tests.Json;

public sealed class ValueArrayTests
{
    private sealed record Holder(ValueArray<int> Numbers);

    [Fact]
    public void Records_that_hold_equal_elements_are_equal()
    {
        Assert.Equal(new Holder([1, 2]), new Holder([1, 2]));
        Assert.Equal(new Holder([1, 2]).GetHashCode(), new Holder([1, 2]).GetHashCode());
        Assert.NotEqual(new Holder([1, 2]), new Holder([2, 1]));
        Assert.NotEqual(new Holder([1]), new Holder([1, 2]));
    }

    [Fact]
    public void One_that_was_never_given_a_value_is_the_empty_one()
    {
        ValueArray<int> never = default;

        Assert.Equal([], never);
        Assert.True(never == new List<int>().ToValueArray());
        Assert.Equal(never.GetHashCode(), ValueArray.Create<int>([]).GetHashCode());
        Assert.Empty(never);
        Assert.Equal("[]", never.ToString());
    }

    [Fact]
    public void Json_is_an_array_and_comes_back_equal()
    {
        var found = new Verdictless([new LineRange(1, 2), new LineRange(3, 3)]);

        var json = JsonSerializer.Serialize(found.Lines, ProtocolJson.Line.ValueArrayLineRange);

        Assert.Equal("""[{"start_line":1,"end_line":2},{"start_line":3,"end_line":3}]""", json);
        Assert.Equal(found.Lines, JsonSerializer.Deserialize(json, ProtocolJson.Line.ValueArrayLineRange));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("\"x\"")]
    [InlineData("[{}]")]
    [InlineData("[{\"start_line\":1,\"end_line\":2}")]
    public void What_is_not_an_array_of_such_elements_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ProtocolJson.Line.ValueArrayLineRange));

    private sealed record Verdictless(ValueArray<LineRange> Lines);
}
