package com.meridian.claims.repository;

import com.meridian.claims.model.Claim;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

public interface ClaimRepository extends JpaRepository<Claim, Long> {

    List<Claim> findByOwnerOrderByFiledDesc(String owner);

    Optional<Claim> findByIdAndOwner(Long id, String owner);

    @Query(value = "SELECT * FROM claim WHERE policy_number LIKE CONCAT(:prefix, '%') AND owner = :owner", nativeQuery = true)
    List<Claim> byPolicy(@Param("prefix") String prefix, @Param("owner") String owner);
}
