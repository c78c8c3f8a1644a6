// Keys and fields that a client chooses: prototypes that it reaches, and columns that it fills in.
const express = require("express");
const _ = require("lodash");
const mongoose = require("mongoose");
const { PrismaClient } = require("@prisma/client");

const app = express();
const prisma = new PrismaClient();
const Member = mongoose.model("Member", new mongoose.Schema({ nickname: String, city: String, staff: Boolean }));
const defaults = { theme: "light", panes: { left: true } };

app.use(express.json());

app.put("/settings", (req, res) => {
  // ruleid: prototype-pollution
  const settings = _.merge({}, defaults, req.body);
  res.json(settings);
});

app.put("/settings/spread", (req, res) => {
  // ok: prototype-pollution
  const settings = { ...defaults, ...req.body };
  res.json(settings);
});

app.put("/settings/picked", (req, res) => {
  const sent = { theme: String(req.body.theme) };
  // ok: prototype-pollution
  const settings = _.merge({}, defaults, sent);
  res.json(settings);
});

app.put("/settings/path", (req, res) => {
  const settings = {};
  // ruleid: prototype-pollution
  _.set(settings, req.body.path, req.body.value);
  res.json(settings);
});

app.put("/settings/fixed-path", (req, res) => {
  const settings = {};
  // ok: prototype-pollution
  _.set(settings, "panes.left", req.body.value);
  res.json(settings);
});

app.put("/settings/deep", (req, res) => {
  // ruleid: prototype-pollution
  res.json(_.defaultsDeep({}, req.body, defaults));
});

app.put("/table", (req, res) => {
  const table = {};
  const { row, column, value } = req.body;
  table[row] = table[row] || {};
  // ruleid: prototype-pollution
  table[row][column] = value;
  res.json(table);
});

app.put("/table/bare", (req, res) => {
  const table = Object.create(null);
  const { row, column, value } = req.body;
  table[row] = table[row] || Object.create(null);
  // ok: prototype-pollution
  table[row][column] = value;
  res.json(table);
});

app.put("/table/map", (req, res) => {
  const table = new Map();
  const { row, column, value } = req.body;
  // ok: prototype-pollution
  table.set(row, new Map([[column, value]]));
  res.json({ size: table.size });
});

app.put("/table/guarded", (req, res) => {
  const table = { first: {}, second: {} };
  const { row, column, value } = req.body;
  if (!Object.hasOwn(table, row)) {
    return res.sendStatus(400);
  }
  // ok: prototype-pollution
  table[row][column] = value;
  return res.json(table);
});

app.put("/table/known", (req, res) => {
  const table = { first: {}, second: {} };
  const row = req.body.row === "second" ? "second" : "first";
  // ok: prototype-pollution
  table[row][req.body.column] = req.body.value;
  res.json(table);
});

function mergeInto(target, source) {
  for (const key in source) {
    if (typeof source[key] === "object" && typeof target[key] === "object") {
      mergeInto(target[key], source[key]);
    } else {
      // ruleid: prototype-pollution
      target[key] = source[key];
    }
  }
  return target;
}

app.put("/merged", (req, res) => {
  res.json(mergeInto({ panes: {} }, req.body));
});

function mergeOwn(target, source) {
  for (const key of Object.keys(source)) {
    if (["__proto__", "constructor", "prototype"].includes(key)) continue;
    if (typeof source[key] === "object" && typeof target[key] === "object") {
      mergeOwn(target[key], source[key]);
    } else {
      // ok: prototype-pollution
      target[key] = source[key];
    }
  }
  return target;
}

app.put("/merged/own", (req, res) => {
  res.json(mergeOwn({ panes: {} }, req.body));
});

app.post("/members", async (req, res) => {
  // ruleid: mass-assignment
  const member = await Member.create(req.body);
  res.json({ id: member.id });
});

app.post("/members/named", async (req, res) => {
  const { nickname, city } = req.body;
  // ok: mass-assignment
  const member = await Member.create({ nickname: String(nickname), city: String(city) });
  res.json({ id: member.id });
});

app.post("/members/new", async (req, res) => {
  // ruleid: mass-assignment
  const member = new Member({ ...req.body, created: Date.now() });
  res.json({ id: member.id });
});

app.post("/members/picked", async (req, res) => {
  // ok: mass-assignment
  const member = new Member(_.pick(req.body, ["nickname", "city"]));
  res.json({ id: member.id });
});

app.patch("/members/:id", async (req, res) => {
  // ruleid: mass-assignment
  await Member.findByIdAndUpdate(req.params.id, req.body);
  res.end();
});

app.patch("/members/:id/city", async (req, res) => {
  // ok: mass-assignment
  await Member.findByIdAndUpdate(req.params.id, { city: String(req.body.city) });
  res.end();
});

app.patch("/members/:id/assigned", async (req, res) => {
  const member = await Member.findById(req.params.id);
  // ruleid: mass-assignment
  Object.assign(member, req.body);
  await member.save();
  res.end();
});

app.patch("/members/:id/assigned-city", async (req, res) => {
  const member = await Member.findById(req.params.id);
  // ok: mass-assignment
  Object.assign(member, { city: String(req.body.city) });
  await member.save();
  res.end();
});

app.patch("/prisma/:id", async (req, res) => {
  // ruleid: mass-assignment
  await prisma.member.update({ where: { id: Number(req.params.id) }, data: req.body });
  res.end();
});

app.patch("/prisma/:id/city", async (req, res) => {
  const { city } = req.body;
  // ok: mass-assignment
  await prisma.member.update({ where: { id: Number(req.params.id) }, data: { city } });
  res.end();
});
