import CodeEngine
import Testing

/// What data flow knows of Java alone.
@Suite(.timeLimit(.minutes(10)))
struct JavaFlowTests {
    /// The lines of a file on which commands are complained about.
    private func lines(_ texts: [String: String], of path: String = "A.java") -> Set<Int> {
        var result = CodeFixture.scan(texts)
        result.findings.removeAll { $0.rule != "java.command-injection" }
        return result.lines(of: path, texts)
    }

    private func marked(_ text: String) -> Set<Int> {
        Set(
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter {
                $0.element.contains("// BAD")
            }
            .map { $0.offset + 1 })
    }

    private func check(_ body: String) {
        let text = "class A {\n  Runtime r;\n\(body)\n}\n"
        #expect(lines(["A.java": text]) == marked(text), "\(text)")
    }

    @Test func valueReadInAnotherFileIsFollowed() {
        let reader =
            "class Reader {\n  private HttpServletRequest request;\n"
            + "  Reader(HttpServletRequest request) { this.request = request; }\n"
            + "  String read(String name) { return request.getParameter(name); }\n"
            + "  String fixed(String name) { return \"x\"; }\n}\n"
        let text = """
            class A {
              void f(HttpServletRequest request) throws Exception {
                Reader reader = new Reader(request);
                Runtime.getRuntime().exec(reader.read("a")); // BAD
                Runtime.getRuntime().exec(reader.fixed("a"));
              }
            }
            """
        #expect(lines(["A.java": text, "Reader.java": reader]) == marked(text))
    }

    @Test func valueReadByAnotherMethodIsFollowed() {
        check(
            """
              String read(HttpServletRequest request) { return request.getParameter("a"); }
              void f(HttpServletRequest request) throws Exception {
                r.exec(read(request)); // BAD
              }
            """)
    }

    @Test func methodsAreChosenByTheNumberOfArguments() {
        check(
            """
              String g(String a) { return a; }
              String g(String a, String b) { return b; }
              void f(HttpServletRequest request) throws Exception {
                String p = request.getParameter("a");
                r.exec(g(p)); // BAD
                r.exec(g(p, "x"));
                r.exec(g("x", p)); // BAD
              }
            """)
    }

    @Test func methodsThatDifferInTypesAloneAreAllRunUnlessTheyCannotFit() {
        check(
            """
              String g(int a) { return "x"; }
              String g(String a) { return a; }
              String h(Object a) { return "x"; }
              String h(StringBuilder a) { return a.toString(); }
              void f(HttpServletRequest request) throws Exception {
                String p = request.getParameter("a");
                r.exec(g(p)); // BAD
                r.exec(g(3));
                r.exec(h(new StringBuilder(p))); // BAD
              }
            """)
    }

    @Test func classThatHoldsAnObjectOfItselfIsNoEndlessTask() {
        check(
            """
              static final A ONE = new A();
              A other = new A();
              void f(HttpServletRequest request) throws Exception {
                r.exec(request.getParameter("a")); // BAD
              }
            """)
    }

    @Test func streamsWritersAndExceptionsHandOnWhatTheyHold() {
        check(
            """
              void f(HttpServletRequest request) throws Exception {
                StringWriter text = new StringWriter();
                PrintWriter writer = new PrintWriter(text);
                writer.print(request.getParameter("a"));
                r.exec(text.toString()); // BAD
                byte[] bytes = new byte[9];
                request.getInputStream().read(bytes);
                r.exec(new String(bytes)); // BAD
                try { throw new IllegalStateException(request.getParameter("b")); } catch (IllegalStateException e) {
                  r.exec(e.getMessage()); // BAD
                }
              }
            """)
    }

    @Test func implementationsOfInterfacesAreRun() {
        let text = """
            class A {
              private Service service;
              void f(HttpServletRequest request) throws Exception { service.run(request.getParameter("a")); }
            }
            interface Service { void run(String command) throws Exception; }
            """
        let service =
            "class Impl implements Service {\n  public void run(String command) throws Exception {\n"
            + "    Runtime.getRuntime().exec(command);\n  }\n}\n"
        #expect(lines(["A.java": text, "Impl.java": service], of: "Impl.java") == [3])
    }

    @Test func recordsAndGeneratedAccessorsKeepTheirParts() {
        check(
            """
              record Pair(String left, String right) {}
              void f(HttpServletRequest request) throws Exception {
                Pair pair = new Pair("x", request.getParameter("a"));
                r.exec(pair.right()); // BAD
                r.exec(pair.left());
              }
            """)
    }

    @Test func numbersAndEnumerationsCarryNothing() {
        check(
            """
              enum Kind { ONE, TWO }
              int count(String text) { return text.length(); }
              void f(@RequestParam Kind kind, @RequestParam int number, @RequestParam String text) throws Exception {
                r.exec("x" + kind);
                r.exec("x" + number);
                r.exec("x" + Kind.valueOf(text));
                r.exec("x" + count(text));
                byte[] bytes = text.getBytes();
                r.exec(new String(bytes)); // BAD
              }
            """)
    }

    @Test func functionalInterfacesRunTheirFunctions() {
        check(
            """
              static String same(String text) { return text; }
              void f(HttpServletRequest request) throws Exception {
                String p = request.getParameter("a");
                Function<String, Integer> length = text -> text.length();
                r.exec("x" + length.apply(p));
                UnaryOperator<String> same = A::same;
                r.exec(same.apply(p)); // BAD
                Supplier<String> held = new Supplier<String>() { public String get() { return p; } };
                r.exec(held.get()); // BAD
              }
            """)
    }

    @Test func checksOfPatternsAndCharactersClean() {
        check(
            """
              static final Pattern CODE = Pattern.compile("[a-z]+");
              void f(HttpServletRequest request) throws Exception {
                String p = request.getParameter("a");
                String q = request.getParameter("b");
                if (CODE.matcher(p).matches()) { r.exec(p); } else { r.exec(p); // BAD
                }
                if (q.chars().allMatch(Character::isDigit)) r.exec(q);
              }
            """)
    }

    @Test func attributesOfSessionsKeepTheirNames() {
        check(
            """
              void f(HttpServletRequest request, HttpSession session) throws Exception {
                session.setAttribute("a", request.getParameter("a"));
                session.setAttribute("b", "x");
                r.exec((String) session.getAttribute("a")); // BAD
                r.exec((String) session.getAttribute("b"));
              }
            """)
    }

    @Test func constructorsOfBaseClassesAreRun() {
        check(
            """
              static class Base { String text; Base(String text) { this.text = text; } String text() { return text; } }
              static class Derived extends Base { Derived(String text) { super(text); } }
              void f(HttpServletRequest request) throws Exception {
                r.exec(new Derived(request.getParameter("a")).text()); // BAD
                r.exec(new Derived("x").text());
              }
            """)
    }
}
