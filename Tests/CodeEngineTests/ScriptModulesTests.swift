import CodeEngine
import Testing

/// JavaScript's modules: what one file takes from another, under whatever name.
@Suite(.timeLimit(.minutes(2)))
struct ScriptModulesTests {
    private func lines(_ rule: String, _ path: String, _ texts: [String: String]) -> [Int] {
        let found = CodeFixture.scan(texts).findings.filter { $0.rule == rule && $0.path == path }
        return Set(found.map { CodeFixture.Result.line(of: $0.bytes.lowerBound, in: texts[path] ?? "") }).sorted()
    }

    private static let helpers = """
        exports.same = function (x) { return x; };
        exports.fixed = (x) => "x";
        exports.isName = (x) => /^[a-z]+$/.test(x);
        exports.fromRequest = (req) => req.query.name;
        module.exports.wrapped = (x) => "(" + x + ")";
        """

    @Test func exportedFunctionsAreRun() {
        let routes = """
            const { exec } = require("child_process");
            const { same, fixed, isName } = require("../lib/helpers");
            const helpers = require("../lib/helpers");
            app.get("/", (req, res) => {
              exec("ls " + same(req.query.name));
              exec("ls " + fixed(req.query.name));
              exec("ls " + helpers.wrapped(req.query.name));
              const name = req.query.name;
              if (isName(name)) exec("ls " + name);
            });
            app.get("/", (req, res) => exec("ls " + helpers.fixed(req.query.name)));
            """
        let texts = ["routes/a.js": routes, "lib/helpers.js": Self.helpers]
        #expect(lines("javascript.command-injection", "routes/a.js", texts) == [5, 7])
    }

    @Test func functionThatOnlyCallsASourceIsEntered() {
        let routes = """
            const { exec } = require("child_process");
            const { fromRequest } = require("./helpers");
            app.use((req, res, next) => next(req.body));
            app.get("/", (req, res) => { exec("ls " + fromRequest(req)); });
            """
        let texts = ["a.js": routes, "helpers.js": Self.helpers]
        #expect(lines("javascript.command-injection", "a.js", texts) == [4])
    }

    @Test func fieldsOfADeclaredTypeAreCalled() {
        let controller = """
            import { CatsService } from "./cats.service";
            export class CatsController {
              constructor(private readonly cats: CatsService) {}
              @Get() list(@Query("name") name: string) { return this.cats.list(name); }
            }
            """
        let service = """
            export class CatsService {
              constructor(private readonly repository: Repository) {}
              list(name: string) {
                return this.repository.query(`SELECT * FROM cats WHERE name = '${name}'`);
              }
            }
            """
        let texts = ["cats.controller.ts": controller, "cats.service.ts": service]
        #expect(lines("javascript.sql-injection", "cats.service.ts", texts) == [4])
    }

    @Test func modulesAreKnownByTheirOwnNames() {
        let text = """
            import load from "node-fetch";
            const { readFile } = require("fs/promises");
            const { quote } = require("shell-quote");
            const { exec } = require("child_process");
            app.get("/", async (req, res) => {
              await load(req.query.url);
              await readFile(req.query.file);
              exec(quote(["ls", req.query.folder]));
            });
            """
        #expect(lines("javascript.ssrf", "a.js", ["a.js": text]) == [6])
        #expect(lines("javascript.path-traversal", "a.js", ["a.js": text]) == [7])
        #expect(lines("javascript.command-injection", "a.js", ["a.js": text]).isEmpty)
    }

    @Test func handlersAreKnownByTheirPlace() {
        let text = """
            app.get("/a", (q, s) => { eval(q.query.code); });
            app.get("/b", ({ body }, s) => { eval(body.code); });
            app.get("/c", ({ query: { code } }, s) => { eval(code); });
            app.get("/d", ({ app }, s) => { eval(app.code); });
            """
        #expect(lines("javascript.code-injection", "a.js", ["a.js": text]) == [1, 2, 3])
    }

    @Test func filtersKeepWhatTheyAllow() {
        let text = """
            const { exec } = require("child_process");
            app.get("/", (req, res) => {
              const names = Object.keys(req.query);
              exec("ls " + names.filter((name) => ["a", "b"].includes(name)).join(" "));
              exec("ls " + names.filter((name) => name.length > 1).join(" "));
            });
            """
        #expect(lines("javascript.command-injection", "a.js", ["a.js": text]) == [5])
    }

    @Test func pathsOfThisSiteAreTold() {
        let text = """
            app.get("/", (req, res) => {
              const next = req.query.next;
              if (!next.startsWith("/")) return res.redirect("/");
              res.redirect(next);
            });
            app.get("/", (req, res) => {
              const next = req.query.next;
              if (!next.startsWith("/") || next.startsWith("//")) return res.redirect("/");
              res.redirect(next);
            });
            """
        #expect(lines("javascript.open-redirect", "a.js", ["a.js": text]) == [4])
    }
}
