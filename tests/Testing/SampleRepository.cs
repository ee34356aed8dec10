using System.Globalization;
using System.Text;

namespace CodeReview.Testing;

/// <summary>A repository with many small files, some of which deserve a finding.</summary>
public static class SampleRepository
{
    public const string Vulnerable = """
        using System.Data.SqlClient;
        using System.Security.Cryptography;

        public class Orders
        {
            public void Find(SqlConnection connection, string customer)
            {
                var command = new SqlCommand("SELECT * FROM orders WHERE customer = '" + customer + "'", connection);
                command.ExecuteReader();
                try { MD5.Create(); } catch { }
            }
        }
        """;

    public static TestRepository Create(string folder, int files)
    {
        var repository = new TestRepository(folder);
        repository.Commit(
        [
            ("src/Orders.cs", Vulnerable),
            ("README.md", "# Sample\n"),
            ("package-lock.json", "{}\n"),
            .. Enumerable.Range(0, files).Select(i => ($"src/part{i / 50}/File{i}.cs", Filler(i))),
        ]);
        return repository;
    }

    private static string Filler(int number)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"namespace Part;\n\ninternal static class File{number}\n{{\n");
        for (var i = 0; i < 40; i++)
            text.Append(CultureInfo.InvariantCulture, $"    public static int Add{i}(int a, int b) => a + b + {i + number};\n");
        return text.Append("}\n").ToString();
    }
}
