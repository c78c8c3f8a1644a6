package programs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.thoughtworks.xstream.XStream;
import freemarker.template.Configuration;
import freemarker.template.Template;
import groovy.lang.GroovyShell;
import java.beans.XMLDecoder;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Map;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.Velocity;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Objects, expressions and templates that clients send, or only fill. */
public class ObjectsAndScripts {
    record Basket(String[] articles) {}

    private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    private final SpelExpressionParser spel = new SpelExpressionParser();

    Object body(HttpServletRequest request) throws IOException, ClassNotFoundException {
        // ruleid: deserialization
        return new ObjectInputStream(request.getInputStream()).readObject();
    }

    Object cookie(HttpServletRequest request) throws IOException, ClassNotFoundException {
        for (Cookie cookie : request.getCookies()) {
            byte[] raw = Base64.getDecoder().decode(cookie.getValue());
            // ruleid: deserialization
            return new ObjectInputStream(new ByteArrayInputStream(raw)).readObject();
        }
        return null;
    }

    Object ownFile(HttpServletRequest request) throws IOException, ClassNotFoundException {
        try (InputStream file = new FileInputStream("/var/lib/shop/basket.bin")) {
            // ok: deserialization
            return new ObjectInputStream(file).readObject();
        }
    }

    int numbers(HttpServletRequest request) throws IOException {
        // ok: deserialization
        return new DataInputStream(request.getInputStream()).readInt();
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // ok: deserialization
        new ObjectOutputStream(response.getOutputStream()).writeObject(request.getParameter("text"));
    }

    Object filtered(HttpServletRequest request) throws IOException, ClassNotFoundException {
        ObjectInputStream stream = new ObjectInputStream(request.getInputStream());
        stream.setObjectInputFilter(ObjectInputFilter.Config.createFilter("programs.Basket;!*"));
        // ok: deserialization
        return stream.readObject();
    }

    Object beans(HttpServletRequest request) throws IOException {
        // ruleid: deserialization
        return new XMLDecoder(request.getInputStream()).readObject();
    }

    Object yaml(HttpServletRequest request) {
        // ruleid: deserialization
        return new Yaml().load(request.getParameter("settings"));
    }

    Object safeYaml(HttpServletRequest request) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        // ok: deserialization
        return yaml.load(request.getParameter("settings"));
    }

    Object xstream(HttpServletRequest request) throws IOException {
        XStream xstream = new XStream();
        // ruleid: deserialization
        return xstream.fromXML(request.getReader());
    }

    Basket json(HttpServletRequest request) throws IOException {
        // ok: deserialization
        return new ObjectMapper().readValue(request.getReader(), Basket.class);
    }

    Object typedJson(HttpServletRequest request) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        mapper.enableDefaultTyping();
        // ruleid: deserialization
        return mapper.readValue(request.getParameter("object"), Object.class);
    }

    Object script(HttpServletRequest request) throws ScriptException {
        // ruleid: code-injection
        return engine.eval(request.getParameter("formula"));
    }

    Object scriptWithBinding(HttpServletRequest request) throws ScriptException {
        engine.put("amount", Integer.parseInt(request.getParameter("amount")));
        // ok: code-injection
        return engine.eval("amount * 1.19");
    }

    Object scriptInText(HttpServletRequest request) throws ScriptException {
        String user = request.getHeader("X-User");
        // ruleid: code-injection
        return engine.eval("greet('" + user + "')");
    }

    Object scriptOfNumber(HttpServletRequest request) throws ScriptException {
        double factor = Double.parseDouble(request.getParameter("factor"));
        // ok: code-injection
        return engine.eval("100 * " + factor);
    }

    Object groovy(HttpServletRequest request) {
        String source = "return " + request.getParameter("expression");
        // ruleid: code-injection
        return new GroovyShell().evaluate(source);
    }

    Object expression(HttpServletRequest request) {
        // ruleid: code-injection
        return spel.parseExpression(request.getParameter("filter")).getValue();
    }

    Object expressionOverRoot(HttpServletRequest request) {
        SimpleEvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding().build();
        Map<String, String> root = Map.of("name", request.getParameter("name"));
        // ok: code-injection
        return spel.parseExpression("['name'].length()").getValue(context, root);
    }

    Object type(HttpServletRequest request) throws ReflectiveOperationException {
        // ruleid: code-injection
        return Class.forName(request.getParameter("type")).getDeclaredConstructor().newInstance();
    }

    Object knownType(HttpServletRequest request) throws ReflectiveOperationException {
        String name = switch (request.getParameter("type")) {
            case "list" -> "java.util.ArrayList";
            default -> "java.util.HashMap";
        };
        // ok: code-injection
        return Class.forName(name).getDeclaredConstructor().newInstance();
    }

    String template(HttpServletRequest request) throws Exception {
        StringReader source = new StringReader(request.getParameter("template"));
        StringWriter page = new StringWriter();
        // ruleid: template-injection
        new Template("page", source, new Configuration(Configuration.VERSION_2_3_32)).process(Map.of(), page);
        return page.toString();
    }

    String templateOfFile(HttpServletRequest request) throws Exception {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_32);
        StringWriter page = new StringWriter();
        // ok: template-injection
        configuration.getTemplate("page.ftlh").process(Map.of("name", request.getParameter("name")), page);
        return page.toString();
    }

    void velocity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = "Dear " + request.getParameter("name");
        // ruleid: template-injection
        Velocity.evaluate(new VelocityContext(), response.getWriter(), "letter", text);
    }

    void velocityContext(HttpServletRequest request, HttpServletResponse response) throws IOException {
        VelocityContext context = new VelocityContext();
        context.put("name", request.getParameter("name"));
        // ok: template-injection
        Velocity.evaluate(context, response.getWriter(), "letter", "Dear $esc.html($name)");
    }
}
