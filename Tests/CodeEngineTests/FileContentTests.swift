import CodeEngine
import Testing

/// What a file says was not written by whoever chose it; the path itself still counts.
@Suite(.timeLimit(.minutes(1)))
struct FileContentTests {
    /// A program that answers with what is in a file, `PATH` being what a client sends.
    private static let programs = [
        (
            "a.py",
            """
            from flask import request
            def f():
                with open(PATH) as h:
                    return h.read()
            """, "request.args['f']"
        ),
        (
            "a.js",
            """
            const app = require('express')(), fs = require('fs');
            app.get('/', (req, res) => { res.send(fs.readFileSync(PATH, 'utf8')); });
            """, "req.query.f"
        ),
        (
            "A.java",
            """
            class A extends HttpServlet {
              void doGet(HttpServletRequest req, HttpServletResponse res) throws Exception {
                BufferedReader in = new BufferedReader(new FileReader(PATH));
                res.getWriter().println(in.readLine()); } }
            """, "req.getParameter(\"f\")"
        ),
        (
            "a.go",
            """
            package main
            func h(w http.ResponseWriter, r *http.Request) {
              b, _ := os.ReadFile(PATH)
              w.Write(b)
            }
            """, "r.FormValue(\"f\")"
        ),
        ("a.php", "<?php echo file_get_contents('/srv/' . PATH);", "$_GET['f']"),
        (
            "a.rb",
            """
            class A < ApplicationController
              def show
                render html: File.read(PATH).html_safe
              end
            end
            """, "params[:f]"
        ),
    ]

    @Test(arguments: programs)
    func contentOfAFileIsNoInput(path: String, program: String, input: String) {
        let text = program.replacing("PATH", with: input)
        let rules = CodeFixture.scan([path: text]).findings.map(\.rule)
        #expect(rules.contains { $0.hasSuffix("path-traversal") || $0.hasSuffix("file-access") }, "\(rules)")
        #expect(!rules.contains { $0.hasSuffix("xss") }, "\(rules)")
    }

    @Test func whatAnAddressGivesIsInput() {
        let text = "<?php echo file_get_contents($_GET['address']);"
        #expect(CodeFixture.scan(["a.php": text]).findings.contains { $0.rule == "php.xss" })
    }
}
