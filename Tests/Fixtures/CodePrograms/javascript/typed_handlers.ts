// Express, Koa and Fastify handlers in TypeScript: generics, namespaces, overloads and narrowing.
import * as crypto from "crypto";
import express, { NextFunction, Request, Response } from "express";
import fastify, { FastifyReply, FastifyRequest } from "fastify";
import Router from "@koa/router";
import { Pool, QueryResult } from "pg";
import { z } from "zod";

const app = express();
const server = fastify();
const router = new Router();
const pool: Pool = new Pool();
const Filter = z.object({ year: z.number().int(), shelf: z.enum(["history", "poetry"]) });

interface Named {
  readonly name: string;
}

class Repository<Row extends Named> {
  private readonly table: string;

  constructor(table: string) {
    this.table = table;
  }

  async byName(name: Row["name"]): Promise<QueryResult<Row>> {
    // ruleid: sql-injection
    return pool.query<Row>(`SELECT * FROM ${this.table} WHERE name = '${name}'`);
  }

  async byNumber(number: number): Promise<QueryResult<Row>> {
    // ok: sql-injection
    return pool.query<Row>(`SELECT * FROM ${this.table} WHERE number = $1`, [number]);
  }
}

const rooms = new Repository<Named>("rooms");

app.get("/rooms", async (req: Request<unknown, unknown, unknown, { name: string }>, res: Response) => {
  res.json((await rooms.byName(req.query.name)).rows);
});

app.get("/rooms/:number", async (req: Request, res: Response, next: NextFunction): Promise<void> => {
  try {
    res.json((await rooms.byNumber(Number(req.params.number))).rows);
  } catch (error: unknown) {
    next(error);
  }
});

function first<T>(values: T[] | T): T {
  return Array.isArray(values) ? values[0] : values;
}

app.get("/generic", async (req, res) => {
  const name = first<string>(req.query.name as string[]);
  // ruleid: sql-injection
  const { rows } = await pool.query("SELECT * FROM beds WHERE name = '" + name + "'");
  res.json(rows);
});

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

app.post("/narrowed", express.json(), async (req, res) => {
  const floor: unknown = req.body.floor;
  if (!isNumber(floor)) {
    res.sendStatus(400);
    return;
  }
  // ok: sql-injection
  const { rows } = await pool.query(`SELECT * FROM beds WHERE floor = ${floor}`);
  res.json(rows);
});

app.post("/validated", express.json(), async (req, res) => {
  const { year, shelf } = Filter.parse(req.body);
  // ok: sql-injection
  const { rows } = await pool.query(`SELECT * FROM books WHERE year = ${year} AND shelf = '${shelf}'`);
  res.json(rows);
});

app.post("/asserted", express.json(), async (req, res) => {
  const year = <number>req.body.year;
  // ruleid: sql-injection
  const { rows } = await pool.query(`SELECT * FROM books WHERE year = ${year}`);
  res.json(rows);
});

const enum Level {
  Low = 1,
  High = 2,
}

app.get("/level", async (req, res) => {
  const level: Level = req.query.level === "high" ? Level.High : Level.Low;
  // ok: sql-injection
  const { rows } = await pool.query("SELECT * FROM alarms WHERE level = " + level);
  res.json(rows);
});

server.get("/alarms", async (request: FastifyRequest<{ Querystring: Named }>, reply: FastifyReply) => {
  const { name } = request.query;
  // ruleid: sql-injection
  const { rows } = await pool.query(`SELECT * FROM alarms WHERE name = '${name}'`);
  return reply.code(200).send({ rows });
});

server.get("/alarms/page", async (request: FastifyRequest<{ Querystring: Named }>, reply: FastifyReply) => {
  // ruleid: xss
  return reply.type("text/html").send("<h1>" + request.query.name + "</h1>");
});

server.get("/alarms/json", async (request: FastifyRequest<{ Querystring: Named }>, reply: FastifyReply) => {
  // ok: xss
  return reply.send({ html: "<h1>" + request.query.name + "</h1>" });
});

server.get("/alarms/digest", async (request: FastifyRequest<{ Querystring: Named }>) => {
  const algorithm: string = "sha" + (255 + 1);
  // ok: weak-hash
  return { digest: crypto.createHash(algorithm).update(request.query.name).digest("hex") };
});

router.get("/beds/:ward", async (ctx) => {
  const ward: string = ctx.params.ward;
  // ruleid: sql-injection
  ctx.body = (await pool.query("SELECT * FROM beds WHERE ward = '" + ward + "'")).rows;
});

router.get("/beds/:ward/bound", async (ctx) => {
  const ward = ctx.params.ward satisfies string;
  // ok: sql-injection
  ctx.body = (await pool.query("SELECT * FROM beds WHERE ward = $1", [ward])).rows;
});

router.post("/leave", async (ctx) => {
  const target = (ctx.request.body as { to?: string }).to ?? "/";
  // ruleid: open-redirect
  ctx.redirect(target);
});

export { app, router, server };
