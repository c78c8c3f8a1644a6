// Text from outside as the source of a template, in a log and as a format.
const util = require("util");
const ejs = require("ejs");
const express = require("express");
const Handlebars = require("handlebars");
const _ = require("lodash");
const nunjucks = require("nunjucks");
const pino = require("pino");
const pug = require("pug");
const winston = require("winston");

const app = express();
const log = winston.createLogger({ format: winston.format.simple(), transports: [new winston.transports.Console()] });
const sources = { short: "Hi <%= name %>", long: "Good day, <%= name %>" };

app.use(express.urlencoded({ extended: false }));

app.post("/ejs", (req, res) => {
  // ruleid: template-injection
  res.json({ text: ejs.render("Dear " + req.body.name, { sender: "Shop" }) });
});

app.post("/ejs/value", (req, res) => {
  // ok: template-injection
  res.json({ text: ejs.render("Dear <%= name %>", { name: req.body.name }) });
});

app.post("/ejs/chosen", (req, res) => {
  const source = req.body.length === "short" ? sources.short : sources.long;
  // ok: template-injection
  res.json({ text: ejs.render(source, { name: req.body.name }) });
});

app.post("/pug", (req, res) => {
  // ruleid: template-injection
  const template = pug.compile("p Dear " + req.body.name);
  res.json({ text: template() });
});

app.post("/pug/value", (req, res) => {
  // ok: template-injection
  const template = pug.compile("p Dear #{name}");
  res.json({ text: template({ name: req.body.name }) });
});

app.post("/nunjucks", (req, res) => {
  const source = `{% set shop = "Shop" %}${req.body.text}`;
  // ruleid: template-injection
  res.json({ text: nunjucks.renderString(source, {}) });
});

app.post("/nunjucks/value", (req, res) => {
  // ok: template-injection
  res.json({ text: nunjucks.renderString("{{ text }}", { text: req.body.text }) });
});

app.post("/handlebars", (req, res) => {
  // ruleid: template-injection
  res.json({ text: Handlebars.compile(req.body.source)({ name: "you" }) });
});

app.post("/handlebars/value", (req, res) => {
  const template = Handlebars.compile("Dear {{name}}");
  // ok: template-injection
  res.json({ text: template({ name: req.body.name }) });
});

app.post("/lodash", (req, res) => {
  // ruleid: template-injection
  const template = _.template(req.body.source);
  res.json({ text: template({ name: "you" }) });
});

app.post("/lodash/value", (req, res) => {
  // ok: template-injection
  const template = _.template("Dear <%- name %>");
  res.json({ text: template({ name: req.body.name }) });
});

app.post("/enter", (req, res) => {
  // ruleid: log-injection
  console.log("login of " + req.body.user);
  res.end();
});

app.post("/enter/clean", (req, res) => {
  const user = String(req.body.user).replace(/[\r\n]/g, " ");
  // ok: log-injection
  console.log("login of " + user);
  res.end();
});

app.post("/enter/first", (req, res) => {
  // A text as pattern replaces only the first one.
  const user = String(req.body.user).replace("\n", " ");
  // ruleid: log-injection
  console.log("login of " + user);
  res.end();
});

app.post("/enter/json", (req, res) => {
  // ok: log-injection
  console.info("login of %s", JSON.stringify(req.body.user));
  res.end();
});

app.post("/enter/encoded", (req, res) => {
  // ok: log-injection
  console.info(`login of ${encodeURIComponent(req.body.user)}`);
  res.end();
});

app.post("/enter/known", (req, res) => {
  const known = ["ann", "ben"].includes(req.body.user);
  // ok: log-injection
  console.info(`login of a known user: ${known}`);
  res.end();
});

app.post("/enter/winston", (req, res) => {
  // ruleid: log-injection
  log.warn(`failed login of ${req.body.user} with ${req.get("User-Agent")}`);
  res.end();
});

app.post("/enter/number", (req, res) => {
  // ok: log-injection
  log.warn(`attempt ${Number(req.body.attempt)}`);
  res.end();
});

app.post("/enter/pino", (req, res) => {
  // Its lines are JSON: the line end is escaped.
  // ok: log-injection
  pino().warn({ user: req.body.user }, "failed login");
  res.end();
});

app.get("/format", (req, res) => {
  // ruleid: format-string
  res.json({ text: util.format(req.query.pattern, { secret: "none" }) });
});

app.get("/format/value", (req, res) => {
  // ok: format-string
  res.json({ text: util.format("%s is %d years old", req.query.name, req.query.age) });
});

app.get("/format/joined", (req, res) => {
  const pattern = "Hello " + req.query.name + ": %j";
  // ruleid: format-string
  res.json({ text: util.format(pattern, { visits: 3 }) });
});

app.get("/format/chosen", (req, res) => {
  const pattern = req.query.language === "de" ? "Hallo %s" : "Hello %s";
  // ok: format-string
  res.json({ text: util.format(pattern, req.query.name) });
});
