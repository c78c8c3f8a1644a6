import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.javascript), "the parser is not built"))
struct JavaScriptExpressionTests {
    @Test(
        "literals",
        arguments: [
            LoweredText(
                "'a\\'b\\n\\x41\\u0042\\u{1F600}\\uD83D\\uDE00\\q'",
                """
                (string "a'b
                AB😀😀q")
                """),
            LoweredText(
                """
                "a\\
                b"
                """,
                "(string \"ab\")"),
            LoweredText(
                "''",
                "(string)"),
            LoweredText(
                "0xFF; 1_000; 0b11; 0o17; 10n",
                """
                (integer 0xff)
                (integer 1000)
                (integer 0b11)
                (integer 0o17)
                (integer 10n)
                """),
            LoweredText(
                "1.5; .5; 1e3; 0x1e3",
                """
                (float 1.5)
                (float .5)
                (float 1e3)
                (integer 0x1e3)
                """),
            LoweredText(
                "true; false; null; undefined",
                """
                (boolean true)
                (boolean false)
                (null null)
                (name undefined)
                """),
            LoweredText(
                "/a[/]b\\/c/gi",
                "(regex a[/]b\\/c)"),
            LoweredText(
                "`plain`",
                "(string \"plain\")"),
            LoweredText(
                "``",
                "(string)"),
            LoweredText(
                "`a${b}c\\n${d + 1}`",
                """
                (template part:(string "a") part:(name b) part:(string "c
                ") part:(binary add left:(name d) right:(integer 1)))
                """),
            LoweredText(
                "`${a}${b}`",
                "(template part:(name a) part:(name b))"),
            LoweredText(
                "String.raw`a${b}`",
                """
                (call callee:(member raw object:(name String)) argument:(template part:(string "a") part:(name \
                b)))
                """),
            LoweredText(
                "tag`x`",
                "(call callee:(name tag) argument:(string \"x\"))"),
        ])
    func literals(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "arrays and objects",
        arguments: [
            LoweredText(
                "[1, , 'b', ...c]",
                """
                (list element:(integer 1) element:(empty) element:(string "b") element:(spread value:(name c)))
                """),
            LoweredText(
                "({})",
                "(map)"),
            LoweredText(
                "({a: 1, 'b-c': 2, 3: 4, d, [e + 1]: 5, ...f})",
                """
                (map element:(entry key:(string "a") value:(integer 1)) element:(entry key:(string "b-c") \
                value:(integer 2)) element:(entry key:(integer 3) value:(integer 4)) element:(entry key:(string \
                "d") value:(name d)) element:(entry key:(binary add left:(name e) right:(integer 1)) \
                value:(integer 5)) element:(spread value:(name f)))
                """),
            LoweredText(
                """
                ({m(a) { return a }, async n() {}, *g() {}, get p() { return 1 }, set p(v) {}, async *[k]() {}})
                """,
                """
                (map element:(entry key:(string "m") value:(function parameter:(parameter a) body:(block \
                statement:(return value:(name a))))) element:(entry key:(string "n") value:(function [async] \
                body:(block))) element:(entry key:(string "g") value:(function body:(block))) element:(entry \
                key:(string "p") value:(function body:(block statement:(return value:(integer 1))))) \
                element:(entry key:(string "p") value:(function parameter:(parameter v) body:(block))) \
                element:(entry key:(name k) value:(function [async] body:(block))))
                """),
            LoweredText(
                "({__proto__: null, if: 1})",
                """
                (map element:(entry key:(string "__proto__") value:(null null)) element:(entry key:(string "if") \
                value:(integer 1)))
                """),
        ])
    func collections(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "names and members",
        arguments: [
            LoweredText(
                "a.b.c",
                "(member c object:(member b object:(name a)))"),
            LoweredText(
                "a?.b?.[c]",
                "(index [optional] object:(member b [optional] object:(name a)) key:(name c))"),
            LoweredText(
                "a[b][0]",
                "(index object:(index object:(name a) key:(name b)) key:(integer 0))"),
            LoweredText(
                "this.#secret",
                "(member #secret object:(name this))"),
            LoweredText(
                "#x in o",
                "(binary contains left:(name #x) right:(name o))"),
            LoweredText(
                "new.target",
                "(member target object:(name new))"),
            LoweredText(
                "import.meta.url",
                "(member url object:(member meta object:(name import)))"),
            LoweredText(
                "super.m()",
                "(call callee:(member m object:(name super)))"),
            LoweredText(
                "(a)",
                "(name a)"),
        ])
    func members(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "calls",
        arguments: [
            LoweredText(
                "f()",
                "(call callee:(name f))"),
            LoweredText(
                "a.b(1, ...c)",
                "(call callee:(member b object:(name a)) argument:(integer 1) argument:(spread value:(name c)))"),
            LoweredText(
                "f?.(1)",
                "(call [optional] callee:(name f) argument:(integer 1))"),
            LoweredText(
                "a?.b(c)?.d",
                """
                (member d [optional] object:(call callee:(member b [optional] object:(name a)) argument:(name c)))
                """),
            LoweredText(
                "import('./m.js')",
                "(call callee:(name import) argument:(string \"./m.js\"))"),
            LoweredText(
                "require('fs').readFile(p)",
                """
                (call callee:(member readFile object:(call callee:(name require) argument:(string "fs"))) \
                argument:(name p))
                """),
            LoweredText(
                "new Foo",
                "(new callee:(name Foo))"),
            LoweredText(
                "new a.B(1)",
                "(new callee:(member B object:(name a)) argument:(integer 1))"),
            LoweredText(
                "new (f())()",
                "(new callee:(call callee:(name f)))"),
            LoweredText(
                "(() => 1)()",
                "(call callee:(function body:(integer 1)))"),
            LoweredText(
                "a(b)(c)",
                "(call callee:(call callee:(name a) argument:(name b)) argument:(name c))"),
        ])
    func calls(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }
}
