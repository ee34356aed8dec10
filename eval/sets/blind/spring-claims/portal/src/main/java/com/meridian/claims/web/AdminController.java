package com.meridian.claims.web;

import com.meridian.claims.repository.ClaimSearchDao;
import java.util.List;
import java.util.Map;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin")
public class AdminController {

    private final ClaimSearchDao search;
    private final SpelExpressionParser spel = new SpelExpressionParser();

    public AdminController(ClaimSearchDao search) {
        this.search = search;
    }

    @GetMapping("/report")
    public List<Map<String, Object>> report(@RequestParam Map<String, String> params) {
        return search.report(params);
    }

    @GetMapping("/count")
    public int count(@RequestParam List<String> status) {
        return search.countByStatus(status);
    }

    @GetMapping("/tariff")
    public Object tariff(@RequestParam String expr) {
        return spel.parseExpression(expr).getValue(Map.of("base", 100, "vat", 21));
    }
}
