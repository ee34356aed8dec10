using System.Data;
using System.Data.SqlClient;

namespace Stock.Web
{
    public class ItemStore
    {
        private const string Select = "SELECT Id, Code, Name, Remarks, Quantity FROM Items";

        public DataTable Find(string term, string site)
        {
            return Db.Table(Select + Where(term, site));
        }

        public DataTable ByCode(string code)
        {
            return Db.Table(Select + " WHERE Code = @code", new SqlParameter("@code", code));
        }

        public DataTable Sorted(string column)
        {
            string order;
            switch (column)
            {
                case "code": order = "Code"; break;
                case "qty": order = "Quantity DESC"; break;
                default: order = "Name"; break;
            }
            return Db.Table(Select + " ORDER BY " + order);
        }

        public DataTable Get(int id)
        {
            return Db.Table(Select + " WHERE Id = " + id);
        }

        public void SetRemarks(string id, string remarks)
        {
            Db.Run("UPDATE Items SET Remarks = @r WHERE Id = " + id, new SqlParameter("@r", remarks));
        }

        public bool Take(int id, int quantity)
        {
            DataTable t = Get(id);
            if (t.Rows.Count == 0 || (int)t.Rows[0]["Quantity"] < quantity)
            {
                return false;
            }
            int left = (int)t.Rows[0]["Quantity"] - quantity;
            Db.Run("UPDATE Items SET Quantity = @q WHERE Id = @id", new SqlParameter("@q", left), new SqlParameter("@id", id));
            return true;
        }

        private static string Where(string term, string site)
        {
            return " WHERE Name LIKE '%" + term + "%' AND Site = '" + site + "'";
        }
    }
}
