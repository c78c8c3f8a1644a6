package programs;

import java.io.IOException;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.springframework.http.ResponseCookie;

/** Flags of cookies, what a session is trusted with, and connections that believe anybody. */
public class CookiesSessionsAndTls {
    private static final boolean SECURE = true;
    private static final Set<String> LANGUAGES = Set.of("de", "en", "fr");

    void plain(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "3f786850e387550f");
        // ruleid: insecure-cookie
        response.addCookie(cookie);
    }

    void secure(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "3f786850e387550f");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        // ok: insecure-cookie
        response.addCookie(cookie);
    }

    void switchedOff(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "89e6c98d92887913");
        cookie.setSecure(true);
        cookie.setSecure(false);
        // ruleid: insecure-cookie
        response.addCookie(cookie);
    }

    void byConstant(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "89e6c98d92887913");
        cookie.setHttpOnly(SECURE);
        cookie.setSecure(SECURE);
        // ok: insecure-cookie
        response.addCookie(cookie);
    }

    void onlyPath(HttpServletResponse response) {
        Cookie cookie = new Cookie("remember", "f1d2d2f924e986ac");
        cookie.setPath("/");
        cookie.setMaxAge(86_400);
        // ruleid: insecure-cookie
        response.addCookie(cookie);
    }

    private static Cookie careful(String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        return cookie;
    }

    void byMethod(HttpServletResponse response) {
        Cookie cookie = careful("remember", "f1d2d2f924e986ac");
        // ok: insecure-cookie
        response.addCookie(cookie);
    }

    void other(HttpServletResponse response) {
        Cookie first = new Cookie("first", "e242ed3bffccdf27");
        Cookie second = new Cookie("second", "6ebbfc6b0d43cf98");
        first.setSecure(true);
        // ruleid: insecure-cookie
        response.addCookie(second);
        // ok: insecure-cookie
        response.addCookie(first);
    }

    void ofSpring(HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from("session", "a1").secure(true).httpOnly(true).build();
        // ok: insecure-cookie
        response.addHeader("Set-Cookie", cookie.toString());
    }

    void role(HttpServletRequest request) {
        HttpSession session = request.getSession();
        // ruleid: trust-boundary
        session.setAttribute("role", request.getParameter("role"));
    }

    void accepted(HttpServletRequest request) {
        if ("yes".equals(request.getParameter("accept"))) {
            // ok: trust-boundary
            request.getSession().setAttribute("accepted", Boolean.TRUE);
        }
    }

    void nameOfAttribute(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ruleid: trust-boundary
        request.getSession(true).setAttribute(name, "1");
    }

    void language(HttpServletRequest request) {
        String wanted = request.getParameter("language");
        String language = LANGUAGES.contains(wanted) ? wanted : "en";
        // ok: trust-boundary
        request.getSession().setAttribute("language", language);
    }

    void tenant(HttpServletRequest request) {
        String tenant = request.getHeader("X-Tenant").toUpperCase();
        // ruleid: trust-boundary
        request.getSession().putValue("tenant", tenant);
    }

    void visits(HttpServletRequest request) {
        HttpSession session = request.getSession();
        Integer visits = (Integer) session.getAttribute("visits");
        // ok: trust-boundary
        session.setAttribute("visits", visits == null ? 1 : visits + 1);
    }

    void ofRequest(HttpServletRequest request) {
        // ok: trust-boundary
        request.setAttribute("query", request.getParameter("query"));
    }

    CloseableHttpClient anyHost() {
        // ruleid: tls-verification
        return HttpClients.custom().setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build();
    }

    CloseableHttpClient checkedHost() {
        // ok: tls-verification
        return HttpClients.custom().useSystemProperties().build();
    }

    void lenient(String address) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(address).openConnection();
        // ruleid: tls-verification
        connection.setHostnameVerifier((host, session) -> true);
        connection.connect();
    }

    void strict(String address) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(address).openConnection();
        HostnameVerifier usual = HttpsURLConnection.getDefaultHostnameVerifier();
        // ok: tls-verification
        connection.setHostnameVerifier((host, session) -> !host.isEmpty() && usual.verify(host, session));
        connection.connect();
    }

    SSLContext oldProtocol() throws GeneralSecurityException {
        // ruleid: tls-verification
        return SSLContext.getInstance("SSLv3");
    }

    SSLContext newProtocol() throws GeneralSecurityException {
        // ok: tls-verification
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    static class Believer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("no clients");
        }

        // ruleid: tls-verification
        @Override public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
