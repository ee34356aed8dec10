namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class WebSettingsTests
{
    [Theory]
    [InlineData("debug/enabled", "a.py", "app.run(host=\"0.0.0.0\", debug=True)")]
    [InlineData("debug/enabled", "settings.py", "DEBUG = True\nINSTALLED_APPS = []\n")]
    [InlineData("debug/enabled", "a.cs", "app.UseDeveloperExceptionPage();")]
    [InlineData("cookies/protection-off", "a.cs", "options.Cookie.HttpOnly = false;")]
    [InlineData("cookies/protection-off", "a.cs", "var o = new CookieOptions { Secure = false };")]
    [InlineData("cookies/protection-off", "a.py", "response.set_cookie(\"id\", v, httponly=False)")]
    [InlineData("cookies/protection-off", "a.py", "SESSION_COOKIE_SECURE = False")]
    [InlineData("cookies/protection-off", "a.js", "app.use(session({ cookie: { httpOnly: false } }));")]
    [InlineData("cookies/protection-off", "A.java", "sessionCookie.setHttpOnly(false);")]
    [InlineData("cors/any-origin-with-credentials", "a.cs", "policy.SetIsOriginAllowed(_ => true).AllowCredentials();")]
    [InlineData("cors/any-origin-with-credentials", "a.js", "app.use(cors({ origin: true, credentials: true }));")]
    [InlineData("cors/any-origin-with-credentials", "a.py", "CORS(app, supports_credentials=True)")]
    [InlineData("cors/any-origin-with-credentials", "A.java", "@CrossOrigin(origins = \"*\", allowCredentials = \"true\")")]
    [InlineData("csrf/check-off", "a.cs", "[IgnoreAntiforgeryToken]\npublic IActionResult Post() => Ok();")]
    [InlineData("csrf/check-off", "a.py", "@csrf_exempt\ndef post(request):\n    pass\n")]
    [InlineData("csrf/check-off", "A.java", "http.csrf(csrf -> csrf.disable());")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("debug/enabled", "a.py", "app.run(debug=settings.debug)")]
    [InlineData("debug/enabled", "a.py", "DEBUG = True\n")]
    [InlineData("debug/enabled", "a.cs", "if (env.IsDevelopment())\n    app.UseDeveloperExceptionPage();")]
    [InlineData("cookies/protection-off", "a.cs", "options.Cookie.HttpOnly = true;")]
    [InlineData("cookies/protection-off", "a.js", "const o = { secure: false };")]
    [InlineData("cookies/protection-off", "a.py", "response.set_cookie(\"id\", v, httponly=True)")]
    [InlineData("cors/any-origin-with-credentials", "a.cs", "policy.SetIsOriginAllowed(o => list.Contains(o)).AllowCredentials();")]
    [InlineData("cors/any-origin-with-credentials", "a.js", "app.use(cors({ origin: [\"https://a.test\"], credentials: true }));")]
    [InlineData("cors/any-origin-with-credentials", "a.py", "CORS(app, origins=[\"https://a.test\"], supports_credentials=True)")]
    [InlineData("csrf/check-off", "a.cs", "[ValidateAntiForgeryToken]\npublic IActionResult Post() => Ok();")]
    [InlineData("csrf/check-off", "A.java", "http.csrf(withDefaults());")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
