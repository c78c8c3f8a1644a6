// Names of files that come from outside.
const fs = require("fs");
const fsp = require("node:fs/promises");
const path = require("path");
const { randomUUID } = require("crypto");
const express = require("express");
const multer = require("multer");
const sanitize = require("sanitize-filename");

const app = express();
const upload = multer({ storage: multer.memoryStorage() });
const ROOT = path.resolve("/srv/files");
const pages = { about: "about.txt", terms: "terms.txt" };

app.get("/notes", (req, res) => {
  // ruleid: path-traversal
  fs.readFile("notes/" + req.query.name, "utf8", (_, text) => res.json({ text }));
});

app.get("/notes/base", (req, res) => {
  const name = path.basename(String(req.query.name));
  // ok: path-traversal
  fs.readFile("notes/" + name, "utf8", (_, text) => res.json({ text }));
});

app.get("/notes/joined", async (req, res) => {
  const file = path.join(ROOT, "notes", req.query.name);
  // ruleid: path-traversal
  res.json({ text: await fsp.readFile(file, "utf8") });
});

app.get("/notes/inside", async (req, res) => {
  const file = path.resolve(ROOT, String(req.query.name));
  if (!file.startsWith(ROOT + path.sep)) {
    return res.sendStatus(403);
  }
  // ok: path-traversal
  return res.json({ text: await fsp.readFile(file, "utf8") });
});

app.get("/notes/unresolved", async (req, res) => {
  const file = ROOT + "/" + req.query.name;
  if (!file.startsWith(ROOT + "/")) {
    return res.sendStatus(403);
  }
  // A prefix says nothing while the dots are still in the name.
  // ruleid: path-traversal
  return res.json({ text: await fsp.readFile(file, "utf8") });
});

app.get("/notes/relative", (req, res) => {
  const file = path.resolve(ROOT, String(req.query.name));
  const relative = path.relative(ROOT, file);
  if (relative.startsWith("..") || path.isAbsolute(relative)) {
    throw new RangeError("outside");
  }
  // ok: path-traversal
  fs.createReadStream(file).pipe(res);
});

app.get("/notes/normalized", (req, res) => {
  const file = path.normalize("notes/" + req.query.name);
  // ruleid: path-traversal
  fs.createReadStream(file).pipe(res);
});

app.get("/notes/dots", (req, res) => {
  const name = String(req.query.name).replace("../", "");
  // ruleid: path-traversal
  fs.unlinkSync("notes/" + name);
  res.end();
});

app.get("/notes/no-separators", (req, res) => {
  const name = String(req.query.name).replace(/[^a-z0-9]/gi, "_");
  // ok: path-traversal
  fs.unlinkSync("notes/" + name);
  res.end();
});

app.get("/notes/refused", (req, res) => {
  const name = String(req.query.name);
  if (name.includes("..") || name.includes("/")) {
    return res.sendStatus(400);
  }
  // ok: path-traversal
  fs.unlinkSync("notes/" + name);
  return res.end();
});

app.get("/pages/:page", (req, res) => {
  const page = Object.hasOwn(pages, req.params.page) ? pages[req.params.page] : pages.about;
  // ok: path-traversal
  res.sendFile(path.join(ROOT, page));
});

app.get("/downloads/*", (req, res) => {
  // ruleid: path-traversal
  res.sendFile(path.join(ROOT, req.params[0]));
});

app.get("/downloads-rooted/:name", (req, res) => {
  // ok: path-traversal
  res.sendFile(req.params.name, { root: ROOT });
});

app.get("/attachment", (req, res) => {
  // ruleid: path-traversal
  res.download(`/srv/files/${req.query.file}`);
});

app.get("/attachment/named", (req, res) => {
  // The second argument is only the name that the client sees.
  // ok: path-traversal
  res.download("/srv/files/report.pdf", req.query.name);
});

app.get("/attachment/:number", (req, res) => {
  const number = Number(req.params.number);
  // ok: path-traversal
  res.download(`/srv/files/${number}.pdf`);
});

app.post("/upload", upload.single("file"), (req, res) => {
  // ruleid: path-traversal
  fs.writeFileSync(path.join(ROOT, req.file.originalname), req.file.buffer);
  res.end();
});

app.post("/upload/generated", upload.single("file"), (req, res) => {
  // ok: path-traversal
  fs.writeFileSync(path.join(ROOT, randomUUID() + ".bin"), req.file.buffer);
  res.end();
});

app.post("/upload/sanitized", upload.single("file"), (req, res) => {
  // ok: path-traversal
  fs.writeFileSync(path.join(ROOT, sanitize(req.file.originalname)), req.file.buffer);
  res.end();
});

app.post("/contents", express.text(), (req, res) => {
  // ok: path-traversal
  fs.appendFile("inbox.txt", req.body, () => res.end());
});

app.delete("/folder", express.json(), async (req, res) => {
  const { folder } = req.body;
  // ruleid: path-traversal
  await fs.promises.rm(path.join("/srv/data", folder), { recursive: true });
  res.end();
});

app.delete("/folder/known", express.json(), async (req, res) => {
  const folder = ["cache", "logs"].find((known) => known === req.body.folder);
  if (!folder) return res.sendStatus(404);
  // ok: path-traversal
  await fs.promises.rm(path.join("/srv/data", folder), { recursive: true });
  return res.end();
});

app.get("/suffix", (req, res) => {
  const name = String(req.query.name);
  if (!name.endsWith(".png")) return res.sendStatus(400);
  // ruleid: path-traversal
  return res.json({ exists: fs.existsSync("pictures/" + name) && fs.readFileSync("pictures/" + name).length });
});

app.get("/renamed", async (req, res) => {
  try {
    // ruleid: path-traversal
    await fsp.rename("incoming/latest", "archive/" + req.query.target);
    res.end();
  } catch {
    res.sendStatus(500);
  }
});

const insideRoot = (name) => {
  const file = path.resolve(ROOT, path.basename(name));
  return file;
};

app.get("/helper", (req, res) => {
  // ok: path-traversal
  res.json({ size: fs.statSync(insideRoot(String(req.query.name))).size });
});
