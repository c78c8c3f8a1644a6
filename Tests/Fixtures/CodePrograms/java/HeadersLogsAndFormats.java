package programs;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines of headers and logs that a client's line breaks would divide, and formats that are the client's. */
public class HeadersLogsAndFormats {
    private static final Logger LOG = LoggerFactory.getLogger(HeadersLogsAndFormats.class);
    private static final java.util.logging.Logger AUDIT = java.util.logging.Logger.getLogger("audit");

    void language(HttpServletRequest request, HttpServletResponse response) {
        // ruleid: header-injection
        response.setHeader("Content-Language", request.getParameter("language"));
    }

    void length(HttpServletRequest request, HttpServletResponse response) {
        int length = request.getParameter("text").length();
        // ok: header-injection
        response.setHeader("X-Length", String.valueOf(length));
    }

    void added(HttpServletRequest request, HttpServletResponse response) {
        String trace = request.getParameter("trace");
        // ruleid: header-injection
        response.addHeader("X-Trace", "shop;" + trace);
    }

    void withoutBreaks(HttpServletRequest request, HttpServletResponse response) {
        String trace = request.getParameter("trace").replaceAll("[\\r\\n]", "");
        // ok: header-injection
        response.addHeader("X-Trace", trace);
    }

    void fileName(HttpServletRequest request, HttpServletResponse response) {
        String name = request.getParameter("file");
        // ruleid: header-injection
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    void encodedFileName(HttpServletRequest request, HttpServletResponse response) {
        String name = URLEncoder.encode(request.getParameter("file"), StandardCharsets.UTF_8);
        // ok: header-injection
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
    }

    void nameOfHeader(HttpServletRequest request, HttpServletResponse response) {
        // ruleid: header-injection
        response.setHeader(request.getParameter("header"), "1");
    }

    void ageOfCache(HttpServletRequest request, HttpServletResponse response) {
        long age = Math.min(3600, Long.parseLong(request.getParameter("age")));
        // ok: header-injection
        response.setHeader("Cache-Control", "max-age=" + age);
    }

    void login(HttpServletRequest request) {
        // ruleid: log-injection
        LOG.info("login of " + request.getParameter("user"));
    }

    void loginWithPlaceholder(HttpServletRequest request) {
        // ruleid: log-injection
        LOG.warn("login of {} failed", request.getParameter("user"));
    }

    void loginOnOneLine(HttpServletRequest request) {
        String user = request.getParameter("user").replace('\n', '_').replace('\r', '_');
        // ok: log-injection
        LOG.info("login of {}", user);
    }

    void loginWithOneBreakLeft(HttpServletRequest request) {
        String user = request.getParameter("user").replace("\t", " ");
        // ruleid: log-injection
        LOG.error("login of " + user);
    }

    void countOfLogins(HttpServletRequest request) {
        // ok: log-injection
        LOG.debug("{} names were sent", request.getParameterValues("user").length);
    }

    void audit(HttpServletRequest request) {
        // ruleid: log-injection
        AUDIT.log(Level.INFO, "agent: " + request.getHeader("User-Agent"));
    }

    void auditOfNumber(HttpServletRequest request) {
        Integer order = Integer.valueOf(request.getParameter("order"));
        // ok: log-injection
        AUDIT.info("order: " + order);
    }

    void auditOfResult(HttpServletRequest request) {
        boolean known = request.getParameter("user").equals("admin");
        // ok: log-injection
        AUDIT.warning("administrator: " + known);
    }

    void format(HttpServletRequest request) {
        String pattern = request.getParameter("pattern");
        // ruleid: format-string
        String line = String.format(pattern, System.currentTimeMillis());
        request.setAttribute("line", line);
    }

    void argumentOfFormat(HttpServletRequest request) {
        // ok: format-string
        String line = String.format("%tF %s", System.currentTimeMillis(), request.getParameter("text"));
        request.setAttribute("line", line);
    }

    void print(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        // ruleid: format-string
        response.getWriter().printf(request.getParameter("pattern"), 42);
    }

    void printChosen(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        String pattern = request.getParameter("short") != null ? "%d" : "%08d";
        // ok: format-string
        response.getWriter().printf(pattern, 42);
    }
}
