package com.example;
import java.util.*;
import javax.servlet.http.*;
public class Servlet extends HttpServlet {
  public void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String param = request.getHeader("v");
    param = java.net.URLDecoder.decode(param, "UTF-8");
    String checked = reviewed(request, param);
    Runtime r = Runtime.getRuntime();
    r.exec("ls " + checked); // BAD
    String b2 = new Lookup().go(param);
    r.exec(b2); // OK
    ArrayList<String> words = new ArrayList<String>();
    words.add("safe"); words.add(param); words.add("moresafe"); words.remove(0);
    r.exec(words.get(0)); // BAD
    r.exec(words.get(1)); // OK
    HashMap<String,Object> map = new HashMap<>();
    map.put("a", "x"); map.put("b", param);
    r.exec((String) map.get("a")); // OK
    r.exec((String) map.get("b")); // BAD
    int num = 12;
    String c = (9*21)+num > 200 ? "ok" : param;
    r.exec(c); // OK
    String letters = "ABC"; char t = letters.charAt(2); String q;
    switch (t) { case 'A': q = param; break; case 'B': q = "b"; break; case 'C': case 'D': q = param; break; default: q = "x"; }
    r.exec(q); // BAD
    StringBuilder sb = new StringBuilder(param);
    r.exec(sb.append("_s").toString()); // BAD
    String d = "x"; if (param != null) { d = encoder.encodeForHTML(param); }
    response.getWriter().println(d); // OK
    response.getWriter().format("%s", param); // BAD xss
    Object[] obj = {"a", checked};
    response.getWriter().printf(java.util.Locale.US, checked, obj); // BAD
    Cookie k = new Cookie("a", "b"); k.setSecure(false); response.addCookie(k); // BAD
    Cookie k2 = new Cookie("a", "b"); k2.setSecure(true); k2.setHttpOnly(true); response.addCookie(k2); // OK
    Properties p = new Properties();
    p.load(this.getClass().getClassLoader().getResourceAsStream("hashes.properties"));
    String alg = p.getProperty("digest.old", "SHA512");
    java.security.MessageDigest md = java.security.MessageDigest.getInstance(alg); // BAD weak-hash
    java.security.MessageDigest md2 = java.security.MessageDigest.getInstance(p.getProperty("digest.new", "SHA5")); // OK
    java.io.File f = new java.io.File(param); // BAD
    String sql = "select '" + checked + "'";
    java.sql.Statement statement = Database.statement();
    statement.execute(sql, new String[] {"u"}); // BAD
    Parameters parameters = new Parameters(request);
    r.exec(parameters.value("x")); // BAD
    r.exec(parameters.fixed("x")); // OK
    for (Cookie ck : request.getCookies()) { if (ck.getName().equals("q")) { r.exec(ck.getValue()); } } // BAD
    request.getSession().putValue("u", checked); // BAD trust
    double w = new java.util.Random().nextDouble(); // BAD random
  }
  private static String reviewed(HttpServletRequest request, String param) { String checked = param; if (1 > 2) checked = "x"; return checked; }
  private class Lookup { public String go(String param) { String checked; checked = "safe!"; double w = Math.random(); return checked; } }
}
