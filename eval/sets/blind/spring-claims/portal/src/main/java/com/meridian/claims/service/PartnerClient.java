package com.meridian.claims.service;

import java.net.URI;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

@Service
public class PartnerClient {

    private static final Map<String, String> REGIONS = Map.of(
        "eu", "https://eu.assessors.example",
        "us", "https://us.assessors.example");

    private final RestTemplate rest = new RestTemplate();
    private final String key;

    public PartnerClient(@Value("${claims.partner.key}") String key) {
        this.key = key;
    }

    public String estimate(String callback) {
        return rest.getForObject(URI.create(callback), String.class);
    }

    public String assessors(String region) {
        String base = REGIONS.getOrDefault(region, REGIONS.get("eu"));
        HttpHeaders h = new HttpHeaders();
        h.set("X-Key", key);
        return rest.exchange(base + "/list", HttpMethod.GET, new HttpEntity<>(h), String.class).getBody();
    }
}
