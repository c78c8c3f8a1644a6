package programs;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.HttpClients;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Addresses that clients name: the server goes there, or sends the browser there. */
@Controller
public class RequestsAndRedirects {
    private static final Set<String> HOSTS = Set.of("api.example.org", "cdn.example.org");
    private static final Map<String, String> FEEDS = Map.of("news", "https://news.example.org/feed");

    private final RestTemplate rest = new RestTemplate();

    void open(HttpServletRequest request) throws IOException {
        URL address = new URL(request.getParameter("url"));
        // ruleid: ssrf
        address.openStream().close();
    }

    void openConstant(HttpServletRequest request) throws IOException {
        URL address = new URL("https://status.example.org/");
        // ok: ssrf
        HttpURLConnection connection = (HttpURLConnection) address.openConnection();
        connection.setRequestProperty("X-Query", URLEncoder.encode(request.getParameter("q"), StandardCharsets.UTF_8));
    }

    void connection(HttpServletRequest request) throws IOException {
        String host = request.getParameter("host");
        // ruleid: ssrf
        HttpURLConnection connection = (HttpURLConnection) new URL("http://" + host + "/health").openConnection();
        connection.setRequestMethod("HEAD");
    }

    void query(HttpServletRequest request) throws IOException {
        String wanted = URLEncoder.encode(request.getParameter("q"), StandardCharsets.UTF_8);
        // ok: ssrf
        new URL("https://search.example.org/?q=" + wanted).openStream().close();
    }

    void client(HttpServletRequest request) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI callback = URI.create(request.getHeader("X-Callback"));
        // ruleid: ssrf
        client.send(HttpRequest.newBuilder(callback).build(), HttpResponse.BodyHandlers.ofString());
    }

    void clientOfFeed(HttpServletRequest request) throws Exception {
        String feed = FEEDS.get(request.getParameter("feed"));
        HttpRequest get = HttpRequest.newBuilder().uri(URI.create(feed)).GET().build();
        // ok: ssrf
        HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.discarding());
    }

    @GetMapping("/proxy")
    String proxy(@RequestParam String url) {
        // ruleid: ssrf
        return rest.getForObject(url, String.class);
    }

    @GetMapping("/users/{id}")
    String user(@PathVariable long id) {
        // ok: ssrf
        return rest.getForObject("https://api.example.org/users/" + id, String.class);
    }

    @GetMapping("/users/template")
    String userByTemplate(@RequestParam String id) {
        // ok: ssrf
        return rest.getForObject("https://api.example.org/users/{id}", String.class, id);
    }

    @GetMapping("/listed")
    String listed(@RequestParam String url) {
        URI address = URI.create(url);
        if (!HOSTS.contains(address.getHost())) {
            throw new IllegalArgumentException("host");
        }
        // ok: ssrf
        return rest.getForObject(address, String.class);
    }

    @GetMapping("/suffix")
    String suffix(@RequestParam String url) {
        if (!url.endsWith("example.org/feed")) {
            throw new IllegalArgumentException("host");
        }
        // ruleid: ssrf
        return rest.getForEntity(url, String.class).getBody();
    }

    void apache(HttpServletRequest request) throws IOException {
        String target = request.getParameter("target");
        // ruleid: ssrf
        HttpClients.createDefault().execute(new HttpGet("https://" + target));
    }

    void socket(HttpServletRequest request) throws IOException {
        // ruleid: ssrf
        new Socket(request.getParameter("host"), 25).close();
    }

    void socketByPort(HttpServletRequest request) throws IOException {
        int port = Integer.parseInt(request.getParameter("port"));
        // ok: ssrf
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    void afterLogin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // ruleid: open-redirect
        response.sendRedirect(request.getParameter("next"));
    }

    void home(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // ok: open-redirect
        response.sendRedirect(request.getContextPath() + "/home");
    }

    void search(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String wanted = URLEncoder.encode(request.getParameter("q"), StandardCharsets.UTF_8);
        // ok: open-redirect
        response.sendRedirect("/search?q=" + wanted);
    }

    void local(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = request.getParameter("next");
        if (next == null || !next.startsWith("/") || next.startsWith("//") || next.startsWith("/\\")) {
            next = "/";
        }
        // ok: open-redirect
        response.sendRedirect(next);
    }

    void contained(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = request.getParameter("next");
        if (next.contains("example.org")) {
            // ruleid: open-redirect
            response.sendRedirect(next);
        }
    }

    void location(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_MOVED_TEMPORARILY);
        // ruleid: open-redirect
        response.setHeader("Location", request.getParameter("to"));
    }

    @GetMapping("/out")
    String out(@RequestParam String to) {
        // ruleid: open-redirect
        return "redirect:" + to;
    }

    @GetMapping("/inside")
    String inside(@RequestParam int page) {
        // ok: open-redirect
        return "redirect:/pages/" + page;
    }

    @GetMapping("/view")
    RedirectView view(@RequestParam String to) {
        // ruleid: open-redirect
        return new RedirectView(to);
    }

    @GetMapping("/view/chosen")
    RedirectView chosenView(@RequestParam String to) {
        String target = "shop".equals(to) ? "/shop" : "/";
        // ok: open-redirect
        return new RedirectView(target);
    }

    @GetMapping("/model")
    ModelAndView model(@RequestParam String to) {
        // ruleid: open-redirect
        return new ModelAndView("redirect:" + to);
    }
}
