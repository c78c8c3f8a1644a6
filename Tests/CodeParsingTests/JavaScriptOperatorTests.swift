import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.javascript), "the parser is not built"))
struct JavaScriptOperatorTests {
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
