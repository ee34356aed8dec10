package eu.cargoline.dispatch.web;

import eu.cargoline.dispatch.data.ShipmentQueries;
import eu.cargoline.dispatch.model.Shipment;
import eu.cargoline.dispatch.service.PartnerGateway;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
public class PageController {

    private final ShipmentQueries shipments;
    private final PartnerGateway partners;

    public PageController(ShipmentQueries shipments, PartnerGateway partners) {
        this.shipments = shipments;
        this.partners = partners;
    }

    @GetMapping("/sign-in")
    public String signIn() {
        return "sign-in";
    }

    @GetMapping("/track/{code}")
    public String track(@PathVariable String code, Model model) {
        model.addAttribute("code", code);
        model.addAttribute("shipment", shipments.byTracking(code));
        return "track";
    }

    @GetMapping("/help")
    public String help(@RequestParam(defaultValue = "start") String topic) {
        return "help/" + topic + " :: body";
    }

    @GetMapping("/language")
    public String language(@RequestParam String back) {
        return "redirect:" + back;
    }

    @PostMapping("/office/callback")
    @ResponseBody
    public String callback(@RequestParam String url, @RequestParam String message) throws Exception {
        return partners.push(url, message);
    }

    @PostMapping("/office/payout")
    @ResponseBody
    public String payout(@RequestParam String account) throws Exception {
        return partners.seal(account);
    }

    @PostMapping("/office/code/{id}")
    @Transactional
    @ResponseBody
    public String newCode(@PathVariable long id) {
        Shipment shipment = shipments.byId(id);
        shipment.setTrackingCode(partners.trackingCode());
        shipments.save(shipment);
        return shipment.getTrackingCode();
    }

    @PostMapping("/partner/status")
    @Transactional
    @ResponseBody
    public String status(@RequestBody String body, @RequestHeader("X-Signature") String signature) throws Exception {
        if (!partners.accepts(body, signature)) {
            return "refused";
        }
        String[] parts = body.split(";", 2);
        Shipment shipment = shipments.byId(Long.parseLong(parts[0]));
        shipment.setRemark(parts[1]);
        shipments.save(shipment);
        return "ok";
    }
}
