package org.example.clinic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

public class PatientStore {
    private final DataSource source;

    public PatientStore(DataSource source) {
        this.source = source;
    }

    public List<Patient> inWard(String ward) throws Exception {
        List<Patient> patients = new ArrayList<>();
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT * FROM patients WHERE ward = '" + ward + "'");
            while (rows.next()) {
                patients.add(new Patient(rows.getString("name")));
            }
        }
        return patients;
    }

    public boolean check(String name, byte[] digest) throws Exception {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM users WHERE name = ? AND digest = ?")) {
            statement.setString(1, name);
            statement.setBytes(2, digest);
            return statement.executeQuery().next();
        }
    }

    public int count(String table) throws Exception {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            return statement.executeUpdate("DELETE FROM " + (table.equals("old") ? "old_patients" : "patients"));
        }
    }
}
