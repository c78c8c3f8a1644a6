// Requests that a server makes to addresses of its client's choice.
import http from "node:http";
import https from "node:https";
import net from "node:net";
import axios from "axios";
import express from "express";
import got from "got";
import nodeFetch from "node-fetch";
import superagent from "superagent";

const app = express();
const partners = new Set(["feeds.example.org", "images.example.org"]);
const mirrors = ["https://eu.example.org", "https://us.example.org"];
const api = axios.create({ baseURL: "https://api.example.org", timeout: 2000 });

app.use(express.json());

app.get("/axios", async (req, res) => {
  // ruleid: ssrf
  const answer = await axios.get(req.query.url);
  res.json({ status: answer.status });
});

app.get("/axios/fixed", async (req, res) => {
  // ok: ssrf
  const answer = await axios.get("https://search.example.org/find", { params: { q: req.query.q } });
  res.json({ status: answer.status });
});

app.get("/axios/host", async (req, res) => {
  // ruleid: ssrf
  const answer = await axios.get(`https://${req.query.host}/status`);
  res.json({ status: answer.status });
});

app.get("/axios/path", async (req, res) => {
  const name = encodeURIComponent(req.query.name);
  // ok: ssrf
  const answer = await axios.get(`https://assets.example.org/icons/${name}.png`);
  res.json({ status: answer.status });
});

app.post("/axios/config", async (req, res) => {
  // ruleid: ssrf
  const answer = await axios({ method: "post", url: req.body.callback, data: { event: "test" } });
  res.json({ status: answer.status });
});

app.post("/axios/data", async (req, res) => {
  // ok: ssrf
  const answer = await axios.post("https://events.example.org/in", req.body);
  res.json({ status: answer.status });
});

app.get("/axios/instance/:id", async (req, res) => {
  // ok: ssrf
  const answer = await api.get("/items/" + Number(req.params.id));
  res.json({ status: answer.status });
});

app.get("/fetch", async (req, res) => {
  // ruleid: ssrf
  const answer = await fetch(req.query.url, { redirect: "manual" });
  res.json({ status: answer.status });
});

app.get("/fetch/partner", async (req, res) => {
  const address = new URL(req.query.url);
  if (!partners.has(address.hostname)) {
    return res.sendStatus(403);
  }
  // ok: ssrf
  const answer = await fetch(address, { redirect: "manual" });
  return res.json({ status: answer.status });
});

app.get("/fetch/scheme", async (req, res) => {
  const address = new URL(req.query.url);
  if (address.protocol !== "https:") {
    return res.sendStatus(403);
  }
  // ruleid: ssrf
  const answer = await fetch(address);
  return res.json({ status: answer.status });
});

app.get("/fetch/prefix", async (req, res) => {
  const address = String(req.query.url);
  if (!address.startsWith("https://feeds.example.org/")) {
    return res.sendStatus(403);
  }
  // ok: ssrf
  const answer = await fetch(address, { redirect: "error" });
  return res.json({ status: answer.status });
});

app.get("/fetch/contains", async (req, res) => {
  const address = String(req.query.url);
  if (!address.includes("feeds.example.org")) {
    return res.sendStatus(403);
  }
  // ruleid: ssrf
  const answer = await nodeFetch(address);
  return res.json({ status: answer.status });
});

app.get("/fetch/mirror", async (req, res) => {
  const mirror = mirrors[Number(req.query.mirror) % mirrors.length];
  // ok: ssrf
  const answer = await nodeFetch(mirror + "/index.json");
  res.json({ status: answer.status });
});

app.get("/got", async (req, res) => {
  const { hostname = "localhost", port } = req.query;
  // ruleid: ssrf
  const answer = await got("http://" + hostname + ":" + port);
  res.json({ length: answer.body.length });
});

app.get("/got/search", async (req, res) => {
  // ok: ssrf
  const answer = await got("https://search.example.org", { searchParams: { q: String(req.query.q) } });
  res.json({ length: answer.body.length });
});

app.get("/core", (req, res) => {
  // ruleid: ssrf
  http.get(req.query.page, (answer) => res.json({ status: answer.statusCode }));
});

app.get("/core/options", (req, res) => {
  const options = { host: req.get("X-Upstream"), path: "/health", method: "HEAD" };
  // ruleid: ssrf
  https.request(options, (answer) => res.json({ status: answer.statusCode })).end();
});

app.get("/core/fixed-options", (req, res) => {
  const options = { host: "www.example.org", path: "/health", headers: { "X-Asked": String(Number(req.query.n)) } };
  // ok: ssrf
  https.request(options, (answer) => res.json({ status: answer.statusCode })).end();
});

app.get("/superagent", async (req, res) => {
  // ruleid: ssrf
  const answer = await superagent.get(req.query.target).timeout(1000);
  res.json({ status: answer.status });
});

app.get("/superagent/query", async (req, res) => {
  // ok: ssrf
  const answer = await superagent.get("https://search.example.org").query({ q: req.query.q });
  res.json({ status: answer.status });
});

app.get("/socket", (req, res) => {
  const ports = { web: 8080, metrics: 9100 };
  const port = req.query.service === "metrics" ? ports.metrics : ports.web;
  // ok: ssrf
  net.connect(port, "127.0.0.1", () => res.end());
});

class Mirror {
  constructor(root) {
    this.root = root;
  }

  index() {
    // ruleid: ssrf
    return axios.get(this.root + "/index.json");
  }
}

app.get("/mirror", async (req, res) => {
  const answer = await new Mirror(req.query.root).index();
  res.json({ status: answer.status });
});
