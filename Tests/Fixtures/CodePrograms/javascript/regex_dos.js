// Expressions that take exponential time, and expressions that a client writes.
import express from "express";
import _ from "lodash";

const app = express();
const text = "a text of the server";
const known = { mail: /^[^@\s]+@[^@\s]+$/, phone: /^\+?\d{6,15}$/ };
const words = /^(\w+\s?)*$/;
const names = /^\w+( \w+)*$/;

app.get("/grep", (req, res) => {
  // ruleid: regex-dos
  res.json({ found: new RegExp(req.query.pattern).test(text) });
});

app.get("/grep/escaped", (req, res) => {
  // ok: regex-dos
  res.json({ found: new RegExp(_.escapeRegExp(req.query.pattern), "i").test(text) });
});

app.get("/grep/by-hand", (req, res) => {
  const escaped = String(req.query.pattern).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // ok: regex-dos
  res.json({ found: new RegExp("^" + escaped).test(text) });
});

app.get("/grep/bare", (req, res) => {
  const wanted = "^" + req.query.prefix + ".*$";
  // ruleid: regex-dos
  const expression = RegExp(wanted, "i");
  res.json({ found: expression.test(text) });
});

app.get("/grep/match", (req, res) => {
  // ruleid: regex-dos
  res.json({ found: text.match(req.query.pattern) !== null });
});

app.get("/grep/includes", (req, res) => {
  // ok: regex-dos
  res.json({ found: text.includes(req.query.pattern) });
});

app.get("/grep/known", (req, res) => {
  const expression = req.query.kind === "mail" ? known.mail : known.phone;
  // ok: regex-dos
  res.json({ found: new RegExp(expression, "u").test(text) });
});

app.get("/grep/flag", (req, res) => {
  const flags = req.query.ignoreCase ? "i" : "";
  // ok: regex-dos
  res.json({ found: new RegExp("server$", flags).test(text) });
});

app.get("/check/words", (req, res) => {
  // ruleid: regex-dos
  res.json({ fits: words.test(req.query.text) });
});

app.get("/check/names", (req, res) => {
  // ok: regex-dos
  res.json({ fits: names.test(req.query.text) });
});

app.get("/check/nested", (req, res) => {
  const sent = String(req.query.text);
  // ruleid: regex-dos
  res.json({ fits: /^(a+)+$/.test(sent) });
});

app.get("/check/own", (req, res) => {
  const own = "aaaa";
  // ok: regex-dos
  res.json({ fits: /^(a+)+$/.test(own), asked: req.query.text === own });
});

app.get("/check/matched", (req, res) => {
  // ruleid: regex-dos
  res.json({ fits: String(req.query.text).match(/^(?:[a-z]|[a-z]{2})+$/) !== null });
});

app.get("/check/bounded", (req, res) => {
  // ok: regex-dos
  res.json({ fits: /^[a-z]{1,20}(?:-[a-z]{1,20}){0,3}$/.test(req.query.text) });
});

export default app;
