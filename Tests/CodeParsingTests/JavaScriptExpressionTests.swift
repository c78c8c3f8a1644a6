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

    @Test(
        "operators",
        arguments: [
            LoweredText(
                "a + b - c * d / e % f ** g",
                """
                (binary subtract left:(binary add left:(name a) right:(name b)) right:(binary modulo left:(binary \
                divide left:(binary multiply left:(name c) right:(name d)) right:(name e)) right:(binary power \
                left:(name f) right:(name g))))
                """),
            LoweredText(
                "a & b | c ^ ~d",
                """
                (binary bitOr left:(binary bitAnd left:(name a) right:(name b)) right:(binary bitXor left:(name c) \
                right:(unary bitNot operand:(name d))))
                """),
            LoweredText(
                "a << 1 >> 2 >>> 3",
                """
                (binary shiftRightUnsigned left:(binary shiftRight left:(binary shiftLeft left:(name a) \
                right:(integer 1)) right:(integer 2)) right:(integer 3))
                """),
            LoweredText(
                "a == b; a != b; a === b; a !== b",
                """
                (binary equal left:(name a) right:(name b))
                (binary notEqual left:(name a) right:(name b))
                (binary strictEqual left:(name a) right:(name b))
                (binary strictNotEqual left:(name a) right:(name b))
                """),
            LoweredText(
                "a < b; a <= b; a > b; a >= b",
                """
                (binary less left:(name a) right:(name b))
                (binary lessOrEqual left:(name a) right:(name b))
                (binary greater left:(name a) right:(name b))
                (binary greaterOrEqual left:(name a) right:(name b))
                """),
            LoweredText(
                "a && b || !c",
                "(binary or left:(binary and left:(name a) right:(name b)) right:(unary not operand:(name c)))"),
            LoweredText(
                "a ?? b",
                "(binary coalesce left:(name a) right:(name b))"),
            LoweredText(
                "k in o; a instanceof B",
                """
                (binary contains left:(name k) right:(name o))
                (binary instanceOf left:(name a) right:(name B))
                """),
            LoweredText(
                "-a; +a; typeof a; void 0",
                """
                (unary negate operand:(name a))
                (unary plus operand:(name a))
                (unary typeOf operand:(name a))
                (unary void operand:(integer 0))
                """),
            LoweredText(
                "delete a.b",
                "(delete value:(member b object:(name a)))"),
            LoweredText(
                "a ? b : c",
                "(conditional condition:(name a) then:(name b) else:(name c))"),
            LoweredText(
                "(a, b, c)",
                "(sequence element:(name a) element:(name b) element:(name c))"),
            LoweredText(
                "await f()",
                "(await value:(call callee:(name f)))"),
            LoweredText(
                "i++; --j",
                """
                (assign add [postfix] target:(name i) value:(integer 1))
                (assign subtract target:(name j) value:(integer 1))
                """),
        ])
    func operators(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "assignments",
        arguments: [
            LoweredText(
                "a = b = c",
                "(assign target:(name a) value:(assign target:(name b) value:(name c)))"),
            LoweredText(
                "a += 1; a -= 1; a *= 1; a /= 1; a %= 1; a **= 1",
                """
                (assign add target:(name a) value:(integer 1))
                (assign subtract target:(name a) value:(integer 1))
                (assign multiply target:(name a) value:(integer 1))
                (assign divide target:(name a) value:(integer 1))
                (assign modulo target:(name a) value:(integer 1))
                (assign power target:(name a) value:(integer 1))
                """),
            LoweredText(
                "a <<= 1; a >>= 1; a >>>= 1; a &= 1; a |= 1; a ^= 1",
                """
                (assign shiftLeft target:(name a) value:(integer 1))
                (assign shiftRight target:(name a) value:(integer 1))
                (assign shiftRightUnsigned target:(name a) value:(integer 1))
                (assign bitAnd target:(name a) value:(integer 1))
                (assign bitOr target:(name a) value:(integer 1))
                (assign bitXor target:(name a) value:(integer 1))
                """),
            LoweredText(
                "a &&= 1; a ||= 1; a ??= 1",
                """
                (assign and target:(name a) value:(integer 1))
                (assign or target:(name a) value:(integer 1))
                (assign coalesce target:(name a) value:(integer 1))
                """),
            LoweredText(
                "o.p = 1; o[k] = 2",
                """
                (assign target:(member p object:(name o)) value:(integer 1))
                (assign target:(index object:(name o) key:(name k)) value:(integer 2))
                """),
            LoweredText(
                "let a, b = 1; const c = 2; var d",
                """
                (assign [declaration] target:(name a))
                (assign [declaration] target:(name b) value:(integer 1))
                (assign [declaration] target:(name c) value:(integer 2))
                (assign [declaration] target:(name d))
                """),
            LoweredText(
                "const {a, b: c, d = 1, e: {f}, 'g-h': i, [j]: k, ...l} = o",
                """
                (assign [declaration] target:(map element:(entry key:(string "a") value:(name a)) element:(entry \
                key:(string "b") value:(name c)) element:(entry key:(string "d") value:(assign target:(name d) \
                value:(integer 1))) element:(entry key:(string "e") value:(map element:(entry key:(string "f") \
                value:(name f)))) element:(entry key:(string "g-h") value:(name i)) element:(entry key:(name j) \
                value:(name k)) element:(spread value:(name l))) value:(name o))
                """),
            LoweredText(
                "const [a, , b = 1, [c], ...d] = xs",
                """
                (assign [declaration] target:(list element:(name a) element:(empty) element:(assign target:(name \
                b) value:(integer 1)) element:(list element:(name c)) element:(spread value:(name d))) value:(name \
                xs))
                """),
            LoweredText(
                "({a, b: o.p} = c)",
                """
                (assign target:(map element:(entry key:(string "a") value:(name a)) element:(entry key:(string \
                "b") value:(member p object:(name o)))) value:(name c))
                """),
            LoweredText(
                "[a.b, c[0]] = d",
                """
                (assign target:(list element:(member b object:(name a)) element:(index object:(name c) \
                key:(integer 0))) value:(name d))
                """),
            LoweredText(
                "using r = open()",
                "(assign [declaration] target:(name r) value:(call callee:(name open)))"),
        ])
    func assignments(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "functions",
        arguments: [
            LoweredText(
                "function f(a, b = 1, {c, d = 2}, [e], ...g) { return a }",
                """
                (function f parameter:(parameter a) parameter:(parameter b value:(integer 1)) parameter:(parameter \
                target:(map element:(entry key:(string "c") value:(name c)) element:(entry key:(string "d") \
                value:(assign target:(name d) value:(integer 2))))) parameter:(parameter target:(list \
                element:(name e))) parameter:(parameter g [variadic]) body:(block statement:(return value:(name \
                a))))
                """),
            LoweredText(
                "async function f() { await g() }",
                "(function f [async] body:(block statement:(await value:(call callee:(name g)))))"),
            LoweredText(
                "function* g() { yield; yield 1; yield* h() }",
                """
                (function g body:(block statement:(yield) statement:(yield value:(integer 1)) statement:(yield \
                value:(call callee:(name h)))))
                """),
            LoweredText(
                "const f = function named() {}",
                "(assign [declaration] target:(name f) value:(function named body:(block)))"),
            LoweredText(
                "x => x + 1",
                "(function parameter:(parameter x) body:(binary add left:(name x) right:(integer 1)))"),
            LoweredText(
                "async (a, b) => { await a }",
                """
                (function [async] parameter:(parameter a) parameter:(parameter b) body:(block statement:(await \
                value:(name a))))
                """),
            LoweredText(
                "() => ({a: 1})",
                "(function body:(map element:(entry key:(string \"a\") value:(integer 1))))"),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "markup",
        arguments: [
            LoweredText(
                "<a href=\"x&amp;y\" {...p} on={f} disabled />",
                """
                (markup a argument:(attribute href value:(string "x&y")) argument:(spread value:(name p)) \
                argument:(attribute on value:(name f)) argument:(attribute disabled))
                """),
            LoweredText(
                "<Foo.Bar><b>text</b>{x}</Foo.Bar>",
                "(markup Foo.Bar element:(markup b element:(string \"text\")) element:(name x))"),
            LoweredText(
                "<></>",
                "(markup)"),
            LoweredText(
                """
                <p>
                  two   words &nbsp;
                  next line {a} b
                </p>
                """,
                """
                (markup p element:(string "two   words   next line ") element:(name a) element:(string " b"))
                """),
            LoweredText(
                "<svg xlink:href='#a'/>",
                "(markup svg argument:(attribute xlink:href value:(string \"#a\")))"),
            LoweredText(
                "<ul>{xs.map(x => <li key={x}>{x}</li>)}{/* note */}</ul>",
                """
                (markup ul element:(call callee:(member map object:(name xs)) argument:(function \
                parameter:(parameter x) body:(markup li argument:(attribute key value:(name x)) element:(name \
                x)))))
                """),
            LoweredText(
                "<a b=<c/> />",
                "(markup a argument:(attribute b value:(markup c)))"),
            LoweredText(
                "<a>{...xs}</a>",
                "(markup a element:(spread value:(name xs)))"),
        ])
    func markup(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }
}
