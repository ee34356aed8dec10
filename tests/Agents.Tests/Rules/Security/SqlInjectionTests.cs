namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class SqlInjectionTests
{
    [Theory]
    [InlineData("sql-injection/assembled-query", "a.cs", "var c = new SqlCommand(\"SELECT * FROM users WHERE name = '\" + name + \"'\", connection);")]
    [InlineData("sql-injection/assembled-query", "a.cs", "command.CommandText = $\"DELETE FROM users WHERE id = {id}\";")]
    [InlineData("sql-injection/assembled-query", "a.cs", "db.Users.FromSqlRaw($\"SELECT * FROM Users WHERE Id = {id}\");")]
    [InlineData("sql-injection/assembled-query", "a.cs", "var sql = \"SELECT * FROM t WHERE a = \" + a;\nconnection.Query<User>(sql);\nconnection.Query(sql);")]
    [InlineData("sql-injection/assembled-query", "a.py", "cursor.execute(\"SELECT * FROM users WHERE name = '%s'\" % name)")]
    [InlineData("sql-injection/assembled-query", "a.py", "cursor.execute(f\"SELECT * FROM users WHERE name = '{name}'\")")]
    [InlineData("sql-injection/assembled-query", "a.py", "cursor.execute(\"SELECT * FROM users WHERE name = {}\".format(name))")]
    [InlineData("sql-injection/assembled-query", "a.py", "def f(name):\n    query = \"SELECT * FROM users WHERE name = '\" + name + \"'\"\n    cursor.execute(query)\n")]
    [InlineData("sql-injection/assembled-query", "a.js", "db.query(\"SELECT * FROM users WHERE id = \" + req.params.id);")]
    [InlineData("sql-injection/assembled-query", "a.ts", "await pool.query(`UPDATE users SET name = '${name}' WHERE id = 1`);")]
    [InlineData("sql-injection/assembled-query", "A.java", "ResultSet r = statement.executeQuery(\"SELECT * FROM users WHERE id = \" + id);")]
    [InlineData("sql-injection/assembled-query", "A.java", "String query = \"SELECT * FROM users WHERE id = '\" + id + \"'\";\nstatement.executeQuery(query);")]
    [InlineData("sql-injection/request-value", "a.py", "q = request.args[\"q\"]\ncursor.execute(\"SELECT * FROM t WHERE a = '\" + q + \"'\")")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("sql-injection/assembled-query", "a.cs", "var c = new SqlCommand(\"SELECT * FROM users WHERE name = @name\", connection);")]
    [InlineData("sql-injection/assembled-query", "a.cs", "const string Table = \"users\";\nvar c = new SqlCommand(\"SELECT * FROM \" + Table, connection);")]
    [InlineData("sql-injection/assembled-query", "a.cs", "db.Users.FromSqlInterpolated($\"SELECT * FROM Users WHERE Id = {id}\");")]
    [InlineData("sql-injection/assembled-query", "a.cs", "// new SqlCommand(\"SELECT * FROM users WHERE id = \" + id);")]
    [InlineData("sql-injection/assembled-query", "a.cs", "var s = \"new SqlCommand(\\\"SELECT * FROM users \\\" + id)\";")]
    [InlineData("sql-injection/assembled-query", "a.py", "cursor.execute(\"SELECT * FROM users WHERE name = %s\", (name,))")]
    [InlineData("sql-injection/assembled-query", "a.py", "cursor.execute(\"SELECT * FROM users \" \"WHERE a = 1 \" + \"AND b = 2\")")]
    [InlineData("sql-injection/assembled-query", "a.py", "cursor.execute(\"SELECT * FROM users LIMIT %d\" % int(limit))")]
    [InlineData("sql-injection/assembled-query", "a.py", "cursor.execute(\"SELECT * FROM t WHERE id IN (%s)\" % \",\".join(\"?\" * len(ids)), ids)")]
    [InlineData("sql-injection/assembled-query", "a.py", "TABLE_NAME = \"users\"\ncursor.execute(\"SELECT * FROM \" + TABLE_NAME + \" WHERE id = ?\", (i,))")]
    [InlineData("sql-injection/assembled-query", "a.js", "db.query(\"SELECT * FROM users WHERE id = ?\", [id]);")]
    [InlineData("sql-injection/assembled-query", "a.js", "router.query(\"Hello \" + name);")]
    [InlineData("sql-injection/assembled-query", "A.java", "connection.prepareStatement(\"SELECT * FROM users WHERE id = ?\" + \" AND a = ?\");")]
    [InlineData("sql-injection/request-value", "a.py", "cursor.execute(\"SELECT * FROM t WHERE a = ?\", (request.args[\"q\"],))")]
    [InlineData("sql-injection/request-value", "a.py", "n = int(request.args[\"n\"])\ncursor.execute(f\"SELECT * FROM t LIMIT {n}\")")]
    [InlineData("sql-injection/request-value", "a.py", "col = request.args[\"c\"]\nif col not in COLUMNS:\n    abort(400)\ncursor.execute(f\"SELECT {col} FROM t\")")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
