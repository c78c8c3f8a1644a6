package com.example;
public class Parameters { private HttpServletRequest request; public Parameters(HttpServletRequest request) { this.request = request; }
  public String value(String p) { return request.getParameter(p); }
  public String fixed(String p) { return "fixed"; } }
