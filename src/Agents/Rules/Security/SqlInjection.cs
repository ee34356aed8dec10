using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class SqlInjection : IRuleFamily
{
    private static readonly Regex Statement = Pattern.IgnoringCase(
        @"^\s*(?:select\s.*\bfrom\b|insert\s+into\b|update\s.*\bset\b|delete\s+from\b|replace\s+into\b|merge\s+into\b|drop\s|alter\s|create\s+(?:table|user|database)\b|exec\s|call\s|with\s|grant\s|truncate\s|select\s+\*)");

    // One question mark or %s for each value is how a list is bound: what is assembled there is no value.
    private static readonly Regex BindsList = Pattern.Of(@"join\([^)]*['""]\s*(?:\?|%s|:\w*)|\*\s*len\(|placeholders?\b");

    private static readonly string[] DotNetCalls =
    [
        "SqlCommand(", "SqliteCommand(", "NpgsqlCommand(", "MySqlCommand(", "OracleCommand(", "OleDbCommand(", "OdbcCommand(", "SqlDataAdapter(",
        ".ExecuteSqlRaw(", ".ExecuteSqlRawAsync(", ".FromSqlRaw(", ".SqlQueryRaw(", ".ExecuteSqlCommand(", ".SqlQuery(",
        ".Query(", ".QueryAsync(", ".QueryFirst(", ".QueryFirstAsync(", ".QueryFirstOrDefault(", ".QueryFirstOrDefaultAsync(", ".QuerySingle(",
        ".QuerySingleAsync(", ".QuerySingleOrDefault(", ".QuerySingleOrDefaultAsync(", ".QueryMultiple(", ".Execute(", ".ExecuteAsync(", ".ExecuteScalar(", ".ExecuteScalarAsync(",
    ];

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "sql-injection/assembled-query",
            Agent = AgentName.Security,
            Cwe = "CWE-89",
            Severity = Severity.High,
            SeverityReason = "Whoever controls the value can read and change whatever the database account may.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The query is assembled from something that is no constant; that a user controls it is not shown here.",
            Title = "SQL query assembled from a variable",
            Message = "The text of this SQL statement is put together with a value, so the value can change what the statement does.",
            Fix = "Keep the statement constant and pass the value as a parameter of the query; check names of tables and columns against a list of known ones.",
            Detectors =
            [
                new CallDetector(Languages.CSharp, DotNetCalls, Judge),
                new AssignmentDetector(Languages.CSharp, [".CommandText", "CommandText"], value => JudgeValue(value)),
                new CallDetector(Languages.Python, [".execute(", ".executemany(", ".executescript(", ".raw(", ".read_sql(", ".read_sql_query(", ".mogrify("], Judge),
                new CallDetector(Languages.Script, [".query(", ".execute(", ".raw(", ".$queryRawUnsafe(", ".$executeRawUnsafe(", ".exec(", ".run(", ".all(", ".prepare("], Judge),
                new CallDetector(Languages.Java, [".executeQuery(", ".executeUpdate(", ".execute(", ".prepareStatement(", ".createQuery(", ".createNativeQuery(", ".addBatch(", ".queryForObject(", ".queryForList(", ".query(", ".update("], Judge),
            ],
        },
    ];

    private static Concern? Judge(CallSite call) => call.First is { } query ? JudgeValue(query) : null;

    private static Concern? JudgeValue(Argument argument)
    {
        var value = argument.Resolved();
        return Statement.IsMatch(value.Literals.ReplaceLineEndings(" ")) && !BindsList.IsMatch(value.Text) ? Concern.IfAssembled(value) : null;
    }
}
