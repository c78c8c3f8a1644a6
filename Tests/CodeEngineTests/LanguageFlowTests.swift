// One file, since most of it is programs: each language in a row of short ones.
import CodeEngine
import CodeSyntax
import Testing

/// What each language alone has: whether a value is followed through it. `source()` gives what must not reach `sink`;
/// lines say `BAD` where it does and `OK` where it does not.
@Suite(.timeLimit(.minutes(1)))
struct LanguageFlowTests {
    private static let library: RuleLibrary = {
        let rule = """
            rules:
              - id: flow
                title: Flow
                message: A value is followed.
                severity: LOW
                languages: [java, javascript, go, c]
                mode: taint
                metadata: {cwe: [CWE-20], confidence: high}
                help: Nothing.
                pattern-sources: [{pattern: source(...)}]
                pattern-sinks: [{pattern: sink(...)}]
            """
        return RuleLibrary([("flow.yml", Array(rule.utf8))])
    }()

    private func check(_ language: Language, _ text: String) {
        let path = CodeFixture.path(for: language)
        let result = CodeFixture.scan([path: text], library: Self.library)
        let found = result.lines(of: path, [path: text])
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.contains("// BAD") { #expect(found.contains(index + 1), "\(line)") }
            if line.contains("// OK") { #expect(!found.contains(index + 1), "\(line)") }
        }
        #expect(result.bounded.isEmpty)
    }

    // All.

    @Test func elementOfAListOfAllowedValuesIsACheck() {
        check(
            .go,
            """
            package main
            var list = []string{"a", "b"}
            func allowed(s string) bool {
                for _, x := range list { if x == s { return true } }
                return false
            }
            func f() {
                t := source()
                if !allowed(t) { sink(t); return } // BAD
                sink(t) // OK
            }
            func g() {
                t := source()
                for _, x := range []string{t, "b"} { if x == t { sink(t) } } // BAD
                for _, x := range list { if x != t { sink(t) } } // BAD
                if t == list[0] { sink(t) } // OK
            }
            """)
        check(
            .javascript,
            """
            const LIST = ['a', 'b'];
            function f() {
              const t = source();
              if (!LIST.some(x => x === t)) { return sink(t); } // BAD
              sink(t); // OK
            }
            function g() {
              const t = source();
              for (const x of LIST) { if (x === t) { sink(t); } } // OK
              if (LIST.some(x => x !== t)) { sink(t); } // BAD
            }
            """)
    }

    @Test func eachCharacterMayBeLookedAt() {
        check(
            .java,
            """
            class A {
              void f() {
                String s = source();
                for (int i = 0; i < s.length(); i++) {
                  char c = s.charAt(i);
                  if (!Character.isLetterOrDigit(c) && c != '_') { throw new X(); }
                }
                sink(s); // OK
                String t = source();
                for (char c : t.toCharArray()) { if (!Character.isDigit(c)) { return; } }
                sink(t); // OK
                String u = source();
                for (char c : u.toCharArray()) { if (c == ';') { return; } }
                sink(u); // BAD
                String v = source();
                for (int i = 1; i < v.length(); i++) { if (!Character.isDigit(v.charAt(i))) { return; } }
                sink(v); // BAD
                String w = source();
                for (char c : w.toCharArray()) { if (!Character.isDigit(c)) { break; } }
                sink(w); // BAD
              }
            }
            """)
        check(
            .go,
            """
            package main
            func f() {
                s := source()
                for _, c := range s { if c < 'a' || c > 'z' { return } }
                sink(s) // OK
                t := source()
                for _, c := range t { if c < ' ' || c > '~' { return } }
                sink(t) // BAD
                u := source()
                for _, c := range u { if c < 'a' && c > 'z' { return } }
                sink(u) // BAD
            }
            """)
        check(
            .c,
            """
            void f(void) {
              char *s = source();
              for (int i = 0; s[i]; i++) { if (!isalnum(s[i])) return; }
              sink(s); // OK
              char *t = source();
              for (int i = 0; t[i]; i++) { if (isalnum(t[i])) return; }
              sink(t); // BAD
            }
            """)
    }

    // Java.

    @Test func patternsBindWhatTheyCompare() {
        check(
            .java,
            """
            class Main {
                void run(Object fixed) {
                    Object value = source();
                    if (value instanceof String text) { sink(text); } // BAD
                    switch (value) {
                        case String text -> sink(text); // BAD
                        default -> sink(fixed); // OK
                    }
                }
            }
            """)
    }

    @Test func switchesHaveTheValueOfTheChosenCase() {
        check(
            .java,
            """
            class Main {
                void run(int number) {
                    sink(switch (number) { case 1 -> source(); default -> "fixed"; }); // BAD
                    sink(switch (number) { case 1: yield source(); default: yield "fixed"; }); // BAD
                    sink(switch (number) { case 1 -> { source(); yield "other"; } default -> "fixed"; }); // OK
                }
            }
            """)
    }

    @Test func bytesOfTextAreText() {
        check(
            .java,
            """
            class Main {
                void run() {
                    byte[] bytes = source().getBytes();
                    char[] letters = source().toCharArray();
                    sink(new String(bytes)); // BAD
                    sink(new String(letters)); // BAD
                    int number = source();
                    sink(number); // OK
                }
            }
            """)
    }

    @Test func aClassMayHaveObjectsOfItsOwn() {
        let constants = (0..<40).map { "C\($0)(\"\($0)\")" }.joined(separator: ", ")
        check(
            .java,
            """
            enum Kind { \(constants); final String text; Kind(String text) { this.text = text; } }
            class Single {
                static final Single ONE = new Single();
                static final Single TWO = new Single();
                static final Single THREE = new Single();
                void run() { new Single(); Kind kind = Kind.C1; sink(kind.text); sink(source()); } // BAD
            }
            """)
    }

    @Test func constantsThatAreComparedKeepTheirValues() {
        check(
            .java,
            """
            class Main {
                static final String LIMIT = "fixed";
                void run() {
                    switch (source()) { case LIMIT: break; case OTHER: break; }
                    sink(LIMIT); // OK
                    sink(OTHER); // OK
                }
            }
            """)
    }

    // Go.

    @Test func resultsAndFieldsOfGoAreToldApart() {
        check(
            .go,
            """
            package main

            type Pair struct { first, second string }

            func two() (string, string) { return "fixed", source() }
            func named() (text string, err error) { text = source(); return }

            func run() {
            	a, b := two()
            	sink(a) // OK
            	sink(b) // BAD
            	text, err := named()
            	sink(text) // BAD
            	pair := Pair{"fixed", source()}
            	sink(pair.first) // OK
            	sink(pair.second) // BAD
            	other := &Pair{first: source()}
            	sink(other.first) // BAD
            	sink(other.second) // OK
            	a, b = b, a
            	sink(b) // OK
            	sink([]byte(source())) // BAD
            	sink(string([]byte(source()))) // BAD
            	var bytes []byte = source()
            	sink(bytes) // BAD
            	list := []Pair{{source(), "fixed"}}
            	sink(list[0].second) // OK
            	sink(list[0].first) // BAD
            }
            """)
    }

    @Test func goSwitchesBindReceiveAndFallThrough() {
        check(
            .go,
            """
            package main

            func run(kind int, channel chan string) {
            	var value any = source()
            	switch text := value.(type) {
            	case string: sink(text) // BAD
            	}
            	switch x := source(); kind {
            	case 1: sink(x) // BAD
            	}
            	sink(value.(string)) // BAD
            	word := "fixed"
            	switch kind {
            	case 1:
            		word = source()
            		fallthrough
            	case 2:
            		sink(word) // BAD
            	case 3:
            		sink(word) // OK
            	}
            	if text := source(); text != "" { sink(text) } // BAD
            	for _, part := range []string{"fixed", source()} { sink(part) } // BAD
            	func(text string) { sink(text) }(source()) // BAD
            }
            """)
    }

    @Test func flagsAndErrorsSayWhatTheyCameWith() {
        check(
            .go,
            """
            package p
            var allowed = map[string]bool{"a": true}
            func valid(text string) error {
                if !allowed[text] { return errors.New("no") }
                return nil
            }
            func f() {
                text := source()
                if _, ok := allowed[text]; ok { sink(text) } // OK
                if !allowed[text] { sink(text) } // BAD
                other := source()
                if err := valid(other); err != nil { return }
                sink(other) // OK
                number := source()
                if _, err := strconv.Atoi(number); err != nil { sink(number) } // BAD
                if _, err := strconv.Atoi(number); err == nil { sink(number) } // OK
            }
            """)
    }

    @Test func variablesOfABlockHideOthers() {
        check(
            .go,
            """
            package p
            func f(b bool) {
                text := "fixed"
                if b { text := source(); sink(text) } // BAD
                sink(text) // OK
                if text := source(); b { sink(text) } // BAD
                sink(text) // OK
            }
            """)
    }

    @Test func closuresAndAddressesChangeTheCallersVariables() {
        check(
            .go,
            """
            package p
            func set(target *string, value string) { *target = value }
            func f() {
                text, other := "fixed", "fixed"
                go func() { text = source() }()
                sink(text) // BAD
                set(&other, source())
                sink(other) // BAD
                set(&other, "fixed")
                sink(other) // OK
            }
            """)
    }

    @Test func channelsCarryWhatIsSent() {
        check(
            .go,
            """
            package p
            func f() {
                dirty, clean := make(chan string, 1), make(chan string, 1)
                go func() { dirty <- source() }()
                clean <- "fixed"
                sink(<-dirty) // BAD
                sink(<-clean) // OK
                for text := range dirty { sink(text) } // BAD
                select {
                case text := <-dirty:
                    sink(text) // BAD
                case text := <-clean:
                    sink(text) // OK
                }
            }
            """)
    }

    @Test func whatAHelperBringsInIsFollowed() {
        check(
            .go,
            """
            package p
            func read() string { return source() }
            func trimmed() string { return strings.TrimSpace(read()) }
            func f() { sink(trimmed()) } // BAD
            func handler() func() { return func() { sink(source()) } } // BAD
            """)
    }

    @Test func numbersInFormatsCarryNothing() {
        check(
            .go,
            """
            package p
            func f() {
                number := source()
                sink(fmt.Sprintf("%5.2f of %d", number, number)) // OK
                sink(fmt.Sprintf("%d%% of %s", number, number)) // BAD
                deleted := map[string]string{"a": source()}
                delete(deleted, "a")
                sink(deleted["a"]) // OK
            }
            """)
    }

    // C.

    @Test func structuresAndMacrosOfCAreFollowed() {
        check(
            .c,
            """
            char *source(void);
            void sink(const char *text);
            #define SAME(x) (x)
            #define FIXED(x) "fixed"
            #define SINK(x) sink(x)
            struct pair { char *first, *second; };
            static char *later(char *text);

            void run(void)
            {
                struct pair pair = {source(), "fixed"};
                sink(pair.first); // BAD
                sink(pair.second); // OK
                struct pair other = {.second = source()};
                sink((&other)->second); // BAD
                sink(SAME(source())); // BAD
                sink(FIXED(source())); // OK
                sink(later(source())); // BAD
                char *text = ({ char *inner = source(); inner; });
                sink(text); // BAD
                sink(text ?: "fixed"); // BAD
                unsigned int number = source();
                sink(number); // OK
            #ifdef OTHER
                sink(source()); // BAD
            #endif
            }

            static char *later(text) char *text; { return text; }
            """)
    }

    @Test func functionsWriteIntoArraysOfTheCaller() {
        check(
            .c,
            """
            void fill(char *to) { to = source(); }
            void shift(void) {
                char line[64], other[64];
                fill(line);
                sink(line); // BAD
                sink(other); // OK
                *(other + 8) = source();
                sink(other); // BAD
            }
            """)
    }
}
