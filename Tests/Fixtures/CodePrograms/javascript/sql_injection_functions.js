// Text that passes functions, callbacks, promises and objects before it becomes part of a query.
import express from "express";
import sqlite3 from "sqlite3";
import { promisify } from "node:util";

const app = express();
const db = new sqlite3.Database("clinic.sqlite");
const all = promisify(db.all.bind(db));

const trimmed = (text) => text.trim().toLowerCase();

app.get("/patients/trimmed", (req, res) => {
  const name = trimmed(req.query.name);
  // ruleid: sql-injection
  db.all("SELECT * FROM patients WHERE name = '" + name + "'", (_, rows) => res.json(rows));
});

function departmentOf(_name) {
  return "surgery";
}

app.get("/patients/department", (req, res) => {
  const department = departmentOf(req.query.name);
  // ok: sql-injection
  db.all("SELECT * FROM patients WHERE department = '" + department + "'", (_, rows) => res.json(rows));
});

function onlyDigits(text) {
  return String(text).replace(/[^0-9]/g, "");
}

app.get("/patients/digits", (req, res) => {
  const number = onlyDigits(req.query.number);
  // ok: sql-injection
  db.all(`SELECT * FROM patients WHERE number = '${number}'`, (_, rows) => res.json(rows));
});

function withoutDigits(text) {
  return String(text).replace(/[0-9]/g, "");
}

app.get("/patients/letters", (req, res) => {
  const name = withoutDigits(req.query.name);
  // ruleid: sql-injection
  db.all(`SELECT * FROM patients WHERE name = '${name}'`, (_, rows) => res.json(rows));
});

function numberOr(text, otherwise = 0) {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? otherwise : number;
}

app.get("/patients/number", (req, res) => {
  // ok: sql-injection
  db.all(`SELECT * FROM patients WHERE number = ${numberOr(req.query.number)}`, (_, rows) => res.json(rows));
});

app.get("/patients/number-or-text", (req, res) => {
  const number = numberOr(req.query.number, req.query.fallback);
  // ruleid: sql-injection
  db.all(`SELECT * FROM patients WHERE number = ${number}`, (_, rows) => res.json(rows));
});

function findWard(ward, done) {
  // ruleid: sql-injection
  db.get("SELECT * FROM wards WHERE name = '" + ward + "'", done);
}

app.get("/wards", (req, res) => {
  findWard(req.query.ward, (_, row) => res.json(row));
});

function findFloor(floor, done) {
  // ok: sql-injection
  db.get("SELECT * FROM floors WHERE name = '" + floor + "'", done);
}

app.get("/floors", (req, res) => {
  findFloor(req.query.low ? "ground" : "first", (_, row) => res.json(row));
});

function condition(column, value = "''", ...extra) {
  return [column, "=", value, ...extra].join(" ");
}

app.get("/beds/plain", (req, res) => {
  // ok: sql-injection
  db.all("SELECT * FROM beds WHERE " + condition("nurse"), (_, rows) => res.json(rows));
});

app.get("/beds/extra", (req, res) => {
  // ruleid: sql-injection
  db.all("SELECT * FROM beds WHERE " + condition("nurse", "'Kim'", req.query.more), (_, rows) => res.json(rows));
});

const labelled = ({ code, ward }) => (ward ? code : code + "-");

app.get("/beds/code", (req, res) => {
  // ruleid: sql-injection
  db.all("SELECT * FROM beds WHERE code = '" + labelled({ code: req.query.code }) + "'", (_, rows) => res.json(rows));
});

app.get("/beds/ward", (req, res) => {
  const code = labelled({ code: "B7", ward: req.query.ward });
  // ok: sql-injection
  db.all("SELECT * FROM beds WHERE code = '" + code + "'", (_, rows) => res.json(rows));
});

class Appointment {
  #room = "2.14";

  constructor(doctor) {
    this.doctor = doctor;
  }

  get room() {
    return this.#room;
  }

  set place(room) {
    this.#room = room;
  }

  static of(doctor) {
    return new Appointment(doctor);
  }
}

app.get("/appointments/doctor", (req, res) => {
  const appointment = Appointment.of(req.query.doctor);
  // ruleid: sql-injection
  db.all("SELECT * FROM appointments WHERE doctor = '" + appointment.doctor + "'", (_, rows) => res.json(rows));
});

app.get("/appointments/room", (req, res) => {
  const appointment = new Appointment(req.query.doctor);
  // ok: sql-injection
  db.all("SELECT * FROM appointments WHERE room = '" + appointment.room + "'", (_, rows) => res.json(rows));
});

