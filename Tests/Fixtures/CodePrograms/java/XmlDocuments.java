package programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import javax.servlet.http.HttpServletRequest;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Parsers of documents that clients send, and searches in documents of the server. */
public class XmlDocuments {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private final Document people;
    private final XPath path = XPathFactory.newInstance().newXPath();

    public XmlDocuments(Document people) {
        this.people = people;
    }

    Document parse(InputStream body) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        // ruleid: xxe
        return factory.newDocumentBuilder().parse(body);
    }

    Document parseWithoutDoctype(InputStream body) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        // ok: xxe
        return factory.newDocumentBuilder().parse(body);
    }

    Document parseWithNamespaces(InputStream body) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setIgnoringComments(true);
        // ruleid: xxe
        return factory.newDocumentBuilder().parse(new InputSource(body));
    }

    Document parseByNamedFeature(InputStream body) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(NO_DOCTYPE, true);
        factory.setXIncludeAware(false);
        // ok: xxe
        return factory.newDocumentBuilder().parse(new InputSource(body));
    }

    Document parseWithFeatureOff(InputStream body) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(NO_DOCTYPE, false);
        // ruleid: xxe
        return factory.newDocumentBuilder().parse(body);
    }

    private static DocumentBuilderFactory careful() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(NO_DOCTYPE, true);
        return factory;
    }

    Document parseByCarefulFactory(String text) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = careful();
        // ok: xxe
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    Document emptyDocument() throws ParserConfigurationException {
        DocumentBuilder builder = careful().newDocumentBuilder();
        // ok: xxe
        return builder.newDocument();
    }

    void sax(HttpServletRequest request) throws ParserConfigurationException, SAXException, IOException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        // ruleid: xxe
        factory.newSAXParser().parse(request.getInputStream(), new DefaultHandler());
    }

    void carefulSax(HttpServletRequest request) throws ParserConfigurationException, SAXException, IOException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        // ok: xxe
        factory.newSAXParser().parse(request.getInputStream(), new DefaultHandler());
    }

    void stream(HttpServletRequest request) throws XMLStreamException, IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        // ruleid: xxe
        factory.createXMLStreamReader(request.getInputStream()).nextTag();
    }

    void carefulStream(HttpServletRequest request) throws XMLStreamException, IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
        // ok: xxe
        factory.createXMLStreamReader(request.getInputStream()).nextTag();
    }

    void transform(HttpServletRequest request) throws Exception {
        StreamSource sheet = new StreamSource(request.getInputStream());
        TransformerFactory factory = TransformerFactory.newInstance();
        // ruleid: xxe
        factory.newTransformer(sheet).transform(sheet, new StreamResult(System.out));
    }

    void carefulTransform(HttpServletRequest request) throws Exception {
        StreamSource sheet = new StreamSource(request.getInputStream());
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        // ok: xxe
        factory.newTransformer(sheet).transform(sheet, new StreamResult(System.out));
    }

    String login(HttpServletRequest request) throws XPathExpressionException {
        String name = request.getParameter("name");
        // ruleid: xpath-injection
        return path.evaluate("//person[name='" + name + "']/role", people);
    }

    String number(HttpServletRequest request) throws XPathExpressionException {
        int number = Integer.parseInt(request.getParameter("number"));
        // ok: xpath-injection
        return path.evaluate("//person[" + number + "]/role", people);
    }

    Object compiled(HttpServletRequest request) throws XPathExpressionException {
        String expression = String.format("/people/person[@mail='%s']", request.getParameter("mail"));
        // ruleid: xpath-injection
        return path.compile(expression).evaluate(people, XPathConstants.NODESET);
    }

    Object variable(HttpServletRequest request) throws XPathExpressionException {
        String mail = request.getParameter("mail");
        XPath search = XPathFactory.newInstance().newXPath();
        search.setXPathVariableResolver((QName name) -> mail);
        // ok: xpath-injection
        return search.compile("/people/person[@mail=$mail]").evaluate(people, XPathConstants.NODESET);
    }

    String chosen(HttpServletRequest request) throws XPathExpressionException {
        String element = "mail".equals(request.getParameter("show")) ? "mail" : "name";
        // ok: xpath-injection
        return path.evaluate("//person/" + element, people);
    }

    String doubledQuotes(HttpServletRequest request) throws XPathExpressionException {
        String name = request.getParameter("name").replace("\"", "\"\"");
        // ruleid: xpath-injection
        return path.evaluate("//person[name='" + name + "']", people);
    }

    String lettersOnly(HttpServletRequest request) throws XPathExpressionException {
        String name = request.getParameter("name");
        if (!name.matches("\\p{L}+")) {
            return "";
        }
        // ok: xpath-injection
        return path.evaluate("//person[name='" + name + "']", people);
    }

    String cookie(HttpServletRequest request) throws XPathExpressionException {
        String last = "";
        for (javax.servlet.http.Cookie cookie : request.getCookies()) {
            last = cookie.getValue();
        }
        // ruleid: xpath-injection
        return path.evaluate("//session[@id='" + last + "']/user", people);
    }
}
