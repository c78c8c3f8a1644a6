// Queries that Express handlers build from what a client sends.
const express = require("express");
const mysql = require("mysql2/promise");
const sqlite3 = require("sqlite3");
const Database = require("better-sqlite3");
const { Pool } = require("pg");

const app = express();
const pool = new Pool();
const legacy = new sqlite3.Database("legacy.sqlite");
const local = new Database("local.sqlite");
const sortable = ["title", "price", "added"];

app.use(express.json());

app.get("/products", async (req, res) => {
  // ruleid: sql-injection
  const result = await pool.query("SELECT id FROM products WHERE title = '" + req.query.title + "'");
  res.json(result.rows);
});

app.get("/products/bound", async (req, res) => {
  // ok: sql-injection
  const result = await pool.query("SELECT id FROM products WHERE title = $1", [req.query.title]);
  res.json(result.rows);
});

app.get("/products/:id", async (req, res) => {
  const { id } = req.params;
  // ruleid: sql-injection
  const { rows } = await pool.query(`SELECT * FROM products WHERE id = ${id}`);
  res.json(rows);
});

app.get("/products/:id/number", async (req, res) => {
  const id = parseInt(req.params.id, 10);
  // ok: sql-injection
  const { rows } = await pool.query(`SELECT * FROM products WHERE id = ${id}`);
  res.json(rows);
});

app.get("/products/:id/not-a-number", async (req, res) => {
  const id = req.params.id;
  if (Number.isNaN(Number(id))) {
    return res.sendStatus(400);
  }
  // ok: sql-injection
  const { rows } = await pool.query(`SELECT * FROM products WHERE id = ${Number(id)}`);
  return res.json(rows);
});

app.get("/sorted", async (req, res) => {
  const column = req.query.sort;
  // ruleid: sql-injection
  const { rows } = await pool.query({ text: `SELECT * FROM products ORDER BY ${column}` });
  res.json(rows);
});

app.get("/sorted/known", async (req, res) => {
  const column = req.query.sort;
  if (!sortable.includes(column)) {
    res.status(400).json({ error: "unknown column" });
    return;
  }
  // ok: sql-injection
  const { rows } = await pool.query({ text: `SELECT * FROM products ORDER BY ${column}` });
  res.json(rows);
});

app.get("/sorted/unfinished", async (req, res) => {
  const column = req.query.sort;
  if (!sortable.includes(column)) {
    res.status(400);
  }
  // The handler goes on after it has found the column to be unknown.
  // ruleid: sql-injection
  const { rows } = await pool.query(`SELECT * FROM products ORDER BY ${column}`);
  res.json(rows);
});

app.get("/sorted/direction", async (req, res) => {
  const direction = req.query.direction === "desc" ? "DESC" : "ASC";
  // ok: sql-injection
  const { rows } = await pool.query("SELECT * FROM products ORDER BY price " + direction);
  res.json(rows);
});

app.get("/sorted/defaulted", async (req, res) => {
  const direction = req.query.direction ?? "ASC";
  // ruleid: sql-injection
  const { rows } = await pool.query("SELECT * FROM products ORDER BY price " + direction);
  res.json(rows);
});

app.post("/login", async (req, res) => {
  const connection = await mysql.createConnection({ database: "shop" });
  const { user, digest } = req.body;
  // ruleid: sql-injection
  const [rows] = await connection.execute(`SELECT id FROM users WHERE name='${user}' AND digest='${digest}'`);
  res.json({ found: rows.length });
});

app.post("/login/prepared", async (req, res) => {
  const connection = await mysql.createConnection({ database: "shop" });
  const { user, digest } = req.body;
  // ok: sql-injection
  const [rows] = await connection.execute("SELECT id FROM users WHERE name=? AND digest=?", [user, digest]);
  res.json({ found: rows.length });
});

app.post("/login/escaped", async (req, res) => {
  const connection = await mysql.createConnection({ database: "shop" });
  const name = connection.escape(req.body.user);
  // ok: sql-injection
  const [rows] = await connection.query("SELECT id FROM users WHERE name = " + name);
  res.json({ found: rows.length });
});

app.post("/login/formatted", async (req, res) => {
  const connection = await mysql.createConnection({ database: "shop" });
  const statement = mysql.format("SELECT id FROM users WHERE name = ?", [String(req.body.user)]);
  // ok: sql-injection
  const [rows] = await connection.query(statement);
  res.json({ found: rows.length });
});

app.get("/legacy/:code", (req, res) => {
  let statement = "SELECT * FROM parts WHERE code = '";
  statement += req.params.code;
  statement += "'";
  // ruleid: sql-injection
  legacy.all(statement, (error, rows) => (error ? res.sendStatus(500) : res.json(rows)));
});

app.get("/legacy/:code/bound", (req, res) => {
  let statement = "SELECT * FROM parts WHERE code = ";
  statement += "?";
  // ok: sql-injection
  legacy.all(statement, [req.params.code], (error, rows) => (error ? res.sendStatus(500) : res.json(rows)));
});

app.get("/legacy/:code/pattern", (req, res) => {
  const code = req.params.code;
  if (!/^[A-Z]{2}[0-9]{4}$/.test(code)) {
    return res.sendStatus(404);
  }
  // ok: sql-injection
  return legacy.get("SELECT * FROM parts WHERE code = '" + code + "'", (_, row) => res.json(row));
});

app.get("/legacy/:code/start", (req, res) => {
  const code = req.params.code;
  if (!/^[A-Z]{2}/.test(code)) {
    return res.sendStatus(404);
  }
  // ruleid: sql-injection
  return legacy.get("SELECT * FROM parts WHERE code = '" + code + "'", (_, row) => res.json(row));
});

app.delete("/local", (req, res) => {
  const table = req.get("X-Table");
  // ruleid: sql-injection
  local.exec("DELETE FROM " + table);
  res.sendStatus(204);
});

app.post("/local", (req, res) => {
  const insert = local.prepare("INSERT INTO notes (text) VALUES (?)");
  // ok: sql-injection
  insert.run(req.body.text);
  res.sendStatus(204);
});

app.get("/local", (req, res) => {
  // ruleid: sql-injection
  const statement = local.prepare(["SELECT * FROM notes WHERE text LIKE '%", req.query.text, "%'"].join(""));
  res.json(statement.all());
});

app.get("/local/list", (req, res) => {
  const numbers = String(req.query.numbers).split(",").map(Number);
  // ok: sql-injection
  res.json(local.prepare(`SELECT * FROM notes WHERE id IN (${numbers.join(",")})`).all());
});

app.get("/local/marks", (req, res) => {
  const words = String(req.query.words).split(",");
  const marks = words.map(() => "?").join(",");
  // ok: sql-injection
  res.json(local.prepare(`SELECT * FROM notes WHERE text IN (${marks})`).all(words));
});

app.get("/local/words", (req, res) => {
  const words = String(req.query.words).split(",");
  const quoted = words.map((word) => `'${word}'`).join(",");
  // ruleid: sql-injection
  res.json(local.prepare(`SELECT * FROM notes WHERE text IN (${quoted})`).all());
});

app.get("/theme", async (req, res) => {
  const theme = req.cookies.theme;
  // ruleid: sql-injection
  const { rows } = await pool.query("SELECT css FROM themes WHERE name = '%'".replace("%", theme));
  res.json(rows);
});
