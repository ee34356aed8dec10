package eu.cargoline.dispatch.service;

import eu.cargoline.dispatch.model.Shipment;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.springframework.stereotype.Service;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Service
public class ManifestReader {

    public List<Shipment> shipments(InputStream in, long carrierId) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        Document doc = builder.parse(in);
        List<Shipment> result = new ArrayList<>();
        NodeList items = doc.getElementsByTagName("shipment");
        for (int i = 0; i < items.getLength(); i++) {
            Element item = (Element) items.item(i);
            Shipment shipment = new Shipment();
            shipment.setCarrierId(carrierId);
            shipment.setReference(item.getAttribute("ref"));
            shipment.setDestination(item.getAttribute("to"));
            shipment.setRemark(item.getTextContent());
            result.add(shipment);
        }
        return result;
    }

    public String rateCard(InputStream in) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(in).getDocumentElement().getAttribute("currency");
    }

    @SuppressWarnings("unchecked")
    public Map<String, String> preferences(String cookie) {
        byte[] raw = Base64.getUrlDecoder().decode(cookie);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(raw))) {
            return (Map<String, String>) in.readObject();
        } catch (Exception e) {
            return Map.of();
        }
    }
}
