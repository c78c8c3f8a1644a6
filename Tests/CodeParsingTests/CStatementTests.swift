import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.c), "the parser is not built"))
struct CStatementTests {
    @Test(
        "branches",
        arguments: [
            LoweredText(
                "if (a) b();",
                "(if condition:(name a) then:(block statement:(call callee:(name b))))"),
            LoweredText(
                "if (a) { b(); } else if (c) d(); else { e(); }",
                """
                (if condition:(name a) then:(block statement:(call callee:(name b))) else:(if condition:(name c) \
                then:(block statement:(call callee:(name d))) else:(block statement:(call callee:(name e)))))
                """),
            LoweredText(
                "if (a) ; else ;",
                "(if condition:(name a) then:(block statement:(empty)) else:(block statement:(empty)))"),
        ])
    func branches(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "loops",
        arguments: [
            LoweredText(
                "while (a) { break; }",
                "(while condition:(name a) body:(block statement:(break)))"),
            LoweredText(
                "while (a) ;",
                "(while condition:(name a) body:(block statement:(empty)))"),
            LoweredText(
                "do a(); while (b);",
                "(doWhile body:(block statement:(call callee:(name a))) condition:(name b))"),
            LoweredText(
                "for (int i = 0, j = 1; i < 9; i++, j--) { continue; }",
                """
                (for initializer:(assign [declaration] target:(name i) type:(type int) value:(integer 0)) \
                initializer:(assign [declaration] target:(name j) type:(type int) value:(integer 1)) \
                condition:(binary less left:(name i) right:(integer 9)) update:(assign add [postfix] target:(name \
                i) value:(integer 1)) update:(assign subtract [postfix] target:(name j) value:(integer 1)) \
                body:(block statement:(continue)))
                """),
            LoweredText(
                "for (a = 1, b = 2; c; ) d();",
                """
                (for initializer:(assign target:(name a) value:(integer 1)) initializer:(assign target:(name b) \
                value:(integer 2)) condition:(name c) body:(block statement:(call callee:(name d))))
                """),
            LoweredText(
                "for (;;) { }",
                "(for body:(block))"),
        ])
    func loops(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "switches",
        arguments: [
            LoweredText(
                "switch (a) { case 1: case B: c(); break; default: d(); }",
                """
                (switch [fallsThrough] subject:(name a) statement:(case pattern:(integer 1) body:(block)) \
                statement:(case pattern:(name B) body:(block statement:(call callee:(name c)) statement:(break))) \
                statement:(case [default] body:(block statement:(call callee:(name d)))))
                """),
            LoweredText(
                """
                switch (a) { case 'b': { c(); } d();
                #ifdef E
                case 2: f();
                #else
                case 3:
                #endif
                g(); }
                """,
                """
                (switch [fallsThrough] subject:(name a) statement:(case pattern:(string "b") body:(block \
                statement:(block statement:(call callee:(name c))) statement:(call callee:(name d)))) \
                statement:(case pattern:(integer 2) body:(block statement:(call callee:(name f)))) \
                statement:(case pattern:(integer 3) body:(block statement:(call callee:(name g)))))
                """),
            LoweredText(
                "switch (a) { b(); }",
                "(switch [fallsThrough] subject:(name a) statement:(call callee:(name b)))"),
        ])
    func switches(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "variables",
        arguments: [
            LoweredText(
                "int a, *b = c, d[2][e] = {{1}, {2}}; static const char f[] = \"g\";",
                """
                (assign [declaration] target:(name a) type:(type int))
                (assign [declaration] target:(name b) type:(type int [array]) value:(name c))
                (assign [declaration] target:(name d) type:(type int [array] argument:(integer 2) argument:(name \
                e)) value:(list element:(list element:(integer 1)) element:(list element:(integer 2))))
                (assign [static] [declaration] target:(name f) type:(type char [array]) value:(string "g"))
                """),
            LoweredText(
                "struct a b = {1, .c = d}; struct a e[] = {{1}}; g h = {0}; int i = {1};",
                """
                (assign [declaration] target:(name b) type:(type a) value:(new callee:(name a) argument:(integer \
                1) argument:(keywordArgument c value:(name d))))
                (assign [declaration] target:(name e) type:(type a [array]) value:(list element:(new callee:(name \
                a) argument:(integer 1))))
                (assign [declaration] target:(name h) type:(type g) value:(new callee:(name g) argument:(integer \
                0)))
                (assign [declaration] target:(name i) type:(type int) value:(list element:(integer 1)))
                """),
            LoweredText(
                "unsigned  long const long a; volatile size_t b; struct c *d, e; int (*f)(int), g(char *h);",
                """
                (assign [declaration] target:(name a) type:(type unsigned long long))
                (assign [declaration] target:(name b) type:(type size_t))
                (assign [declaration] target:(name d) type:(type c [array]))
                (assign [declaration] target:(name e) type:(type c))
                (assign [declaration] target:(name f) type:(type int [array]))
                (function g parameter:(parameter h type:(type char [array])) returns:(type int))
                """),
            LoweredText(
                "struct { int a; } b; enum c d = E; union f { int g; } h;",
                """
                (class body:(block statement:(assign [declaration] target:(name a) type:(type int))))
                (assign [declaration] target:(name b) type:(type))
                (assign [declaration] target:(name d) type:(type c) value:(name E))
                (class f body:(block statement:(assign [declaration] target:(name g) type:(type int))))
                (assign [declaration] target:(name h) type:(type f))
                """),
        ])
    func variables(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "the rest",
        arguments: [
            LoweredText(
                "return; return a; return (a, b);",
                """
                (return)
                (return value:(name a))
                (return value:(sequence element:(name a) element:(name b)))
                """),
            LoweredText(
                "goto end; end: a(); l: ;",
                """
                (goto end)
                (label end body:(call callee:(name a)))
                (label l body:(empty))
                """),
            LoweredText(
                "{ a(); { } } ;",
                """
                (block statement:(call callee:(name a)) statement:(block))
                (empty)
                """),
            LoweredText(
                "[[fallthrough]]; __attribute__((unused)) int a;",
                """
                (empty)
                (assign [declaration] decorator:(name unused) target:(name a) type:(type int))
                """),
            LoweredText(
                "__try { a(); } __except (b) { c(); } __try { __leave; } __finally { d(); }",
                """
                (try body:(block statement:(call callee:(name a))) statement:(catch body:(block statement:(call \
                callee:(name c))) operand:(name b)))
                (try body:(block statement:(break)) finally:(block statement:(call callee:(name d))))
                """),
        ])
    func others(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }
}
