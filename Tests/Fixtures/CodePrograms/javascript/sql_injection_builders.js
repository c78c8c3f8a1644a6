// Query builders and mappers: where they quote, and where they take text as it is.
import { PrismaClient, Prisma } from "@prisma/client";
import express from "express";
import knexFactory from "knex";
import postgres from "postgres";
import { DataTypes, Op, QueryTypes, Sequelize, literal } from "sequelize";

const app = express();
const knex = knexFactory({ client: "pg" });
const sql = postgres("postgres:///library");
const sequelize = new Sequelize("postgres:///library");
const prisma = new PrismaClient();
const Book = sequelize.define("Book", { title: DataTypes.STRING, year: DataTypes.INTEGER });

app.get("/knex/raw", async (req, res) => {
  // ruleid: sql-injection
  res.json(await knex.raw("SELECT * FROM books WHERE author = '" + req.query.author + "'"));
});

app.get("/knex/bound", async (req, res) => {
  // ok: sql-injection
  res.json(await knex.raw("SELECT * FROM books WHERE author = ?", [req.query.author]));
});

app.get("/knex/where", async (req, res) => {
  // ok: sql-injection
  res.json(await knex("books").where("author", req.query.author).andWhere("year", ">", 1990));
});

app.get("/knex/where-raw", async (req, res) => {
  const condition = `year > ${req.query.year}`;
  // ruleid: sql-injection
  res.json(await knex("books").whereRaw(condition));
});

app.get("/knex/where-raw-bound", async (req, res) => {
  // ok: sql-injection
  res.json(await knex("books").whereRaw("year > ?", [req.query.year]));
});

app.get("/knex/order", async (req, res) => {
  // ruleid: sql-injection
  res.json(await knex.select("*").from("books").orderByRaw(req.query.order));
});

app.get("/knex/named", async (req, res) => {
  const title = req.query.title;
  // ok: sql-injection
  res.json(await knex.raw("SELECT * FROM books WHERE title = :title", { title }));
});

app.get("/sequelize/query", async (req, res) => {
  // ruleid: sql-injection
  const books = await sequelize.query(`SELECT * FROM books WHERE title LIKE '${req.query.title}%'`);
  res.json(books);
});

app.get("/sequelize/replacements", async (req, res) => {
  const options = { replacements: { title: req.query.title + "%" }, type: QueryTypes.SELECT };
  // ok: sql-injection
  const books = await sequelize.query("SELECT * FROM books WHERE title LIKE :title", options);
  res.json(books);
});

app.get("/sequelize/bind", async (req, res) => {
  // ok: sql-injection
  const books = await sequelize.query("SELECT * FROM books WHERE title = $1", { bind: [req.query.title] });
  res.json(books);
});

app.get("/sequelize/find", async (req, res) => {
  const wanted = String(req.query.title);
  // ok: sql-injection
  res.json(await Book.findAll({ where: { title: { [Op.substring]: wanted } } }));
});

app.get("/sequelize/literal", async (req, res) => {
  // ruleid: sql-injection
  const order = literal("year " + req.query.direction);
  res.json(await Book.findAll({ order: [order] }));
});

app.get("/sequelize/literal-chosen", async (req, res) => {
  const direction = req.query.direction === "down" ? "DESC" : "ASC";
  // ok: sql-injection
  const order = Sequelize.literal("year " + direction);
  res.json(await Book.findAll({ order: [order] }));
});

app.get("/prisma/unsafe", async (req, res) => {
  // ruleid: sql-injection
  res.json(await prisma.$queryRawUnsafe(`SELECT * FROM "Book" WHERE title = '${req.query.title}'`));
});

app.get("/prisma/unsafe-bound", async (req, res) => {
  // ok: sql-injection
  res.json(await prisma.$queryRawUnsafe('SELECT * FROM "Book" WHERE title = $1', req.query.title));
});

app.get("/prisma/tagged", async (req, res) => {
  // ok: sql-injection
  res.json(await prisma.$queryRaw`SELECT * FROM "Book" WHERE title = ${req.query.title}`);
});

app.get("/prisma/raw", async (req, res) => {
  const column = req.query.column;
  // ruleid: sql-injection
  res.json(await prisma.$queryRaw`SELECT ${Prisma.raw(column)} FROM "Book"`);
});

app.post("/prisma/execute", async (req, res) => {
  const statement = "UPDATE \"Book\" SET title = '" + req.body.title + "' WHERE id = 1";
  // ruleid: sql-injection
  await prisma.$executeRawUnsafe(statement);
  res.sendStatus(204);
});

app.get("/postgres/tagged", async (req, res) => {
  const author = req.query.author;
  // ok: sql-injection
  res.json(await sql`SELECT * FROM books WHERE author = ${author} AND year > ${req.query.year}`);
});

app.get("/postgres/unsafe", async (req, res) => {
  // ruleid: sql-injection
  res.json(await sql.unsafe("SELECT * FROM books WHERE author = '" + req.query.author + "'"));
});

app.get("/postgres/unsafe-bound", async (req, res) => {
  // ok: sql-injection
  res.json(await sql.unsafe("SELECT * FROM books WHERE author = $1", [req.query.author]));
});
