package eu.cargoline.dispatch.data;

import eu.cargoline.dispatch.model.Shipment;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

@Repository
public class ShipmentQueries {

    private static final Map<String, String> COLUMNS =
        Map.of("due", "due", "ref", "reference", "dest", "destination");

    @PersistenceContext
    private EntityManager em;

    @SuppressWarnings("unchecked")
    public List<Shipment> search(long carrierId, ShipmentFilter filter) {
        StringBuilder sql = new StringBuilder("select * from shipment where carrier_id = :carrier");
        if (filter.destination() != null) {
            sql.append(" and destination = :destination");
        }
        if (filter.reference() != null) {
            sql.append(" and reference like '").append(filter.reference()).append("%'");
        }
        Query query = em.createNativeQuery(sql.toString(), Shipment.class);
        query.setParameter("carrier", carrierId);
        if (filter.destination() != null) {
            query.setParameter("destination", filter.destination());
        }
        return query.setMaxResults(200).getResultList();
    }

    @SuppressWarnings("unchecked")
    public List<Shipment> sorted(long carrierId, String order) {
        String column = COLUMNS.getOrDefault(order, "due");
        return em.createNativeQuery("select * from shipment where carrier_id = ?1 order by " + column, Shipment.class)
            .setParameter(1, carrierId)
            .getResultList();
    }

    public Shipment byId(long id) {
        return em.find(Shipment.class, id);
    }

    public Shipment byTracking(String code) {
        List<Shipment> found = em
            .createQuery("from Shipment s where s.trackingCode = '" + code + "'", Shipment.class)
            .getResultList();
        return found.isEmpty() ? null : found.get(0);
    }

    public void save(Shipment shipment) {
        em.merge(shipment);
    }

    public record ShipmentFilter(String reference, String destination) {}
}
