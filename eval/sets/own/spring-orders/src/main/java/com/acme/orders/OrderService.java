package com.acme.orders;

@Service
public class OrderService {
    @PersistenceContext
    private EntityManager em;

    public List<Order> search(String status, String sort) {
        StringBuilder sb = new StringBuilder("SELECT o FROM Order o WHERE 1=1");
        if (status != null) {
            sb.append(" AND o.status = '").append(status).append("'");
        }
        return em.createQuery(sb.toString(), Order.class).getResultList();
    }
}
