package nl.waterschap.permits.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

public class PermitDao {

    private static final String COLUMNS = "id, holder, location, remarks, state";
    private static final String FROM = " FROM permits ";

    private final Database db = new Database();

    public List<Map<String, Object>> find(String location) throws SQLException {
        return db.query("SELECT " + COLUMNS + FROM + "WHERE location LIKE '" + location + "%'");
    }

    public List<Map<String, Object>> byHolder(String holder) throws SQLException {
        return db.query("SELECT " + COLUMNS + FROM + "WHERE holder = ?", new Object[] {holder});
    }

    public Map<String, Object> get(long id) throws SQLException {
        List<Map<String, Object>> l = db.query("SELECT " + COLUMNS + FROM + "WHERE id = " + id);
        return l.isEmpty() ? null : l.get(0);
    }

    public void setState(String id, String state) throws SQLException {
        Connection c = db.open();
        try {
            Statement st = c.createStatement();
            st.executeUpdate("UPDATE permits SET state = '" + state + "' WHERE id = " + id);
        } finally {
            c.close();
        }
    }
}
