// Filters for directories and document databases.
import express from "express";
import ldap from "ldapjs";
import sanitize from "mongo-sanitize";
import { MongoClient, ObjectId } from "mongodb";
import mongoose from "mongoose";

const app = express();
const directory = ldap.createClient({ url: "ldaps://ldap.example.org" });
const people = new MongoClient("mongodb://localhost").db("company").collection("people");
const User = mongoose.model("User", new mongoose.Schema({ name: String, digest: String, slug: String }));
const base = "ou=people,dc=example,dc=org";

app.use(express.json());

app.get("/people", (req, res) => {
  const options = { scope: "sub", filter: "(uid=" + req.query.name + ")" };
  // ruleid: ldap-injection
  directory.search(base, options, () => res.end());
});

app.get("/people/equality", (req, res) => {
  const filter = new ldap.EqualityFilter({ attribute: "uid", value: String(req.query.name) });
  // ok: ldap-injection
  directory.search(base, { scope: "sub", filter }, () => res.end());
});

app.get("/people/base", (req, res) => {
  // ruleid: ldap-injection
  directory.search(`ou=${req.query.branch},dc=example,dc=org`, { scope: "one" }, () => res.end());
});

app.get("/people/branch", (req, res) => {
  const branches = { sales: "ou=sales", staff: "ou=staff" };
  const branch = req.query.branch === "sales" ? branches.sales : branches.staff;
  // ok: ldap-injection
  directory.search(branch + ",dc=example,dc=org", { scope: "one" }, () => res.end());
});

app.get("/people/escaped", (req, res) => {
  const name = String(req.query.name).replace(/[^A-Za-z0-9 ]/g, "");
  // ok: ldap-injection
  directory.search(base, { filter: `(cn=${name}*)` }, () => res.end());
});

app.get("/people/spaces", (req, res) => {
  const name = String(req.query.name).replace(/\s+/g, "");
  // ruleid: ldap-injection
  directory.search(base, { filter: `(cn=${name}*)` }, () => res.end());
});

app.get("/people/number", (req, res) => {
  const number = parseInt(req.get("X-Employee"), 10);
  // ok: ldap-injection
  directory.search(base, { filter: "(employeeNumber=" + number + ")" }, () => res.end());
});

app.post("/login", async (req, res) => {
  // The client may send {"$ne": ""} where a text is expected.
  // ruleid: nosql-injection
  const user = await User.findOne({ name: req.body.name, digest: req.body.digest });
  res.json({ found: user !== null });
});

app.post("/login/text", async (req, res) => {
  // ok: nosql-injection
  const user = await User.findOne({ name: String(req.body.name), digest: `${req.body.digest}` });
  res.json({ found: user !== null });
});

app.post("/login/checked", async (req, res) => {
  const { name, digest } = req.body;
  if (typeof name !== "string" || typeof digest !== "string") {
    return res.sendStatus(400);
  }
  // ok: nosql-injection
  const user = await User.findOne({ name, digest });
  return res.json({ found: user !== null });
});

app.post("/login/equal", async (req, res) => {
  // ok: nosql-injection
  const user = await User.findOne({ name: { $eq: req.body.name }, digest: { $eq: req.body.digest } });
  res.json({ found: user !== null });
});

app.post("/login/sanitized", async (req, res) => {
  const sent = sanitize(req.body);
  // ok: nosql-injection
  const user = await User.findOne({ name: sent.name, digest: sent.digest });
  res.json({ found: user !== null });
});

app.get("/users/:slug", async (req, res) => {
  // What comes from the path is a text, never an operator.
  // ok: nosql-injection
  const user = await User.findOne({ slug: req.params.slug });
  res.json({ found: user !== null });
});

app.get("/users", async (req, res) => {
  // ruleid: nosql-injection
  const users = await User.find(req.query);
  res.json({ count: users.length });
});

app.delete("/users", async (req, res) => {
  const { filter } = req.body;
  // ruleid: nosql-injection
  await User.deleteMany(filter);
  res.end();
});

app.delete("/users/:id", async (req, res) => {
  // ok: nosql-injection
  await User.findByIdAndDelete(new mongoose.Types.ObjectId(req.params.id));
  res.end();
});

app.get("/where", async (req, res) => {
  // ruleid: nosql-injection
  const found = await people.find({ $where: "this.name == '" + req.query.name + "'" }).toArray();
  res.json({ count: found.length });
});

app.get("/where/constant", async (req, res) => {
  const found = req.query.open === "1";
  // ok: nosql-injection
  const count = await people.find({ $where: "this.visits > 3", open: found }).count();
  res.json({ count });
});

app.get("/collection", async (req, res) => {
  // ok: nosql-injection
  const person = await people.findOne({ _id: new ObjectId(String(req.query.id)) });
  res.json({ found: person !== null });
});

app.post("/collection", async (req, res) => {
  const condition = { age: { $gt: 18 }, ...req.body };
  // ruleid: nosql-injection
  const count = await people.countDocuments(condition);
  res.json({ count });
});

app.post("/collection/number", async (req, res) => {
  const age = Number(req.body.age);
  // ok: nosql-injection
  const count = await people.countDocuments({ age });
  res.json({ count });
});

export default app;
