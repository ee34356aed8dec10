using System.Data.SqlClient;

namespace Shop.Data;

public class OrderStore
{
    private const string Connection = "Server=db;Database=shop;User Id=sa;Password=Sh0p-Pr0duction!";

    public List<string> Of(string customer)
    {
        using var connection = new SqlConnection(Connection);
        var text = "SELECT * FROM Orders WHERE Customer = '" + customer + "'";
        using var command = new SqlCommand(text, connection);
        using var reader = command.ExecuteReader();
        var orders = new List<string>();
        while (reader.Read())
            orders.Add(reader.GetString(0));
        return orders;
    }

    public bool Check(string name, byte[] hash)
    {
        using var connection = new SqlConnection(Connection);
        using var command = new SqlCommand("SELECT COUNT(*) FROM Users WHERE Name = @name AND Hash = @hash", connection);
        command.Parameters.AddWithValue("@name", name);
        command.Parameters.AddWithValue("@hash", hash);
        return (int)command.ExecuteScalar() > 0;
    }
}
