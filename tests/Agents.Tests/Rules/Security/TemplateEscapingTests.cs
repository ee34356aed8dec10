namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class TemplateEscapingTests
{
    [Theory]
    [InlineData("xss/unescaped-template", "a.html", "<p>{{ body | safe }}</p>")]
    [InlineData("xss/unescaped-template", "a.html", "{% autoescape false %}")]
    [InlineData("xss/unescaped-template", "a.ejs", "<p><%- post.body %></p>")]
    [InlineData("xss/unescaped-template", "a.erb", "<%= raw @post.body %>")]
    [InlineData("xss/unescaped-template", "a.erb", "<%= @post.summary.html_safe %>")]
    [InlineData("xss/unescaped-template", "a.cshtml", "<p>@Html.Raw(Model.Text)</p>")]
    [InlineData("xss/unescaped-template", "a.blade.php", "<p>{!! $post->body !!}</p>")]
    [InlineData("xss/unescaped-template", "a.html", "<p th:utext=\"${name}\"></p>")]
    [InlineData("xss/unescaped-template", "a.vue", "<p v-html=\"text\" />")]
    [InlineData("xss/unescaped-template", "a.hbs", "<p>{{{ text }}}</p>")]
    [InlineData("xss/unescaped-template", "a.jsp", "<p><%= request.getParameter(\"n\") %></p>")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("xss/unescaped-template", "a.html", "<p>{{ body }}</p>")]
    [InlineData("xss/unescaped-template", "a.html", "{{ subject | safe }}")]
    [InlineData("xss/unescaped-template", "a.html", "<script>var x = {{ data | tojson | safe }};</script>")]
    [InlineData("xss/unescaped-template", "a.ejs", "<%- include(\"head\") %>")]
    [InlineData("xss/unescaped-template", "a.ejs", "<p><%= post.body %></p>")]
    [InlineData("xss/unescaped-template", "a.erb", "<%= @post.body %>")]
    [InlineData("xss/unescaped-template", "a.blade.php", "<p>{{ $post->body }}</p>")]
    [InlineData("xss/unescaped-template", "a.hbs", "<p>{{ text }}</p>")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
