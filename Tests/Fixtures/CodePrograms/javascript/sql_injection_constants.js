// Branches that constants decide, and variables that are overwritten on the way to a query.
const express = require("express");
const { Client } = require("pg");

const router = express.Router();
const client = new Client();
const MAINTENANCE = false;

router.get("/stock/a", async (req, res) => {
  const limit = 7 * 18;
  let bay;
  if (limit + 4 > 100) bay = "loading dock";
  else bay = req.query.bay;
  // ok: sql-injection
  await client.query("SELECT * FROM stock WHERE bay = '" + bay + "'");
  res.end();
});

router.get("/stock/b", async (req, res) => {
  const limit = 86;
  let bay = "loading dock";
  if (limit % 10 === 6) bay = req.query.bay;
  // ruleid: sql-injection
  await client.query("SELECT * FROM stock WHERE bay = '" + bay + "'");
  res.end();
});

router.get("/stock/c", async (req, res) => {
  const shelf = "abc".length > 2 ? "A1" : req.query.shelf;
  // ok: sql-injection
  await client.query(`SELECT * FROM stock WHERE shelf = '${shelf}'`);
  res.end();
});

router.get("/stock/d", async (req, res) => {
  const shelf = "abc".length > 3 ? "A1" : req.query.shelf;
  // ruleid: sql-injection
  await client.query(`SELECT * FROM stock WHERE shelf = '${shelf}'`);
  res.end();
});

router.get("/crates/a", async (req, res) => {
  const modes = "ABC";
  let owner;
  switch (modes.charAt(1)) {
    case "A":
      owner = req.query.owner;
      break;
    case "B":
      owner = "nobody";
      break;
    default:
      owner = req.query.owner;
  }
  // ok: sql-injection
  await client.query("SELECT * FROM crates WHERE owner = '" + owner + "'");
  res.end();
});

router.get("/crates/b", async (req, res) => {
  const modes = "ABC";
  let owner = "somebody";
  switch (modes[2]) {
    case "A":
      owner = "nobody";
      break;
    case "C":
    case "D":
      owner = req.query.owner;
      break;
    default:
      owner = "everybody";
  }
  // ruleid: sql-injection
  await client.query("SELECT * FROM crates WHERE owner = '" + owner + "'");
  res.end();
});

router.get("/crates/c", async (req, res) => {
  let owner;
  switch (req.query.kind) {
    case "own":
      owner = req.query.owner;
      // falls through
    case "none":
      owner = "nobody";
      break;
    default:
      owner = "everybody";
  }
  // ok: sql-injection
  await client.query("SELECT * FROM crates WHERE owner = '" + owner + "'");
  res.end();
});

router.get("/pallets/a", async (req, res) => {
  let label = req.query.label;
  label = "P-0000";
  // ok: sql-injection
  await client.query("SELECT * FROM pallets WHERE label = '" + label + "'");
  res.end();
});

router.get("/pallets/b", async (req, res) => {
  let label = req.query.label;
  const kept = label;
  label = "P-0000";
  // ruleid: sql-injection
  await client.query("SELECT * FROM pallets WHERE label = '" + (kept || label) + "'");
  res.end();
});

router.get("/pallets/c", async (req, res) => {
  const label = "P-0001";
  {
    const label = req.query.label;
    console.assert(label !== undefined);
  }
  // ok: sql-injection
  await client.query("SELECT * FROM pallets WHERE label = '" + label + "'");
  res.end();
});

router.get("/pallets/d", async (req, res) => {
  let label = "P-0002";
  {
    label = req.query.label;
  }
  // ruleid: sql-injection
  await client.query("SELECT * FROM pallets WHERE label = '" + label + "'");
  res.end();
});

router.get("/lorries/a", async (req, res) => {
  let [plate, colour] = [req.query.plate, "red"];
  [plate, colour] = [colour, plate];
  // ok: sql-injection
  await client.query("SELECT * FROM lorries WHERE plate = '" + plate + "'");
  res.json({ length: colour.length });
});

router.get("/lorries/b", async (req, res) => {
  const [first, , third] = ["white", "red", req.query.plate];
  // ruleid: sql-injection
  await client.query("SELECT * FROM lorries WHERE plate = '" + third + "'");
  res.json({ length: first.length });
});

router.get("/lorries/c", async (req, res) => {
  const { plate: wanted = "X", colour = "blue" } = { colour: req.query.colour, plate: "B-1" };
  // ok: sql-injection
  await client.query("SELECT * FROM lorries WHERE plate = '" + wanted + "'");
  res.json({ length: colour.length });
});

router.get("/lorries/d", async (req, res) => {
  const { query: { colour = "blue" } } = req;
  // ruleid: sql-injection
  await client.query("SELECT * FROM lorries WHERE colour = '" + colour + "'");
  res.end();
});

router.get("/drivers/a", async (req, res) => {
  if (MAINTENANCE) {
    // ok: sql-injection
    await client.query("DELETE FROM drivers WHERE name = '" + req.query.name + "'");
  }
  res.end();
});

router.get("/drivers/b", async (req, res) => {
  return res.end();
  // ok: sql-injection
  await client.query("DELETE FROM drivers WHERE name = '" + req.query.name + "'");
});

router.get("/drivers/c", async (req, res) => {
  let condition = "false";
  for (const name of [].concat(req.query.name)) condition += ` OR name = '${name}'`;
  // ruleid: sql-injection
  await client.query("SELECT * FROM drivers WHERE " + condition);
  res.end();
});

router.get("/drivers/d", async (req, res) => {
  let condition = "false";
  for (const index in [].concat(req.query.name)) condition += ` OR number = ${Number(index) + 1}`;
  // ok: sql-injection
  await client.query("SELECT * FROM drivers WHERE " + condition);
  res.end();
});

router.get("/drivers/e", async (req, res) => {
  let previous = "none";
  let current = "none";
  for (let round = 0; round < 3; round++) {
    // ruleid: sql-injection
    await client.query("SELECT * FROM drivers WHERE name = '" + previous + "'");
    previous = current;
    current = req.query.name;
  }
  res.end();
});

router.get("/ramps/a", async (req, res) => {
  let ramp = req.query.ramp;
  try {
    ramp = BigInt(ramp);
  } catch {
    ramp = 1n;
  }
  // ok: sql-injection
  await client.query("SELECT * FROM ramps WHERE number = " + ramp);
  res.end();
});

router.get("/ramps/b", async (req, res) => {
  let ramp = req.query.ramp;
  try {
    ramp = BigInt(ramp);
  } catch (error) {
    console.error("not a number");
  }
  // ruleid: sql-injection
  await client.query("SELECT * FROM ramps WHERE number = " + ramp);
  res.end();
});

router.get("/ramps/c", async (req, res) => {
  let ramp = req.query.ramp;
  try {
    ramp = ramp.trim();
  } finally {
    ramp = "7";
  }
  // ok: sql-injection
  await client.query("SELECT * FROM ramps WHERE number = " + ramp);
  res.end();
});

router.get("/ramps/d", async (req, res) => {
  const name = req.query.name;
  if (name === "north" || name === "south") {
    // ok: sql-injection
    await client.query("SELECT * FROM ramps WHERE name = '" + name + "'");
  }
  res.end();
});

router.get("/ramps/e", async (req, res) => {
  const name = req.query.name;
  if (name !== "north" && name !== "south") {
    // ruleid: sql-injection
    await client.query("SELECT * FROM ramps WHERE name = '" + name + "'");
  }
  res.end();
});

module.exports = router;
