// Programs that a server starts with what its clients send.
const childProcess = require("child_process");
const { exec, execFile, execFileSync, spawn, spawnSync } = require("node:child_process");
const { promisify } = require("node:util");
const express = require("express");
const shell = require("shelljs");
const { quote } = require("shell-quote");

const app = express();
const run = promisify(exec);
const tools = { ping: ["ping", "-c", "1"], trace: ["traceroute", "-m", "5"] };

app.get("/ping", (req, res) => {
  // ruleid: command-injection
  exec("ping -c 1 " + req.query.host, () => res.end());
});

app.get("/ping/file", (req, res) => {
  // ok: command-injection
  execFile("ping", ["-c", "1", "--", req.query.host], () => res.end());
});

app.get("/ping/sync", (req, res) => {
  const host = req.query.host;
  // ruleid: command-injection
  const output = childProcess.execSync(`ping -c 1 ${host}`);
  res.json({ length: output.length });
});

app.get("/ping/quoted", (req, res) => {
  const command = quote(["ping", "-c", "1", String(req.query.host)]);
  // ok: command-injection
  exec(command, () => res.end());
});

app.get("/ping/spawn", (req, res) => {
  // ok: command-injection
  spawn("ping", ["-c", "1", req.query.host]).on("close", () => res.end());
});

app.get("/ping/spawn-shell", (req, res) => {
  // ruleid: command-injection
  spawn("ping -c 1 " + req.query.host, { shell: true }).on("close", () => res.end());
});

app.get("/ping/arguments-shell", (req, res) => {
  // With a shell the arguments are joined and read by it.
  // ruleid: command-injection
  spawn("ping", ["-c", "1", req.query.host], { shell: true }).on("close", () => res.end());
});

app.get("/ping/no-shell", (req, res) => {
  const options = { shell: false, timeout: 2000 };
  // ok: command-injection
  spawnSync("ping", ["-c", "1", req.query.host], options);
  res.end();
});

app.get("/ping/sh", (req, res) => {
  // ruleid: command-injection
  execFileSync("/bin/sh", ["-c", "ping -c 1 " + req.query.host]);
  res.end();
});

app.get("/ping/sh-argument", (req, res) => {
  // ok: command-injection
  execFileSync("/bin/sh", ["-c", 'ping -c 1 "$1"', "sh", req.query.host]);
  res.end();
});

app.post("/tools", express.json(), (req, res) => {
  const { tool } = req.body;
  // ruleid: command-injection
  spawn(tool, ["--version"]).on("close", () => res.end());
});

app.post("/tools/known", express.json(), (req, res) => {
  const known = Object.hasOwn(tools, req.body.tool) ? tools[req.body.tool] : tools.ping;
  // ok: command-injection
  spawn(known[0], known.slice(1).concat("localhost")).on("close", () => res.end());
});

app.post("/tools/version", express.json(), async (req, res) => {
  switch (req.body.tool) {
    case "git":
    case "make":
      // ok: command-injection
      await run(req.body.tool + " --version");
      break;
    default:
      return res.sendStatus(404);
  }
  return res.end();
});

app.post("/tools/promised", express.json(), async (req, res) => {
  const options = [].concat(req.body.options).join(" ");
  // ruleid: command-injection
  const { stdout } = await run("ls " + options);
  res.json({ length: stdout.length });
});

app.post("/convert", express.json(), async (req, res) => {
  const size = req.body.size;
  if (typeof size !== "string" || !size.match(/^\d{1,4}x\d{1,4}$/)) {
    return res.sendStatus(400);
  }
  // ok: command-injection
  await run(`convert in.png -resize ${size} out.png`);
  return res.end();
});

app.post("/convert/width", express.json(), async (req, res) => {
  const width = +req.body.width;
  // ok: command-injection
  await run(`convert in.png -resize ${width}x out.png`);
  res.end();
});

app.post("/convert/lines", express.json(), async (req, res) => {
  const size = req.body.size;
  // With the m flag one good line is enough.
  if (!/^\d+x\d+$/m.test(size)) {
    return res.sendStatus(400);
  }
  // ruleid: command-injection
  await run(`convert in.png -resize ${size} out.png`);
  return res.end();
});

app.post("/backup", express.json(), (req, res) => {
  const command = ["tar", "czf", "backup.tgz"];
  command.push(req.body.folder);
  // ruleid: command-injection
  childProcess.exec(command.join(" "), () => res.end());
});

app.post("/backup/arguments", express.json(), (req, res) => {
  const [program, ...rest] = ["tar", "czf", "backup.tgz", "--", req.body.folder];
  // ok: command-injection
  childProcess.spawn(program, rest).on("exit", () => res.end());
});

app.post("/backup/input", (req, res) => {
  const packer = childProcess.exec("gzip -c > backup.gz", () => res.end());
  // ok: command-injection
  req.pipe(packer.stdin);
});

app.post("/backup/environment", express.json(), (req, res) => {
  // ok: command-injection
  exec('tar czf backup.tgz -- "$FOLDER"', { env: { FOLDER: req.body.folder, PATH: "/usr/bin" } }, () => res.end());
});

app.get("/shelljs", (req, res) => {
  // ruleid: command-injection
  const { code } = shell.exec("git log " + req.query.branch);
  res.json({ code });
});

app.get("/shelljs/list", (req, res) => {
  // ok: command-injection
  const { code } = shell.exec("git log main");
  res.json({ code, branch: req.query.branch });
});

app.get("/lookalike", (req, res) => {
  const pattern = /(\d+)-(\d+)/g;
  // ok: command-injection
  const found = pattern.exec(req.query.range);
  res.json({ found: found !== null });
});

function runQuietly(command) {
  // ruleid: command-injection
  return childProcess.execSync(command, { stdio: "ignore" });
}

app.get("/quietly", (req, res) => {
  runQuietly("wc -l " + req.query.file);
  res.end();
});

class Repository {
  constructor(folder, branch = "main") {
    this.folder = folder;
    this.branch = branch;
  }

  log() {
    // ok: command-injection
    return childProcess.execFileSync("git", ["-C", this.folder, "log", "--end-of-options", this.branch]);
  }

  checkout() {
    // ruleid: command-injection
    return childProcess.execSync("git checkout " + this.branch);
  }
}

app.post("/repository", express.json(), (req, res) => {
  const repository = new Repository("checkout", req.body.branch);
  repository.log();
  repository.checkout();
  res.end();
});
