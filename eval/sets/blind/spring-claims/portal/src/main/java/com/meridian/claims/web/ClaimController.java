package com.meridian.claims.web;

import com.meridian.claims.model.Claim;
import com.meridian.claims.repository.ClaimRepository;
import com.meridian.claims.repository.ClaimSearchDao;
import com.meridian.claims.service.Tokens;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

@Controller
@RequestMapping("/claims")
public class ClaimController {

    private static final Logger log = LoggerFactory.getLogger(ClaimController.class);

    private final ClaimRepository claims;
    private final ClaimSearchDao search;
    private final Tokens tokens;

    public ClaimController(ClaimRepository claims, ClaimSearchDao search, Tokens tokens) {
        this.claims = claims;
        this.search = search;
        this.tokens = tokens;
    }

    @GetMapping
    public String list(Principal me, @RequestParam(required = false) String q, Model model) {
        List<Claim> found = q == null ? claims.findByOwnerOrderByFiledDesc(me.getName()) : search.search(me.getName(), q);
        model.addAttribute("claims", found);
        model.addAttribute("q", q);
        return "claims/list";
    }

    @GetMapping("/{id}")
    public String show(@PathVariable Long id, Model model) {
        model.addAttribute("claim", claims.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "claims/show";
    }

    @PostMapping
    public String create(@ModelAttribute Claim claim, Principal me) {
        claim.setOwner(me.getName());
        claims.save(claim);
        return "redirect:/claims";
    }

    @PostMapping("/{id}/withdraw")
    public String withdraw(@PathVariable Long id, Principal me) {
        Claim c = claims.findByIdAndOwner(id, me.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        c.setStatus("WITHDRAWN");
        claims.save(c);
        return "redirect:/claims/" + c.getId();
    }

    @GetMapping("/sorted")
    @ResponseBody
    public List<Map<String, Object>> sorted(Principal me, @RequestParam String by) {
        return search.sorted(me.getName(), by);
    }

    @PostMapping("/{id}/share")
    @ResponseBody
    public Map<String, String> share(@PathVariable Long id, Principal me) {
        claims.findByIdAndOwner(id, me.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Map.of("token", tokens.shareLink());
    }

    @PostMapping("/payout")
    public String payout(@RequestParam String iban, @RequestParam String pin, Principal me) throws Exception {
        log.info("payout for {} to {} with pin {}", me.getName(), iban, pin);
        String hash = tokens.pinHash(pin);
        return "redirect:/claims?payout=" + hash.substring(0, 6);
    }

    @GetMapping("/return")
    public String back(@RequestParam String target) {
        return "redirect:" + target;
    }
}
