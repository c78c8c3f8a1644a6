// Objects and documents rebuilt from what a client sent, and expressions that select from them.
const express = require("express");
const { XMLParser } = require("fast-xml-parser");
const yaml = require("js-yaml");
const libxmljs = require("libxmljs");
const serialize = require("node-serialize");
const xml2js = require("xml2js");
const xpath = require("xpath");
const { DOMParser } = require("@xmldom/xmldom");
const { deserialize } = require("serialize-to-js");

const app = express();
const users = new DOMParser().parseFromString("<users/>", "text/xml");

app.use(express.text({ type: "*/*" }));

app.post("/cart", (req, res) => {
  // ruleid: deserialization
  const cart = serialize.unserialize(req.body);
  res.json({ length: cart.items.length });
});

app.post("/cart/json", (req, res) => {
  // ok: deserialization
  const cart = JSON.parse(req.body);
  res.json({ length: cart.items.length });
});

app.get("/cart/cookie", (req, res) => {
  const text = Buffer.from(req.cookies.cart, "base64").toString();
  // ruleid: deserialization
  const cart = serialize.unserialize(text);
  res.json({ length: cart.items.length });
});

app.get("/cart/own", (req, res) => {
  const text = serialize.serialize({ items: [] });
  // ok: deserialization
  const cart = serialize.unserialize(text);
  res.json({ length: cart.items.length, asked: req.query.asked === "1" });
});

app.post("/state", (req, res) => {
  // ruleid: deserialization
  const state = deserialize(req.body);
  res.json({ type: typeof state });
});

app.put("/settings", (req, res) => {
  // ruleid: deserialization
  const settings = yaml.load(req.body, { schema: yaml.DEFAULT_FULL_SCHEMA });
  res.json({ length: Object.keys(settings).length });
});

app.put("/settings/json", (req, res) => {
  // ok: deserialization
  const settings = yaml.load(req.body, { schema: yaml.JSON_SCHEMA });
  res.json({ length: Object.keys(settings).length });
});

app.put("/settings/safe", (req, res) => {
  // ok: deserialization
  const settings = yaml.safeLoad(req.body);
  res.json({ length: Object.keys(settings).length });
});

app.post("/feed", (req, res) => {
  // ruleid: xxe
  const feed = libxmljs.parseXml(req.body, { noent: true });
  res.json({ name: feed.root().name() });
});

app.post("/feed/closed", (req, res) => {
  // ok: xxe
  const feed = libxmljs.parseXml(req.body, { noent: false, nonet: true });
  res.json({ name: feed.root().name() });
});

app.post("/feed/default", (req, res) => {
  // ok: xxe
  const feed = libxmljs.parseXmlString(req.body);
  res.json({ name: feed.root().name() });
});

app.post("/feed/options", (req, res) => {
  const options = { nonet: true };
  options.noent = true;
  // ruleid: xxe
  const feed = libxmljs.parseXmlString(req.body, options);
  res.json({ name: feed.root().name() });
});

app.post("/feed/own", (req, res) => {
  // ok: xxe
  const feed = libxmljs.parseXml("<feed/>", { noent: true });
  res.json({ name: feed.root().name(), length: req.body.length });
});

app.post("/feed/converted", (req, res) => {
  // ok: xxe
  xml2js.parseString(req.body, (_, feed) => res.json({ names: Object.keys(feed) }));
});

app.post("/feed/fast", (req, res) => {
  // ok: xxe
  const feed = new XMLParser({ processEntities: false }).parse(req.body);
  res.json({ names: Object.keys(feed) });
});

app.get("/users", (req, res) => {
  // ruleid: xpath-injection
  const found = xpath.select("//user[name='" + req.query.name + "']/mail", users);
  res.json({ count: found.length });
});

app.get("/users/variables", (req, res) => {
  const expression = xpath.parse("//user[name=$name]/mail");
  // ok: xpath-injection
  const found = expression.select({ node: users, variables: { name: String(req.query.name) } });
  res.json({ count: found.length });
});

app.get("/users/parsed", (req, res) => {
  // ruleid: xpath-injection
  const expression = xpath.parse(`//user[@group='${req.query.group}']`);
  res.json({ count: expression.select({ node: users }).length });
});

app.get("/users/number", (req, res) => {
  const position = Number.parseInt(req.query.position, 10);
  // ok: xpath-injection
  const found = xpath.select(`//user[${position}]`, users);
  res.json({ count: found.length });
});

app.get("/users/single", (req, res) => {
  const field = req.query.field;
  // ruleid: xpath-injection
  const found = xpath.select1("//user/" + field, users);
  res.json({ found: found !== undefined });
});

app.get("/users/field", (req, res) => {
  const field = req.query.field === "phone" ? "phone" : "mail";
  // ok: xpath-injection
  const found = xpath.select1("//user/" + field, users);
  res.json({ found: found !== undefined });
});

app.get("/users/quotes", (req, res) => {
  const name = String(req.query.name);
  if (name.includes("'")) {
    return res.sendStatus(400);
  }
  // ok: xpath-injection
  return res.json({ count: xpath.select("//user[name='" + name + "']", users).length });
});
