import CodeEngine
import Testing

/// Values that go through functions of other files, where nothing is imported one by one, and through methods that a
/// framework calls.
@Suite(.timeLimit(.minutes(1)))
struct NeighbourFlowTests {
    private func lines(_ rule: String, _ path: String, _ texts: [String: String]) -> [Int] {
        let result = CodeFixture.scan(texts)
        #expect(result.bounded.isEmpty)
        return result.findings.filter { $0.rule == rule && $0.path == path }
            .map { CodeFixture.Result.line(of: $0.bytes.lowerBound, in: texts[path] ?? "") }.sorted()
    }

    @Test func functionsOfOtherFilesGiveWhatComesFromOutside() {
        let texts = [
            "input.php": "<?php\nnamespace Shop;\nfunction param($n) { return trim($_GET[$n]); }\n",
            "page.php": "<?php\nuse function Shop\\param;\necho param('title');\n",
        ]
        #expect(lines("php.xss", "page.php", texts) == [3])
        let c = [
            "query.c": "const char *query(void) { return getenv(\"QUERY_STRING\"); }\n",
            "run.c": "void run(void) {\n    const char *text = query();\n    system(text);\n}\n",
        ]
        #expect(lines("c.command-injection", "run.c", c) == [3])
    }

    @Test func typesOfOtherPackagesHaveTheirMethods() {
        let store = """
            package store

            import "database/sql"

            type Store struct { db *sql.DB }

            func (s *Store) Find(name string) { s.db.Query("SELECT * FROM t WHERE n = '" + name + "'") }
            """
        let main = """
            package main

            import (
            	"net/http"
            	"example.com/shop/store"
            )

            type server struct { goods *store.Store }

            func (s *server) find(w http.ResponseWriter, r *http.Request) { s.goods.Find(r.FormValue("name")) }
            """
        #expect(lines("go.sql-injection", "store/store.go", ["store/store.go": store, "main.go": main]) == [7])
    }

    @Test func interfacesStandForTheTypesBesideThem() {
        let text = """
            package main

            type finder interface { find(name string) }

            type store struct { db *sql.DB }

            func (s store) find(name string) { s.db.Query("SELECT * FROM t WHERE n = '" + name + "'") }

            type server struct { goods finder }

            func (s *server) handle(w http.ResponseWriter, r *http.Request) { s.goods.find(r.FormValue("name")) }
            """
        #expect(lines("go.sql-injection", "main.go", ["main.go": text]) == [7])
    }

    @Test func textsAreWrittenToBuilders() {
        let text = """
            package main

            import (
            	"database/sql"
            	"fmt"
            	"net/http"
            	"strings"
            )

            func find(db *sql.DB, r *http.Request) {
            	var a, b strings.Builder
            	fmt.Fprintf(&a, "SELECT * FROM t WHERE n = '%s'", r.FormValue("n"))
            	db.Query(a.String())
            	fmt.Fprintf(&b, "SELECT * FROM t LIMIT %d", len(r.FormValue("n")))
            	db.Query(b.String())
            }
            """
        #expect(lines("go.sql-injection", "main.go", ["main.go": text]) == [13])
    }

    @Test func actionsComeAfterTheirFilters() {
        let text = """
            class ItemsController < ApplicationController
              before_action :load, only: [:find]
              before_action :fix, except: [:find]
              def find
                Item.where("name = '#{@name}'")
              end
              def list
                Item.where("name = '#{@name}'")
              end
              private
              def load
                @name = params[:name]
              end
              def fix
                @name = "fixed"
              end
            end
            """
        #expect(lines("ruby.sql-injection", "items_controller.rb", ["items_controller.rb": text]) == [5])
    }
}
