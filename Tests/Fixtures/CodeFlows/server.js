const express = require('express');
const cp = require('child_process');
const { exec } = require('child_process');
const fs = require("fs"), path = require('path');
const app = express();
const ALLOWED = ['a', 'b'];
const BASE = path.resolve('/srv');
app.get('/a', (req, res) => {
  const { name, other = 'x' } = req.query;
  exec('ls ' + name); // BAD
  cp.exec(`ls ${other}`); // BAD
  if (!ALLOWED.includes(name)) { return res.status(400).end(); }
  exec('ls ' + name); // OK
  const id = parseInt(req.params.id, 10);
  db.query('select ' + id); // OK
  res.send('<b>' + req.body.x + '</b>'); // BAD
  res.send('<b>' + escapeHtml(req.body.x) + '</b>'); // OK
  res.json({ a: req.body.x }); // OK
});
app.post('/b', async function (req, res) {
  const p = path.join(BASE, req.body.file);
  fs.readFile(p, cb); // BAD
  const full = path.resolve(BASE, req.body.file);
  if (!full.startsWith(BASE)) return res.end();
  fs.readFile(full, cb); // OK
  const parts = [];
  parts.push('safe'); parts.push(req.body.q);
  db.query(parts[0]); // OK
  db.query(parts[1]); // BAD
  db.query(parts.map(x => x.trim()).join(',')); // BAD
  const o = { a: req.body.q, b: 'safe' };
  db.query(o.b); // OK
  db.query(o['a']); // BAD
  for (const k of Object.keys(ALLOWED)) { db.query(k); } // OK
  helper(req.body.q, db);
  const r = await fetch('https://api.example.com/x/' + req.body.q); // OK
  await fetch(req.body.u); // BAD
  res.redirect(req.query.next); // BAD
  let z; try { z = JSON.parse(req.body.q); } catch (e) { z = null; }
  db.query(z.name); // BAD
  if (/^[a-z0-9]+$/.test(req.body.t)) { db.query('x' + req.body.t); } // OK
  new Promise((ok) => ok(req.body.q)).then(v => db.query(v)); 
});
function helper(v, d) { d.query('select ' + v); } // BAD
class Svc { constructor(d) { this.d = d; } run(v) { return this.d.query("s" + v); } } // BAD
app.get('/c', (req, res) => { const s = new Svc(db); s.run(req.query.q); });
const handler = async (req, res) => { const q = req.query.a || 'none'; await db.query(`x ${q}`); }; // BAD
