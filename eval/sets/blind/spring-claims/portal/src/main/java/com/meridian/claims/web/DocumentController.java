package com.meridian.claims.web;

import com.meridian.claims.repository.ClaimRepository;
import com.meridian.claims.service.ClaimImport;
import com.meridian.claims.service.DocumentStore;
import com.meridian.claims.service.PartnerClient;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.HtmlUtils;

@RestController
public class DocumentController {

    private final DocumentStore store;
    private final ClaimImport importer;
    private final ClaimRepository claims;
    private final PartnerClient partner;

    public DocumentController(DocumentStore store, ClaimImport importer, ClaimRepository claims, PartnerClient partner) {
        this.store = store;
        this.importer = importer;
        this.claims = claims;
        this.partner = partner;
    }

    private void own(long id, Principal me) {
        claims.findByIdAndOwner(id, me.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/documents/{id}")
    public ResponseEntity<byte[]> get(@PathVariable long id, @RequestParam String name, Principal me) throws Exception {
        own(id, me);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).body(store.read(id, name));
    }

    @GetMapping("/documents/templates")
    public ResponseEntity<byte[]> template(@RequestParam String name) throws Exception {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(store.template(name));
    }

    @PostMapping("/documents/{id}")
    public void put(@PathVariable long id, @RequestParam MultipartFile file, Principal me) throws Exception {
        own(id, me);
        store.store(id, file);
    }

    @PostMapping("/documents/{id}/bundle")
    public void bundle(@PathVariable long id, @RequestParam MultipartFile file, Principal me) throws Exception {
        own(id, me);
        store.unpack(id, file.getInputStream());
    }

    @PostMapping("/import/claims")
    public int importClaims(@RequestParam MultipartFile file, @RequestParam(defaultValue = "own") String kind, Principal me) throws Exception {
        var list = kind.equals("broker") ? importer.readBroker(file.getInputStream(), me.getName()) : importer.read(file.getInputStream(), me.getName());
        return claims.saveAll(list).size();
    }

    @GetMapping("/estimates")
    public String estimate(@RequestParam String source) {
        return partner.estimate(source);
    }

    @GetMapping("/assessors")
    public String assessors(@RequestParam String region) {
        return partner.assessors(region);
    }

    @GetMapping(value = "/help/topic", produces = "text/html")
    public String topic(@RequestParam String name) {
        return "<h2>" + HtmlUtils.htmlEscape(name) + "</h2><p>No help for this topic yet.</p>";
    }

    @GetMapping(value = "/help/contact", produces = "text/html")
    public String contact(@RequestParam String subject) {
        return "<form action='/help/send'><input name='subject' value='" + subject + "'></form>";
    }
}
