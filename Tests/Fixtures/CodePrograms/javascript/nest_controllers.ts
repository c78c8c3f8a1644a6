// A NestJS application in TypeScript: decorated parameters, injected services and typed values.
import { Body, Controller, Delete, Get, Header, Headers, Param, ParseIntPipe, Post, Query, Res } from "@nestjs/common";
import { HttpService } from "@nestjs/axios";
import { execFile, exec } from "child_process";
import { Response } from "express";
import { readFile } from "fs/promises";
import { basename, join } from "path";
import { DataSource, Repository } from "typeorm";

type Direction = "ASC" | "DESC";

interface Search {
  term: string;
  page?: number;
}

enum Shelf {
  History = "history",
  Poetry = "poetry",
}

class Book {
  id!: number;
  title!: string;
}

@Controller("books")
export class BookController {
  constructor(
    private readonly source: DataSource,
    private readonly books: Repository<Book>,
    private readonly http: HttpService,
  ) {}

  @Get()
  async find(@Query("title") title: string): Promise<Book[]> {
    // ruleid: sql-injection
    return this.source.query(`SELECT * FROM book WHERE title = '${title}'`);
  }

  @Get("bound")
  async findBound(@Query("title") title: string): Promise<Book[]> {
    // ok: sql-injection
    return this.source.query("SELECT * FROM book WHERE title = $1", [title]);
  }

  @Get("number/:id")
  async findByNumber(@Param("id", ParseIntPipe) id: number): Promise<Book[]> {
    // ok: sql-injection
    return this.source.query(`SELECT * FROM book WHERE id = ${id}`);
  }

  @Get("builder")
  async findByBuilder(@Query() search: Search): Promise<Book[]> {
    const builder = this.books.createQueryBuilder("book");
    // ruleid: sql-injection
    return builder.where("book.title = '" + search.term + "'").getMany();
  }

  @Get("builder/bound")
  async findByBuilderBound(@Query() search: Search): Promise<Book[]> {
    const builder = this.books.createQueryBuilder("book");
    // ok: sql-injection
    return builder.where("book.title = :title", { title: search.term as string }).getMany();
  }

  @Get("ordered")
  async ordered(@Query("direction") wanted: string): Promise<Book[]> {
    const direction: Direction = wanted === "desc" ? "DESC" : "ASC";
    // ok: sql-injection
    return this.source.query("SELECT * FROM book ORDER BY title " + direction);
  }

  @Get("cast")
  async cast(@Query("direction") wanted: string): Promise<Book[]> {
    // A cast changes nothing at run time.
    const direction = wanted as Direction;
    // ruleid: sql-injection
    return this.source.query("SELECT * FROM book ORDER BY title " + direction);
  }

  @Get("shelf")
  async shelf(@Query("shelf") wanted: string): Promise<Book[]> {
    const shelf = Object.values(Shelf).find((known) => known === wanted) ?? Shelf.History;
    // ok: sql-injection
    return this.source.query(`SELECT * FROM book WHERE shelf = '${shelf}'`);
  }

  @Delete()
  async remove(@Body() sent: { table: string }): Promise<void> {
    const { table }: { table: string } = sent;
    // ruleid: sql-injection
    await this.source.createQueryRunner().query("DELETE FROM " + table!);
  }

  @Post("cover")
  cover(@Body("file") file: string): void {
    // ruleid: command-injection
    exec(`convert ${file} cover.png`);
  }

  @Post("cover/file")
  coverFromFile(@Body("file") file: string): void {
    // ok: command-injection
    execFile("convert", ["--", file, "cover.png"]);
  }

  @Get("text/:name")
  async text(@Param("name") name: string): Promise<{ text: string }> {
    // ruleid: path-traversal
    return { text: await readFile(join("texts", name), { encoding: "utf8" }) };
  }

  @Get("text/base/:name")
  async textByBase(@Param("name") name: string): Promise<{ text: string }> {
    // ok: path-traversal
    return { text: await readFile(join("texts", basename(name)), { encoding: "utf8" }) };
  }

  @Get("page")
  page(@Query("name") name: string, @Res() response: Response): void {
    // ruleid: xss
    response.send(`<h1>${name}</h1>`);
  }

  @Get("page/json")
  pageAsJson(@Query("name") name: string, @Res() response: Response): void {
    // ok: xss
    response.json({ html: `<h1>${name}</h1>` });
  }

  @Get("page/lines")
  @Header("Content-Type", "text/plain")
  lines(@Query("name") name: string, @Res() response: Response): void {
    // ok: xss
    response.type("txt").send(name);
  }

  @Get("leave")
  leave(@Query("to") to: string, @Res() response: Response): void {
    // ruleid: open-redirect
    response.redirect(to);
  }

  @Get("remote")
  remote(@Headers("x-upstream") upstream: string): unknown {
    // ruleid: ssrf
    return this.http.get(upstream + "/books");
  }

  @Get("remote/fixed")
  remoteFixed(@Query("term") term: string): unknown {
    // ok: ssrf
    return this.http.get("https://books.example.org/search", { params: { term } });
  }
}
