package nl.waterschap.permits.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

import nl.waterschap.permits.Settings;

public class Database {

    public Connection open() throws SQLException {
        try {
            return ((DataSource) new InitialContext().lookup(Settings.get("db.jndi"))).getConnection();
        } catch (NamingException e) {
            throw new SQLException(e);
        }
    }

    public List<Map<String, Object>> query(String sql) throws SQLException {
        Connection c = open();
        try {
            Statement st = c.createStatement();
            return read(st.executeQuery(sql));
        } finally {
            c.close();
        }
    }

    public List<Map<String, Object>> query(String sql, Object[] args) throws SQLException {
        Connection c = open();
        try {
            PreparedStatement ps = c.prepareStatement(sql);
            for (int i = 0; i < args.length; i++) {
                ps.setObject(i + 1, args[i]);
            }
            return read(ps.executeQuery());
        } finally {
            c.close();
        }
    }

    private static List<Map<String, Object>> read(ResultSet rs) throws SQLException {
        List<Map<String, Object>> out = new ArrayList<Map<String, Object>>();
        ResultSetMetaData md = rs.getMetaData();
        while (rs.next()) {
            Map<String, Object> row = new LinkedHashMap<String, Object>();
            for (int i = 1; i <= md.getColumnCount(); i++) {
                row.put(md.getColumnLabel(i).toLowerCase(), rs.getObject(i));
            }
            out.add(row);
        }
        return out;
    }
}
