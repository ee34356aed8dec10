using System.Text.RegularExpressions;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class SqlInjection : IRuleFamily
{
    private static Regex Statement => field ??= Pattern.IgnoringCase(
        @"^\s*(?:select\s.*\bfrom\b|insert\s+into\b|update\s.*\bset\b|delete\s+from\b|replace\s+into\b|merge\s+into\b|drop\s|alter\s|create\s+(?:table|user|database)\b|exec\s|call\s|with\s|grant\s|truncate\s|select\s+\*)");

    // One question mark or %s for each value is how a list is bound: what is assembled there is no value.
    private static Regex BindsList => field ??= Pattern.Of(@"join\([^)]*['""]\s*(?:\?|%s|:\w*)|\*\s*len\(|placeholders?\b");

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
            Id = "sql-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-89",
            Severity = Severity.High,
            SeverityReason = "Whoever sends the request can read and change whatever the database account may.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "SQL query built from the request",
            Message = "What a user sends becomes part of this statement's text, so it can change what the statement does.",
            Fix = "Keep the statement constant and pass the value as a parameter of the query; check names of tables and columns against a list of known ones.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Sql,
                    new Sink(Languages.Python, ".execute .executemany .executescript .raw .mogrify .read_sql .read_sql_query .executeSQL new_raw text RawSQL sqlalchemy.text sqlalchemy.sql.text django.db.models.expressions.RawSQL") { Name = "sql" },
                    new Sink(Languages.Python, ".extra") { Places = [Sink.Anywhere], When = call => call.Arguments.Any(argument => argument.Name is "where" or "select" or "tables" or "order_by") },
                    new Sink(Languages.Script, ".query .execute .raw .$queryRawUnsafe .$executeRawUnsafe .whereRaw .orderByRaw .havingRaw .joinRaw .literal .queryRaw") { When = IsNoSearch },
                    new Sink(Languages.Script, ".run .all .get .each .exec .prepare") { OnlyIfFileHas = ["sqlite", "SELECT", "select "], When = call => call.Argument(0) is Expression.Join or Expression.Name && IsNoRoute(call) },
                    new Sink(Languages.Java, ".executeQuery .executeUpdate .execute .prepareStatement .createQuery .createNativeQuery .createSQLQuery .addBatch .queryForObject .queryForList .queryForMap .queryForRowSet .batchUpdate .prepareCall") { OnlyIfFileHas = ["java.sql", "javax.persistence", "jakarta.persistence", "jdbc", "Jdbc", "hibernate", "Statement", "EntityManager"] },
                    new Sink(Languages.Java, ".query .update") { OnlyIfFileHas = ["Jdbc", "jdbc"] },
                    new Sink(Languages.CSharp, "new:SqlCommand new:SqliteCommand new:NpgsqlCommand new:MySqlCommand new:OracleCommand new:OleDbCommand new:OdbcCommand new:SqlDataAdapter new:SQLiteCommand =CommandText .ExecuteSqlRaw .ExecuteSqlRawAsync .FromSqlRaw .SqlQueryRaw .ExecuteSqlCommand .SqlQuery"),
                    new Sink(Languages.CSharp, ".Query .QueryAsync .QueryFirst .QueryFirstAsync .QueryFirstOrDefault .QueryFirstOrDefaultAsync .QuerySingle .QuerySingleAsync .QueryMultiple .Execute .ExecuteAsync .ExecuteScalar .ExecuteScalarAsync") { OnlyIfFileHas = ["Dapper"] },
                    new Sink(Languages.Php, "mysql_query pg_query pg_send_query sqlite_query mssql_query mysqli_multi_query mysqli_query pg_query_params oci_parse") { Places = [0, 1] },
                    new Sink(Languages.Php, ".query .exec .multi_query .prepare .whereRaw .orderByRaw .selectRaw .havingRaw .get_results .get_row .get_var DB.raw DB.select DB.statement DB.unprepared DB.insert DB.update DB.delete"),
                    new Sink(Languages.Go, ".Query .QueryRow .Exec .Raw .Prepare") { OnlyIfFileHas = ["sql", "gorm", "pgx"] },
                    new Sink(Languages.Go, ".QueryContext .QueryRowContext .ExecContext .PrepareContext") { Places = [1], OnlyIfFileHas = ["sql", "gorm", "pgx"] },
                    new Sink(Languages.Ruby, ".execute .exec_query .find_by_sql .where .order .group .having .joins .select .pluck .from .exists? .delete_all .update_all .select_all .calculate .sum .exec_params .query") { Of = taint => !taint.IsWhole, When = call => call.Argument(0) is Expression.Join }),
            ],
        },
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

    private static bool IsNoSearch(Expression.Call call) => call.Callee.Path is not ("router.query" or "app.query" or "document.query" or "$.query" or "qs.query");

    // What an Express router and a database have in common is the names of their methods.
    private static bool IsNoRoute(Expression.Call call) => call.Arguments.All(argument => argument.Value is not Expression.Constant { Text: ['/', ..] })
        && call.Callee is Expression.Member { Of.Path: var of } && (of.Contains("db", StringComparison.OrdinalIgnoreCase) || of.Contains("stmt", StringComparison.Ordinal) || of.Contains("conn", StringComparison.Ordinal) || of.Contains("sql", StringComparison.OrdinalIgnoreCase) || of.Contains("pool", StringComparison.Ordinal));
}
