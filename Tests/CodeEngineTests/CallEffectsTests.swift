import CodeEngine
import Testing

/// What a call of one of the program's functions leaves behind besides its value.
@Suite(.timeLimit(.minutes(2)))
struct CallEffectsTests {
    private func lines(_ text: String) -> [Int] {
        let text = "const cp = require(\"child_process\");\n" + text
        let found = CodeFixture.scan(["a.js": text]).findings.filter { $0.rule == "javascript.command-injection" }
        return Set(found.map { CodeFixture.Result.line(of: $0.bytes.lowerBound, in: text) }).sorted()
    }

    @Test func variableAroundAFunctionIsAssigned() {
        let text = """
            app.get("/", (req, res) => {
              let all = "";
              let own = "";
              ["x", req.query.name].forEach((part) => { let own = part; all += part; done(own); });
              cp.exec("ls " + all);
              cp.exec("ls " + own);
            });
            """
        #expect(lines(text) == [6])
    }

    @Test func argumentIsCheckedByAFunctionThatThrows() {
        let text = """
            function mustBeName(name) { if (!/^[a-z]+$/.test(name)) throw new Error("bad"); }
            function mayBeName(name) { if (!/^[a-z]+$/.test(name)) console.log("bad"); }
            app.get("/", (req, res) => {
              const first = req.query.first;
              mustBeName(first);
              cp.exec("ls " + first);
              const second = req.query.second;
              mayBeName(second);
              cp.exec("ls " + second);
            });
            """
        #expect(lines(text) == [10])
    }

    @Test func promiseGivesWhatItIsSettledWith() {
        let text = """
            app.get("/", async (req, res) => {
              const name = await new Promise((resolve) => setTimeout(() => resolve(req.query.name), 1));
              const fixed = await new Promise((resolve) => resolve("tmp"));
              cp.exec("ls " + name);
              cp.exec("ls " + fixed);
            });
            """
        #expect(lines(text) == [5])
    }

    @Test func getterAndSetterOfOneNameAreToldApart() {
        let text = """
            class Holder { set value(x) { this._x = x; } get value() { return this._x; } }
            app.get("/", (req, res) => {
              const holder = new Holder();
              holder.value = req.query.name;
              cp.exec("ls " + holder.value);
            });
            """
        #expect(lines(text) == [6])
    }

    @Test func falsyLeftSideCarriesNothing() {
        let text = """
            app.get("/", (req, res) => {
              cp.exec("ls " + (req.query.long && "-l"));
              cp.exec("ls " + (req.query.long && req.query.name));
            });
            """
        #expect(lines(text) == [4])
    }

    @Test func valuesOfAnObjectAreItsValues() {
        let text = """
            app.get("/", (req, res) => {
              cp.exec("ls " + Object.values({ a: req.query.a })[0]);
              cp.exec("ls " + Object.keys({ a: req.query.a })[0]);
            });
            """
        #expect(lines(text) == [3])
    }
}
