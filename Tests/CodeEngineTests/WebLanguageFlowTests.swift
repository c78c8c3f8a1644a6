import CodeEngine
import Testing

/// What PHP and Ruby do differently with values.
@Suite(.timeLimit(.minutes(2)))
struct WebLanguageFlowTests {
    /// The lines at which a rule finds something.
    private func lines(_ rule: String, _ path: String, _ text: String) -> [Int] {
        let found = CodeFixture.scan([path: text]).findings.filter { $0.rule == rule }
        return Set(found.map { CodeFixture.Result.line(of: $0.bytes.lowerBound, in: text) }).sorted()
    }

    @Test func rubyMethodsGiveTheirLastValue() {
        let text = """
            class ItemsController < ApplicationController
              def index
                system("ls #{wanted}")
                system("ls #{fixed}")
                system("ls #{chosen(1)}")
              end
              def wanted
                params[:folder]
              end
              def fixed
                params[:folder]
                "tmp"
              end
              def chosen(kind)
                if kind == 2
                  "tmp"
                else
                  params[:folder]
                end
              end
            end
            """
        #expect(lines("ruby.command-injection", "items.rb", text) == [3, 5])
    }

    @Test func rubyFieldsAreReadFromOutside() {
        let text = """
            class Order
              attr_accessor :name, :kind
              def initialize(name)
                @name = name
                @kind = "book"
              end
            end
            def show
              order = Order.new(params[:name])
              system("ls #{order.name}")
              system("ls #{order.kind}")
              order.kind = params[:kind]
              system("ls #{order.kind}")
            end
            """
        #expect(lines("ruby.command-injection", "order.rb", text) == [10, 13])
    }

    @Test func rubyLineAnchorsCheckNothing() {
        let text = """
            def show
              name = params[:name]
              system("ls #{name}") if name =~ /^[a-z]+$/
              system("ls #{name}") if name =~ /\\A[a-z]+\\z/
            end
            """
        #expect(lines("ruby.command-injection", "show.rb", text) == [3])
    }

    @Test func phpPathsAreComparedWithTheirFolder() {
        let text = """
            <?php
            $path = realpath("/srv/" . $_GET["name"]);
            if (strpos($path, "/srv/") === 0) {
                readfile($path);
            }
            readfile($path);
            """
        #expect(lines("php.path-traversal", "file.php", text) == [6])
    }

    @Test func addressBehindTheNameOfItsHeaderIsLookedAt() {
        let text = """
            <?php
            header("Location: /items/" . $_GET["id"]);
            header("Location: " . $_GET["next"]);
            """
        #expect(lines("php.open-redirect", "next.php", text) == [3])
    }
}
