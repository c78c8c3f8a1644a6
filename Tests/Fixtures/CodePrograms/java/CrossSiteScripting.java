package programs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.commons.text.StringEscapeUtils;
import org.owasp.encoder.Encode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;

/** Pages written by hand. */
@Controller
public class CrossSiteScripting extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("<html><body>");
        // ruleid: xss
        out.println("<h1>Hello " + request.getParameter("name") + "</h1>");
        out.println("</body></html>");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        String name = Encode.forHtml(request.getParameter("name"));
        // ok: xss
        response.getWriter().println("<h1>Hello " + name + "</h1>");
    }

    void escapedByCommons(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        String city = StringEscapeUtils.escapeHtml4(request.getParameter("city"));
        // ok: xss
        response.getWriter().write("<p>" + city + "</p>");
    }

    void escapedBySpring(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        // ok: xss
        response.getWriter().write("<p>" + HtmlUtils.htmlEscape(request.getParameter("city")) + "</p>");
    }

    void escapedAndThenRead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        String escaped = HtmlUtils.htmlEscape(request.getParameter("city"));
        // ruleid: xss
        response.getWriter().write("<p>" + HtmlUtils.htmlUnescape(escaped) + "</p>");
    }

    void escapedButNotUsed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        String city = request.getParameter("city");
        String escaped = Encode.forHtml(city);
        // ruleid: xss
        response.getWriter().printf("<p title='%d'>%s</p>", escaped.length(), city);
    }

    void formatted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        String agent = request.getHeader("Referer");
        // ruleid: xss
        response.getWriter().format("<a href=\"%s\">back</a>", agent);
    }

    void number(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        double price = Double.parseDouble(request.getParameter("price"));
        // ok: xss
        response.getWriter().format("<b>%.2f</b>", price);
    }

    void streamOfBytes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        byte[] page = ("<p>" + request.getParameter("text") + "</p>").getBytes();
        // ruleid: xss
        response.getOutputStream().write(page);
    }

    void plainText(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // ok: xss
        response.getWriter().println(request.getParameter("text"));
    }

    void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        String document = new ObjectMapper().writeValueAsString(Map.of("text", request.getParameter("text")));
        // ok: xss
        response.getWriter().write(document);
    }

    void cookie(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        StringBuilder page = new StringBuilder("<ul>");
        for (Cookie cookie : request.getCookies()) {
            page.append("<li>").append(cookie.getValue()).append("</li>");
        }
        // ruleid: xss
        response.getWriter().print(page.append("</ul>"));
    }

    void constantOfMap(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        Map<String, String> titles = Map.of("home", "Welcome", "shop", "Our shop");
        // ok: xss
        response.getWriter().print("<h1>" + titles.get(request.getParameter("page")) + "</h1>");
    }

    void compared(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        boolean dark = "dark".equals(request.getParameter("theme"));
        // ok: xss
        response.getWriter().print("<body class='" + (dark ? "dark" : "light") + "'>");
    }

    void quotesOnly(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        String text = request.getParameter("text").replace("\"", "&quot;");
        // ruleid: xss
        response.getWriter().print("<p>" + text + "</p>");
    }

    void errorPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        response.setContentType("text/html");
        try {
            getServletContext().getResource(path);
        } catch (IOException failure) {
            // ruleid: xss
            response.getWriter().print("<p>No page " + request.getQueryString() + "</p>");
        }
    }

    @GetMapping("/hello")
    @ResponseBody
    String hello(@RequestParam String name) {
        // ruleid: xss
        return "<h1>Hello " + name + "</h1>";
    }

    @GetMapping("/hello/escaped")
    @ResponseBody
    String helloEscaped(@RequestParam String name) {
        // ok: xss
        return "<h1>Hello " + HtmlUtils.htmlEscape(name) + "</h1>";
    }

    @GetMapping(value = "/hello/plain", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String helloPlain(@RequestParam String name) {
        // ok: xss
        return "Hello " + name;
    }

    @GetMapping("/hello/page")
    String helloPage(@RequestParam String name, Model model) {
        // ok: xss
        model.addAttribute("name", name);
        return "hello";
    }
}
