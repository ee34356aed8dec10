package com.meridian.claims.repository;

import com.meridian.claims.model.Claim;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class ClaimSearchDao {

    private static final Set<String> SORTS = Set.of("filed", "amount", "status");

    @PersistenceContext
    private EntityManager em;
    private final JdbcTemplate jdbc;

    public ClaimSearchDao(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<Claim> search(String owner, String text) {
        String jpql = "select c from Claim c where c.owner = :owner and c.description like '%" + text + "%'";
        return em.createQuery(jpql, Claim.class).setParameter("owner", owner).getResultList();
    }

    public List<Map<String, Object>> sorted(String owner, String sort) {
        String column = SORTS.contains(sort) ? sort : "filed";
        return jdbc.queryForList("SELECT id, status, amount FROM claim WHERE owner = ? ORDER BY " + column, owner);
    }

    public List<Map<String, Object>> report(Map<String, String> filters) {
        return jdbc.queryForList("SELECT status, sum(amount) total FROM claim " + where(filters) + " GROUP BY status");
    }

    public int countByStatus(List<String> statuses) {
        StringBuilder sql = new StringBuilder("SELECT count(*) FROM claim WHERE status IN (");
        List<Object> args = new ArrayList<>();
        for (String s : statuses) {
            sql.append(args.isEmpty() ? "?" : ",?");
            args.add(s);
        }
        sql.append(")");
        Integer n = jdbc.queryForObject(sql.toString(), Integer.class, args.toArray());
        return n == null ? 0 : n;
    }

    private static String where(Map<String, String> filters) {
        StringBuilder sb = new StringBuilder();
        for (String key : List.of("policy_number", "owner", "status")) {
            String v = filters.get(key);
            if (v != null && !v.isBlank()) {
                sb.append(sb.length() == 0 ? "WHERE " : " AND ").append(key).append(" = '").append(v).append("'");
            }
        }
        return sb.toString();
    }
}
