package com.meridian.claims.service;

import com.meridian.claims.model.Claim;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.springframework.stereotype.Service;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Service
public class ClaimImport {

    public List<Claim> read(InputStream in, String owner) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Document doc = builder.parse(in);
        return claims(doc, owner);
    }

    public List<Claim> readBroker(InputStream in, String owner) throws Exception {
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        f.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return claims(f.newDocumentBuilder().parse(in), owner);
    }

    private static List<Claim> claims(Document doc, String owner) {
        List<Claim> out = new ArrayList<>();
        NodeList nodes = doc.getElementsByTagName("claim");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element e = (Element) nodes.item(i);
            Claim c = new Claim();
            c.setOwner(owner);
            c.setPolicyNumber(e.getAttribute("policy"));
            c.setDescription(e.getTextContent());
            c.setAmount(new BigDecimal(e.getAttribute("amount")));
            out.add(c);
        }
        return out;
    }
}
