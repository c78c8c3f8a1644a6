// Flags of cookies, what a session takes over, and connections that believe anybody.
import https from "node:https";
import tls from "node:tls";
import axios from "axios";
import cookieSession from "cookie-session";
import express from "express";
import session from "express-session";

const app = express();
const flags = { httpOnly: true, secure: true, sameSite: "lax" };

// ruleid: insecure-cookie
app.use("/a", session({ secret: process.env.SECRET, cookie: { secure: false, httpOnly: true } }));

// ok: insecure-cookie
app.use("/b", session({ secret: process.env.SECRET, cookie: { secure: true, httpOnly: true, sameSite: "lax" } }));

// ruleid: insecure-cookie
app.use("/c", cookieSession({ keys: [process.env.SECRET], httpOnly: false, secure: true }));

app.get("/cookie", (req, res) => {
  // ruleid: insecure-cookie
  res.cookie("session", "3f786850e387550f", { httpOnly: true, secure: false });
  res.end();
});

app.get("/cookie/secure", (req, res) => {
  // ok: insecure-cookie
  res.cookie("session", "3f786850e387550f", { httpOnly: true, secure: true, sameSite: "strict" });
  res.end();
});

app.get("/cookie/default", (req, res) => {
  // ruleid: insecure-cookie
  res.cookie("session", "89e6c98d92887913");
  res.end();
});

app.get("/cookie/flags", (req, res) => {
  // ok: insecure-cookie
  res.cookie("session", "89e6c98d92887913", flags);
  res.end();
});

app.get("/cookie/spread", (req, res) => {
  // ok: insecure-cookie
  res.cookie("session", "2b66fd261ee5c6cf", { ...flags, maxAge: 3600 });
  res.end();
});

app.get("/cookie/overridden", (req, res) => {
  // ruleid: insecure-cookie
  res.cookie("session", "2b66fd261ee5c6cf", { ...flags, httpOnly: false });
  res.end();
});

app.get("/cookie/assigned", (req, res) => {
  const options = { httpOnly: true, sameSite: "lax" };
  options.secure = true;
  // ok: insecure-cookie
  res.cookie("basket", "12", options);
  res.end();
});

app.get("/cookie/cleared", (req, res) => {
  // ok: insecure-cookie
  res.clearCookie("session");
  res.end();
});

app.get("/cookie/header", (req, res) => {
  // ok: insecure-cookie
  res.setHeader("Set-Cookie", "basket=13; Path=/; HttpOnly; Secure; SameSite=Lax");
  res.end();
});

app.post("/role", express.json(), (req, res) => {
  // ruleid: trust-boundary
  req.session.role = req.body.role;
  res.end();
});

app.post("/language", express.json(), (req, res) => {
  const language = ["de", "en", "fr"].includes(req.body.language) ? req.body.language : "en";
  // ok: trust-boundary
  req.session.language = language;
  res.end();
});

app.post("/accept", express.json(), (req, res) => {
  if (req.body.accept === true) {
    // ok: trust-boundary
    req.session.accepted = new Date().toISOString();
  }
  res.end();
});

app.post("/tenant", express.json(), (req, res) => {
  const { tenant = "none" } = req.query;
  // ruleid: trust-boundary
  req.session["tenant"] = tenant.trim();
  res.end();
});

export function price(done) {
  // ruleid: tls-verification
  return https.get({ host: "prices.example.org", path: "/all", rejectUnauthorized: false }, done);
}

export function priceVerified(done) {
  const options = { host: "prices.example.org", path: "/all", rejectUnauthorized: true };
  // ok: tls-verification
  return https.get(options, done);
}

export function agent() {
  // ruleid: tls-verification
  return new https.Agent({ keepAlive: true, rejectUnauthorized: false });
}

export function agentVerified(ca) {
  // ok: tls-verification
  return new https.Agent({ keepAlive: true, ca });
}

export function believing() {
  // ruleid: tls-verification
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
}

export function strict() {
  // ok: tls-verification
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1";
}

export function connected(host) {
  // ruleid: tls-verification
  return tls.connect({ host, port: 443, checkServerIdentity: () => undefined });
}

export function connectedVerified(host) {
  // ok: tls-verification
  return tls.connect({ host, port: 443, servername: host, minVersion: "TLSv1.2" });
}

export async function fetched() {
  const reject = 2 > 1;
  // ok: tls-verification
  const httpsAgent = new https.Agent({ rejectUnauthorized: reject });
  return axios.get("https://www.example.org/", { httpsAgent });
}
