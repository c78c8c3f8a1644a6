// Redirects whose target a client may name.
const http = require("http");
const express = require("express");
const Koa = require("koa");

const app = express();
const koa = new Koa();
const hosts = ["www.example.org", "shop.example.org"];
const steps = ["/wizard/first", "/wizard/second", "/wizard/last"];

app.get("/go", (req, res) => {
  // ruleid: open-redirect
  res.redirect(req.query.next);
});

app.get("/go/status", (req, res) => {
  const target = req.query.next || "/";
  // ruleid: open-redirect
  res.redirect(303, target);
});

app.get("/go/below", (req, res) => {
  // ok: open-redirect
  res.redirect("/articles/" + encodeURIComponent(req.query.slug));
});

app.get("/go/query", (req, res) => {
  // ok: open-redirect
  res.redirect(`/search?q=${req.query.q}`);
});

app.get("/go/beside", (req, res) => {
  // Without a slash the host goes on.
  // ruleid: open-redirect
  res.redirect("https://www.example.org" + req.query.path);
});

app.get("/go/full", (req, res) => {
  // ok: open-redirect
  res.redirect("https://www.example.org/" + req.query.path);
});

app.get("/go/plain", (req, res) => {
  const target = String(req.query.next);
  if (!/^(\/[a-z0-9-]+)+$/.test(target)) {
    return res.redirect("/");
  }
  // ok: open-redirect
  return res.redirect(target);
});

app.get("/go/slash", (req, res) => {
  const target = String(req.query.next);
  // "//evil.example" begins with a slash as well.
  if (!target.startsWith("/")) {
    return res.redirect("/");
  }
  // ruleid: open-redirect
  return res.redirect(target);
});

app.get("/go/host", (req, res) => {
  let target;
  try {
    target = new URL(req.query.next);
  } catch {
    return res.sendStatus(400);
  }
  if (!hosts.includes(target.host)) {
    return res.sendStatus(400);
  }
  // ok: open-redirect
  return res.redirect(target.href);
});

app.get("/go/ends", (req, res) => {
  const target = new URL(req.query.next);
  // "notexample.org" ends like that too.
  if (!target.hostname.endsWith("example.org")) {
    return res.sendStatus(400);
  }
  // ruleid: open-redirect
  return res.redirect(target.toString());
});

app.get("/go/step", (req, res) => {
  const step = steps[Math.min(Number(req.query.step), 2)] ?? steps[0];
  // ok: open-redirect
  res.redirect(step);
});

app.get("/go/location", (req, res) => {
  res.status(302);
  // ruleid: open-redirect
  res.setHeader("Location", req.query.target);
  res.end();
});

app.get("/go/location-method", (req, res) => {
  // ruleid: open-redirect
  res.location(req.cookies.last).sendStatus(302);
});

app.get("/go/chosen", (req, res) => {
  let target = "/";
  switch (req.query.place) {
    case "docs":
      target = "https://docs.example.org/";
      break;
    case "blog":
      target = "https://blog.example.org/";
      break;
  }
  // ok: open-redirect
  res.redirect(target);
});

app.get("/go/session", (req, res) => {
  const wanted = req.query.next;
  req.session.visits = (req.session.visits || 0) + (wanted ? 1 : 0);
  // ok: open-redirect
  res.redirect(wanted === "/account" ? wanted : "/");
});

koa.use(async (ctx) => {
  if (ctx.query.mode === "local") {
    // ok: open-redirect
    ctx.redirect("/start");
    return;
  }
  // ruleid: open-redirect
  ctx.redirect(ctx.query.to);
});

http.createServer((request, response) => {
  const target = new URL(request.url, "http://localhost").searchParams.get("to");
  // ruleid: open-redirect
  response.writeHead(302, { Location: target });
  response.end();
});
