// Text from outside that the engine would run.
import vm from "node:vm";
import express from "express";
import { create, all } from "mathjs";
import { createRequire } from "node:module";

const app = express();
const require = createRequire(import.meta.url);
const operations = { "+": (a, b) => a + b, "-": (a, b) => a - b };
const math = create(all);
const exporters = new Map([["csv", "./exporters/csv.cjs"], ["xlsx", "./exporters/xlsx.cjs"]]);

app.get("/calculate", (req, res) => {
  // ruleid: code-injection
  res.json({ result: eval(req.query.formula) });
});

app.get("/calculate/parsed", (req, res) => {
  // ok: code-injection
  res.json({ result: JSON.parse(req.query.formula) });
});

app.get("/calculate/table", (req, res) => {
  const operation = operations[req.query.operator] ?? operations["+"];
  // ok: code-injection
  res.json({ result: operation(Number(req.query.left), Number(req.query.right)) });
});

app.get("/calculate/number", (req, res) => {
  const factor = parseFloat(req.query.factor);
  // ok: code-injection
  res.json({ result: eval(`2 * ${factor}`) });
});

app.get("/calculate/math", (req, res) => {
  // ok: code-injection
  res.json({ result: math.add(1, Number(req.query.number)) });
});

app.post("/function", express.text(), (req, res) => {
  // ruleid: code-injection
  const rule = new Function("row", "return " + req.body);
  res.json({ result: rule({ price: 3 }) });
});

app.post("/function/argument", express.text(), (req, res) => {
  const rule = new Function("text", "return text.length");
  // ok: code-injection
  res.json({ result: rule(req.body) });
});

app.post("/function/bare", express.json(), (req, res) => {
  const { body: { source } } = req;
  // ruleid: code-injection
  res.json({ result: Function(source)() });
});

app.post("/vm", express.text(), (req, res) => {
  // A context is no sandbox: constructors lead out of it.
  // ruleid: code-injection
  res.json({ result: vm.runInNewContext(req.body, {}) });
});

app.post("/vm/value", express.text(), (req, res) => {
  // ok: code-injection
  res.json({ result: vm.runInNewContext("text.length", { text: req.body }) });
});

app.post("/vm/script", express.text(), (req, res) => {
  const wrapped = `(() => { ${req.body} })()`;
  // ruleid: code-injection
  const script = new vm.Script(wrapped);
  res.json({ result: script.runInThisContext() });
});

app.get("/timer", (req, res) => {
  // ruleid: code-injection
  setTimeout("done('" + req.query.name + "')", 10);
  res.end();
});

app.get("/timer/function", (req, res) => {
  // ok: code-injection
  setTimeout(() => res.json({ name: req.query.name }), 10);
});

app.get("/timer/argument", (req, res) => {
  // ok: code-injection
  setTimeout((name) => res.json({ name }), 10, req.query.name);
});

app.get("/timer/delay", (req, res) => {
  // ok: code-injection
  setTimeout(() => res.end(), Math.min(Number(req.query.delay), 1000));
});

app.get("/export", (req, res) => {
  // ruleid: code-injection
  const exporter = require("./exporters/" + req.query.format);
  res.json(exporter.rows());
});

app.get("/export/known", (req, res) => {
  const path = exporters.get(req.query.format) ?? "./exporters/csv.cjs";
  // ok: code-injection
  const exporter = require(path);
  res.json(exporter.rows());
});

app.get("/import", async (req, res) => {
  // ruleid: code-injection
  const loaded = await import(req.query.module);
  res.json(Object.keys(loaded));
});

app.get("/import/known", async (req, res) => {
  const name = req.query.module === "b" ? "b" : "a";
  // ok: code-injection
  const loaded = await import(`./modules/${name}.js`);
  res.json(Object.keys(loaded));
});

class Sandbox {
  eval(text) {
    return text.length;
  }
}

app.get("/sandbox", (req, res) => {
  // ok: code-injection
  res.json({ length: new Sandbox().eval(req.query.text) });
});

app.get("/indirect", (req, res) => {
  const evaluate = globalThis.eval;
  // ruleid: code-injection
  res.json({ result: evaluate(req.query.text) });
});

app.get("/identifier", (req, res) => {
  const name = req.query.name;
  if (!/^[a-z]+$/i.test(name)) {
    return res.sendStatus(400);
  }
  // ok: code-injection
  return res.json({ type: eval("typeof " + name) });
});
