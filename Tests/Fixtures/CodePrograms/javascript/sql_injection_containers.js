// Arrays, objects and maps that hold a client's text beside harmless neighbours.
const express = require("express");
const mysql = require("mysql");

const app = express();
const db = mysql.createConnection({ database: "library" });

app.get("/books/a", (req, res) => {
  const filters = {};
  filters.author = req.query.author;
  filters.shelf = "history";
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE shelf = '" + filters.shelf + "'");
  res.end();
});

app.get("/books/b", (req, res) => {
  const filters = { shelf: "history", author: req.query.author };
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE author = '" + filters["author"] + "'");
  res.end();
});

app.get("/books/c", (req, res) => {
  const filters = { author: req.query.author };
  filters["author"] = "anonymous";
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE author = '" + filters.author + "'");
  res.end();
});

app.get("/books/d", (req, res) => {
  const filters = { ...{ author: "anonymous", year: 1990 }, author: req.query.author };
  // ruleid: sql-injection
  db.query(`SELECT * FROM books WHERE author = '${filters.author}'`);
  res.end();
});

app.get("/books/e", (req, res) => {
  const filters = { ...req.query, author: "anonymous" };
  // ok: sql-injection
  db.query(`SELECT * FROM books WHERE author = '${filters.author}'`);
  res.end();
});

app.get("/books/f", (req, res) => {
  const { author, ...others } = { author: req.query.author, year: "1990" };
  // ok: sql-injection
  db.query(`SELECT * FROM books WHERE year = ${others.year}`);
  res.json({ length: author.length });
});

app.get("/books/g", (req, res) => {
  const { year, ...others } = { author: req.query.author, year: "1990" };
  // ruleid: sql-injection
  db.query(`SELECT * FROM books WHERE author = '${others.author}' OR year = ${year}`);
  res.end();
});

app.get("/words/a", (req, res) => {
  const words = ["fiction", req.query.word, "poetry"];
  words.shift();
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[0] + "'");
  res.end();
});

app.get("/words/b", (req, res) => {
  const words = ["fiction", req.query.word, "poetry"];
  words.shift();
  words.shift();
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[0] + "'");
  res.end();
});

app.get("/words/c", (req, res) => {
  const words = [];
  words.push("fiction");
  words.push(req.query.word);
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[0] + "'");
  res.end();
});

app.get("/words/d", (req, res) => {
  const words = [req.query.word];
  words.unshift("fiction", "poetry");
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[2] + "'");
  res.end();
});

app.get("/words/e", (req, res) => {
  const words = ["fiction", "poetry", req.query.word];
  words.pop();
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE subject IN ('" + words.join("','") + "')");
  res.end();
});

app.get("/words/f", (req, res) => {
  const words = ["fiction", "poetry", req.query.word];
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words.pop() + "'");
  res.end();
});

app.get("/words/g", (req, res) => {
  const words = ["fiction", "poetry", req.query.word];
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE subject IN ('" + words.slice(0, 2).join("','") + "')");
  res.end();
});

app.get("/words/h", (req, res) => {
  const words = ["fiction", "poetry"].concat(req.query.word);
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE subject IN ('" + words.join("','") + "')");
  res.end();
});

app.get("/words/i", (req, res) => {
  const words = ["fiction", req.query.word, "poetry"];
  words.splice(1, 1);
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[1] + "'");
  res.end();
});

app.get("/words/j", (req, res) => {
  const words = ["fiction"];
  const same = words;
  same[0] = req.query.word;
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[0] + "'");
  res.end();
});

app.get("/words/k", (req, res) => {
  const words = ["fiction"];
  const copy = [...words];
  copy[0] = req.query.word;
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[0] + "'");
  res.json({ length: copy[0].length });
});

app.get("/words/l", (req, res) => {
  const words = [req.query.word];
  words.length = 0;
  words.push("poetry");
  // ok: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words[0] + "'");
  res.end();
});

app.get("/words/m", (req, res) => {
  const words = ["fiction", "poetry", req.query.word];
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + words.at(-1) + "'");
  res.end();
});

app.get("/nested/a", (req, res) => {
  const criteria = { where: { subject: req.query.word }, order: { by: "title" } };
  // ruleid: sql-injection
  db.query("SELECT * FROM books WHERE subject = '" + criteria.where.subject + "'");
  res.end();
});

app.get("/nested/b", (req, res) => {
  const criteria = { where: { subject: req.query.word }, order: { by: "title" } };
  // ok: sql-injection
  db.query("SELECT * FROM books ORDER BY " + criteria.order.by);
  res.end();
});

app.get("/lookup/a", (req, res) => {
  const columns = { t: "title", y: "year" };
  const column = Object.hasOwn(columns, req.query.by) ? columns[req.query.by] : "title";
  // ok: sql-injection
  db.query("SELECT * FROM books ORDER BY " + column);
  res.end();
});

app.get("/lookup/b", (req, res) => {
  const columns = { t: "title", y: "year" };
  const column = columns[req.query.by] || req.query.by;
  // ruleid: sql-injection
  db.query("SELECT * FROM books ORDER BY " + column);
  res.end();
});

app.get("/lookup/c", (req, res) => {
  const columns = new Map([["t", "title"], ["y", "year"]]);
  const column = columns.get(req.query.by) ?? "title";
  // ok: sql-injection
  db.query("SELECT * FROM books ORDER BY " + column);
  res.end();
});

app.get("/map/a", (req, res) => {
  const parts = new Map();
  parts.set("reader", req.query.reader);
  parts.set("branch", "central");
  // ok: sql-injection
  db.query("SELECT * FROM loans WHERE branch = '" + parts.get("branch") + "'");
  res.end();
});

app.get("/map/b", (req, res) => {
  const parts = new Map();
  parts.set("reader", req.query.reader);
  parts.set("branch", "central");
  // ruleid: sql-injection
  db.query("SELECT * FROM loans WHERE reader = '" + parts.get("reader") + "'");
  res.end();
});

app.get("/set", (req, res) => {
  const allowed = new Set(["central", "harbour"]);
  const branch = req.query.branch;
  if (!allowed.has(branch)) throw new Error("no such branch");
  // ok: sql-injection
  db.query("SELECT * FROM loans WHERE branch = '" + branch + "'");
  res.end();
});

app.get("/entries/a", (req, res) => {
  const conditions = Object.entries(req.query).map(([name, value]) => `${name} = '${value}'`);
  // ruleid: sql-injection
  db.query("SELECT * FROM loans WHERE " + conditions.join(" AND "));
  res.end();
});

app.get("/entries/b", (req, res) => {
  const names = Object.keys(req.query).filter((name) => ["branch", "due"].includes(name));
  const conditions = names.map((name) => `${name} = ?`);
  // ok: sql-injection
  db.query("SELECT * FROM loans WHERE " + conditions.join(" AND "), names.map((name) => req.query[name]));
  res.end();
});

app.get("/reduced", (req, res) => {
  const values = [].concat(req.query.reader);
  const condition = values.reduce((text, reader) => text + " OR reader = '" + reader + "'", "false");
  // ruleid: sql-injection
  db.query("SELECT * FROM loans WHERE " + condition);
  res.end();
});

app.get("/cloned", (req, res) => {
  const asked = JSON.parse(JSON.stringify({ reader: req.query.reader, branch: "central" }));
  // ruleid: sql-injection
  db.query("SELECT * FROM loans WHERE reader = '" + asked.reader + "'");
  res.end();
});
