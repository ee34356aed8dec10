package eu.cargoline.dispatch.web;

import eu.cargoline.dispatch.data.AccountRepository;
import eu.cargoline.dispatch.data.ShipmentQueries;
import eu.cargoline.dispatch.model.Shipment;
import eu.cargoline.dispatch.service.DocumentStore;
import eu.cargoline.dispatch.service.ManifestReader;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/shipments")
public class ShipmentController {

    private final ShipmentQueries shipments;
    private final AccountRepository accounts;
    private final DocumentStore documents;
    private final ManifestReader manifests;

    public ShipmentController(ShipmentQueries shipments, AccountRepository accounts,
                              DocumentStore documents, ManifestReader manifests) {
        this.shipments = shipments;
        this.accounts = accounts;
        this.documents = documents;
        this.manifests = manifests;
    }

    @GetMapping
    public List<Shipment> list(@RequestParam(required = false) String ref,
                               @RequestParam(required = false) String to, Principal who) {
        return shipments.search(carrier(who), new ShipmentQueries.ShipmentFilter(ref, to));
    }

    @GetMapping("/sorted")
    public List<Shipment> sorted(@RequestParam(defaultValue = "due") String by,
                                 @CookieValue(name = "prefs", required = false) String prefs, Principal who) {
        String order = prefs == null ? by : manifests.preferences(prefs).getOrDefault("order", by);
        return shipments.sorted(carrier(who), order);
    }

    @GetMapping("/{id}")
    public ResponseEntity<Shipment> one(@PathVariable long id) {
        Shipment shipment = shipments.byId(id);
        return shipment == null ? ResponseEntity.notFound().build() : ResponseEntity.ok(shipment);
    }

    @PostMapping("/{id}/remark")
    @Transactional
    public ResponseEntity<Void> remark(@PathVariable long id, @RequestParam String text, Principal who) {
        Shipment shipment = shipments.byId(id);
        if (shipment == null || shipment.getCarrierId() != carrier(who)) {
            return ResponseEntity.notFound().build();
        }
        shipment.setRemark(text);
        shipments.save(shipment);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/manifest")
    @Transactional
    public int manifest(@RequestParam MultipartFile file, Principal who) throws Exception {
        List<Shipment> read = manifests.shipments(file.getInputStream(), carrier(who));
        read.forEach(shipments::save);
        return read.size();
    }

    @PostMapping("/documents")
    public int unpack(@RequestParam MultipartFile file, Principal who) throws Exception {
        return documents.unpack(carrier(who), file.getInputStream());
    }

    @GetMapping("/documents")
    public ResponseEntity<byte[]> document(@RequestParam String name, Principal who) throws Exception {
        return ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .header("Content-Disposition", "attachment")
            .body(documents.read(carrier(who), name));
    }

    @PostMapping("/documents/delete")
    public void delete(@RequestParam String name, Principal who) throws Exception {
        documents.delete(carrier(who), name);
    }

    private long carrier(Principal who) {
        return accounts.findByLogin(who.getName()).orElseThrow().getCarrierId();
    }
}
