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

    @Test func phpLeavesSeveralLoopsAtOnce() {
        let text = """
            <?php
            $name = "none";
            foreach ($groups as $group) {
                foreach ($group as $item) {
                    if ($item) {
                        $name = $_GET["name"];
                        break 2;
                    }
                }
                $name = "none";
            }
            system("ls " . $name);
            """
        #expect(lines("php.command-injection", "loops.php", text) == [12])
    }

    @Test func phpArraysGrowAndAreMapped() {
        let text = """
            <?php
            $parts = [];
            $parts[] = $_GET["part"];
            system("ls " . implode(" ", $parts));
            $named = [];
            $named["a"] = $_GET["a"];
            $named["b"] = "tmp";
            system("ls " . $named["a"]);
            system("ls " . $named["b"]);
            system("ls " . implode(" ", array_map("intval", $parts)));
            system("ls " . implode(" ", array_map(fn($part) => "-" . $part, $parts)));
            """
        #expect(lines("php.command-injection", "arrays.php", text) == [4, 8, 11])
    }

    @Test func hostOfAnAddressIsChecked() {
        let text = """
            <?php
            function first() {
                $host = parse_url($_GET["url"], PHP_URL_HOST);
                if ($host === "example.com") { file_get_contents($_GET["url"]); }
            }
            function second() {
                $url = $_GET["url"];
                $host = parse_url($url, PHP_URL_HOST);
                if (in_array($host, ["a.example.com", "b.example.com"], true)) { file_get_contents($url); }
                file_get_contents($url);
            }
            """
        #expect(lines("php.ssrf", "fetch.php", text) == [10])
    }

    @Test func phpFunctionsOfAClientsChoiceAreSinks() {
        let text = """
            <?php
            $do = $_GET["do"];
            $do();
            trim($do);
            """
        #expect(lines("php.code-injection", "call.php", text) == [3])
    }

    @Test func rubyChecksAndConversionsClean() {
        let text = """
            HOSTS = { "one" => "1.example.com" }.freeze
            def show
              name = params[:name]
              system("host #{HOSTS.fetch(name, "none")}")
              system("host #{params[:numbers].map(&:to_i).join(" ")}")
              system("host #{name}") if name.match?(/\\A[a-z]+\\z/)
              uri = URI.parse(params[:url])
              Net::HTTP.get(uri) if ["a.example.com", "b.example.com"].include?(uri.host)
              system("host #{params[:names].map(&:strip).join(" ")}")
              Net::HTTP.get(uri)
            end
            """
        #expect(lines("ruby.command-injection", "show.rb", text) == [9])
        #expect(lines("ruby.ssrf", "show.rb", text) == [10])
    }

    @Test func rubyTextsAndHashesGrow() {
        let text = """
            def show
              list = +"a"
              list << params[:a]
              system("ls " + list)
              names = { name: "tmp" }
              other = names.merge(name: params[:b])
              system("ls " + names[:name])
              system("ls " + other[:name])
              same = ->(value) { "tmp" }
              system("ls " + same.call(params[:c]))
            end
            """
        #expect(lines("ruby.command-injection", "show.rb", text) == [4, 8])
    }

    @Test func rubyOptionsAreAHash() {
        let text = """
            def run(name, options = {})
              system("ls " + options[:folder])
              system("ls " + options[:kind])
            end
            def show
              run("x", folder: params[:folder], kind: "tmp")
            end
            """
        #expect(lines("ruby.command-injection", "show.rb", text) == [2])
    }

    @Test func phpListsAreChangedByFunctions() {
        let text = """
            <?php
            $parts = ["tmp"];
            array_push($parts, $_GET["a"]);
            system("ls " . array_shift($parts));
            system("ls " . array_pop($parts));
            $both = array_merge(["tmp"], [$_GET["b"]]);
            system("ls " . $both[0]);
            system("ls " . $both[1]);
            $named = ["k" => $_GET["c"]];
            unset($named["k"]);
            system("ls " . ($named["k"] ?? "tmp"));
            system("ls " . ($_GET["d"] + 1));
            """
        #expect(lines("php.command-injection", "lists.php", text) == [5, 8])
    }
}
