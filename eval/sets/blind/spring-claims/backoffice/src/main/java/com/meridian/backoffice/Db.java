package com.meridian.backoffice;

import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

final class Db {
    private Db() {
    }

    static Connection open() throws SQLException {
        try {
            return ((DataSource) new InitialContext().lookup("java:comp/env/jdbc/claims")).getConnection();
        } catch (NamingException e) {
            throw new SQLException(e);
        }
    }
}
