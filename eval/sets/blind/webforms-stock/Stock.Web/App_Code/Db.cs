using System;
using System.Configuration;
using System.Data;
using System.Data.SqlClient;

namespace Stock.Web
{
    public static class Db
    {
        private static string ConnectionString
        {
            get { return ConfigurationManager.ConnectionStrings["Stock"].ConnectionString; }
        }

        public static DataTable Table(string sql)
        {
            using (SqlConnection con = new SqlConnection(ConnectionString))
            {
                SqlDataAdapter da = new SqlDataAdapter(sql, con);
                DataTable t = new DataTable();
                da.Fill(t);
                return t;
            }
        }

        public static DataTable Table(string sql, params SqlParameter[] args)
        {
            using (SqlConnection con = new SqlConnection(ConnectionString))
            using (SqlCommand cmd = new SqlCommand(sql, con))
            {
                cmd.Parameters.AddRange(args);
                DataTable t = new DataTable();
                new SqlDataAdapter(cmd).Fill(t);
                return t;
            }
        }

        public static int Run(string sql, params SqlParameter[] args)
        {
            using (SqlConnection con = new SqlConnection(ConnectionString))
            using (SqlCommand cmd = new SqlCommand(sql, con))
            {
                cmd.Parameters.AddRange(args);
                con.Open();
                return cmd.ExecuteNonQuery();
            }
        }
    }
}
