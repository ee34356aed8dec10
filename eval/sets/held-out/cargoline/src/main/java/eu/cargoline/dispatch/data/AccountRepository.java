package eu.cargoline.dispatch.data;

import eu.cargoline.dispatch.model.Account;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

public interface AccountRepository extends JpaRepository<Account, Long> {

    Optional<Account> findByLogin(String login);

    @Query(value = "select * from account where lower(email) = lower(:mail)", nativeQuery = true)
    Optional<Account> byMail(@Param("mail") String mail);
}