app.get("/appointments/place", (req, res) => {
  const appointment = new Appointment("Kim");
  appointment.place = req.query.room;
  // ruleid: sql-injection
  db.all("SELECT * FROM appointments WHERE room = '" + appointment.room + "'", (_, rows) => res.json(rows));
});

app.get("/appointments/two", (req, res) => {
  const asked = new Appointment(req.query.doctor);
  const prepared = new Appointment("Lee");
  // ok: sql-injection
  db.all("SELECT * FROM appointments WHERE doctor = '" + prepared.doctor + "'", () => res.json(asked.room));
});

class Query {
  constructor(table) {
    this.text = `SELECT * FROM ${table}`;
  }

  where(clause) {
    this.text += " WHERE " + clause;
    return this;
  }

  limit(count) {
    this.text += " LIMIT " + Math.floor(count);
    return this;
  }
}

app.get("/visits/reason", (req, res) => {
  const query = new Query("visits").where(`reason = '${req.query.reason}'`).limit(10);
  // ruleid: sql-injection
  db.all(query.text, (_, rows) => res.json(rows));
});

app.get("/visits/count", (req, res) => {
  const query = new Query("visits").where("open = 1").limit(req.query.count);
  // ok: sql-injection
  db.all(query.text, (_, rows) => res.json(rows));
});

app.get("/nurses/closure", (req, res) => {
  const name = req.query.name;
  const statement = () => "SELECT * FROM nurses WHERE name = '" + name + "'";
  // ruleid: sql-injection
  db.all(statement(), (_, rows) => res.json(rows));
});

app.get("/nurses/each", (req, res) => {
  [].concat(req.query.name).forEach((name) => {
    // ruleid: sql-injection
    db.run("UPDATE nurses SET seen = 1 WHERE name = '" + name + "'");
  });
  res.end();
});

app.get("/nurses/each-constant", (req, res) => {
  ["Kim", "Lee"].forEach((name) => {
    // ok: sql-injection
    db.run("UPDATE nurses SET seen = 1 WHERE name = '" + name + "'");
  });
  res.json({ length: req.query.name.length });
});

async function nameFrom(req) {
  return req.query.name;
}

app.get("/nurses/async", async (req, res) => {
  const name = await nameFrom(req);
  // ruleid: sql-injection
  res.json(await all("SELECT * FROM nurses WHERE name = '" + name + "'"));
});

app.get("/nurses/then", (req, res) => {
  Promise.resolve(req.query.name)
    .then((name) => "SELECT * FROM nurses WHERE name = '" + name + "'")
    .then((statement) => {
      // ruleid: sql-injection
      db.all(statement, (_, rows) => res.json(rows));
    });
});

app.get("/nurses/all", async (req, res) => {
  const [name, ward] = await Promise.all([nameFrom(req), Promise.resolve("north")]);
  // ok: sql-injection
  db.all("SELECT * FROM nurses WHERE ward = '" + ward + "'", () => res.json({ length: name.length }));
});

app.get("/nurses/apply", (req, res) => {
  const statement = condition.apply(null, ["SELECT * FROM nurses WHERE name", "'" + req.query.name + "'"]);
  // ruleid: sql-injection
  db.all(statement, (_, rows) => res.json(rows));
});

app.get("/nurses/curried", (req, res) => {
  const equal = (column) => (value) => `${column} = ${Number(value)}`;
  // ok: sql-injection
  db.all("SELECT * FROM nurses WHERE " + equal("number")(req.query.number), (_, rows) => res.json(rows));
});

function* candidates(wanted) {
  yield "1.01";
  yield wanted;
}

app.get("/rooms/generator", (req, res) => {
  for (const room of candidates(req.query.room)) {
    // ruleid: sql-injection
    db.run("UPDATE rooms SET seen = 1 WHERE name = '" + room + "'");
  }
  res.end();
});

const readRoom = (req, res, next) => {
  req.room = req.query.room;
  next();
};

app.get("/rooms/early", readRoom, (req, res) => {
  const room = "2.14";
  // ok: sql-injection
  db.all("SELECT * FROM rooms WHERE name = '" + room + "'", (_, rows) => res.json(rows));
});

const assertPlain = (text) => {
  if (!/^\w+$/.test(text)) {
    throw new RangeError("letters and digits only");
  }
  return text;
};

app.get("/rooms/asserted", (req, res) => {
  const room = assertPlain(req.query.room);
  // ok: sql-injection
  db.all("SELECT * FROM rooms WHERE name = '" + room + "'", (_, rows) => res.json(rows));
});

export default app;
