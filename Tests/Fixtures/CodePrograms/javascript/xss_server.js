// Pages that a server puts together by hand: Express, Koa and plain Node.
const http = require("http");
const { URL } = require("url");
const createDOMPurify = require("dompurify");
const { JSDOM } = require("jsdom");
const escapeHtml = require("escape-html");
const express = require("express");
const he = require("he");
const Koa = require("koa");
const validator = require("validator");
const xssFilter = require("xss");

const app = express();
const koa = new Koa();
const DOMPurify = createDOMPurify(new JSDOM("").window);

app.get("/hello", (req, res) => {
  // ruleid: xss
  res.send("<h1>Hello " + req.query.name + "</h1>");
});

app.get("/hello/escaped", (req, res) => {
  // ok: xss
  res.send("<h1>Hello " + escapeHtml(req.query.name) + "</h1>");
});

app.get("/hello/json", (req, res) => {
  // ok: xss
  res.json({ html: "<h1>Hello " + req.query.name + "</h1>" });
});

app.get("/hello/object", (req, res) => {
  // ok: xss
  res.status(200).send({ name: req.query.name });
});

app.get("/hello/text", (req, res) => {
  // ok: xss
  res.type("text/plain").send("Hello " + req.query.name);
});

app.get("/hello/header", (req, res) => {
  res.setHeader("Content-Type", "text/plain; charset=utf-8");
  // ok: xss
  res.send("Hello " + req.query.name);
});

app.get("/hello/html", (req, res) => {
  res.set("Content-Type", "text/html");
  // ruleid: xss
  res.end(`<p>Hello ${req.query.name}</p>`);
});

app.get("/hello/status", (req, res) => {
  // ruleid: xss
  res.status(404).send(`No page is called ${req.query.page}`);
});

app.get("/hello/written", (req, res) => {
  res.type("html");
  // ruleid: xss
  res.write("<p>" + req.get("Referer") + "</p>");
  res.end();
});

app.get("/hello/rendered", (req, res) => {
  // ok: xss
  res.render("hello", { name: req.query.name });
});

app.get("/hello/encoded", (req, res) => {
  const name = he.encode(String(req.query.name));
  // ok: xss
  res.send(`<p>Hello ${name}</p>`);
});

app.get("/hello/decoded", (req, res) => {
  const name = he.decode(he.encode(String(req.query.name)));
  // ruleid: xss
  res.send(`<p>Hello ${name}</p>`);
});

app.get("/hello/validator", (req, res) => {
  // ok: xss
  res.send("<p>" + validator.escape(String(req.query.name)) + "</p>");
});

app.get("/hello/trimmed", (req, res) => {
  // ruleid: xss
  res.send("<p>" + validator.trim(String(req.query.name)) + "</p>");
});

app.get("/hello/purified", (req, res) => {
  const clean = DOMPurify.sanitize(req.query.text);
  // ok: xss
  res.send("<article>" + clean + "</article>");
});

app.get("/hello/filtered", (req, res) => {
  // ok: xss
  res.send("<article>" + xssFilter(req.query.text) + "</article>");
});

app.get("/link", (req, res) => {
  // ok: xss
  res.send(`<a href="/find?q=${encodeURIComponent(req.query.q)}">again</a>`);
});

app.get("/link/decoded", (req, res) => {
  const wanted = encodeURIComponent(req.query.q);
  // ruleid: xss
  res.send(`<p>${decodeURIComponent(wanted)}</p>`);
});

app.get("/entities", (req, res) => {
  const name = String(req.query.name).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  // ok: xss
  res.send("<p>" + name + "</p>");
});

app.get("/entities/first", (req, res) => {
  // A text as pattern replaces only the first one.
  const name = String(req.query.name).replace("<", "&lt;").replace(">", "&gt;");
  // ruleid: xss
  res.send("<p>" + name + "</p>");
});

app.get("/count", (req, res) => {
  const count = Number.parseInt(req.query.count, 10);
  // ok: xss
  res.send(`<p>${count} things</p>`);
});

app.get("/count/echoed", (req, res) => {
  const count = Number.parseInt(req.query.count, 10);
  if (Number.isNaN(count)) {
    // ruleid: xss
    res.send(`<p>${req.query.count} is no number</p>`);
    return;
  }
  res.json({ count });
});

app.get("/script", (req, res) => {
  // ruleid: xss
  res.send("<script>const user = " + JSON.stringify(req.query.user) + ";</script>");
});

const layout = (body, title = "Shop") => `<title>${title}</title><body>${body}</body>`;

app.get("/layout/title", (req, res) => {
  // ruleid: xss
  res.send(layout("<p>nothing</p>", req.query.title));
});

app.get("/layout/fixed", (req, res) => {
  // ok: xss
  res.send(layout("<p>nothing</p>", req.query.title ? "Full" : "Empty"));
});

koa.use(async (ctx, next) => {
  if (ctx.path === "/hello") {
    // ruleid: xss
    ctx.body = "<h1>Hello " + ctx.query.name + "</h1>";
  } else if (ctx.path === "/hello/json") {
    // ok: xss
    ctx.body = { html: "<h1>Hello " + ctx.query.name + "</h1>" };
  } else if (ctx.path === "/hello/escaped") {
    // ok: xss
    ctx.body = "<h1>Hello " + escapeHtml(ctx.request.query.name) + "</h1>";
  } else {
    await next();
  }
});

http.createServer((request, response) => {
  const address = new URL(request.url, "http://localhost");
  const name = address.searchParams.get("name");
  if (address.pathname === "/text") {
    response.writeHead(200, { "Content-Type": "text/plain" });
    // ok: xss
    response.end("Hello " + name);
    return;
  }
  response.writeHead(200, { "Content-Type": "text/html" });
  // ruleid: xss
  response.end("<p>Hello " + name + "</p>");
});
