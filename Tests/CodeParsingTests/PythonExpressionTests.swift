import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonExpressionTests {
    @Test(
        "literals",
        arguments: [
            LoweredText(
                "1_000; 0xFF; 0o17; 0b1; 10L; 0777",
                """
                (integer 1000)
                (integer 0xff)
                (integer 0o17)
                (integer 0b1)
                (integer 10l)
                (integer 0777)
                """),
            LoweredText(
                "1.5e10; .5; 1.; 2j",
                """
                (float 1.5e10)
                (float .5)
                (float 1.)
                (float 2j)
                """),
            LoweredText(
                "True; False; None; ...",
                """
                (boolean true)
                (boolean false)
                (null null)
                (ellipsis)
                """),
            LoweredText(
                """
                ()
                []
                {}
                """,
                """
                (tuple)
                (list)
                (map)
                """),
        ])
    func literals(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "operators",
        arguments: [
            LoweredText(
                "-a + ~b ** +c",
                """
                (binary add left:(unary negate operand:(name a)) right:(unary bitNot operand:(binary power \
                left:(name b) right:(unary plus operand:(name c)))))
                """),
            LoweredText(
                "a @ b // c % d << e >> f & g | h ^ i",
                """
                (binary bitOr left:(binary bitAnd left:(binary shiftRight left:(binary shiftLeft left:(binary \
                modulo left:(binary floorDivide left:(binary matrixMultiply left:(name a) right:(name b)) \
                right:(name c)) right:(name d)) right:(name e)) right:(name f)) right:(name g)) right:(binary \
                bitXor left:(name h) right:(name i)))
                """),
            LoweredText(
                "a and b or not c",
                "(binary or left:(binary and left:(name a) right:(name b)) right:(unary not operand:(name c)))"),
            LoweredText(
                "a < b; a is not b; a not in b; a <> b; a is b; a in b; a != b",
                """
                (binary less left:(name a) right:(name b))
                (binary notSame left:(name a) right:(name b))
                (binary notContains left:(name a) right:(name b))
                (binary notEqual left:(name a) right:(name b))
                (binary same left:(name a) right:(name b))
                (binary contains left:(name a) right:(name b))
                (binary notEqual left:(name a) right:(name b))
                """),
            LoweredText(
                "a < b <= c < d",
                """
                (binary and left:(binary and left:(binary less left:(name a) right:(name b)) right:(binary \
                lessOrEqual left:(name b) right:(name c))) right:(binary less left:(name c) right:(name d)))
                """),
            LoweredText(
                "a if b else c",
                "(conditional condition:(name b) then:(name a) else:(name c))"),
            LoweredText(
                "((a + b) + c) * d",
                """
                (binary multiply left:(binary add left:(binary add left:(name a) right:(name b)) right:(name c)) \
                right:(name d))
                """),
        ])
    func operators(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "calls and members",
        arguments: [
            LoweredText(
                "a.b[c].d()(e)",
                """
                (call callee:(call callee:(member d object:(index object:(member b object:(name a)) key:(name \
                c)))) argument:(name e))
                """),
            LoweredText(
                "f(*a, **b, c=1)",
                """
                (call callee:(name f) argument:(spread value:(name a)) argument:(spread [double] value:(name b)) \
                argument:(keywordArgument c value:(integer 1)))
                """),
            LoweredText(
                "f(x for x in y)",
                """
                (call callee:(name f) argument:(comprehension element:(name x) operand:(comprehensionClause \
                target:(name x) iterable:(name y))))
                """),
            LoweredText(
                "print(1, file=x)",
                "(call callee:(name print) argument:(integer 1) argument:(keywordArgument file value:(name x)))"),
            LoweredText(
                "await a.b()",
                "(await value:(call callee:(member b object:(name a))))"),
            LoweredText(
                """
                f(a, # why
                  b)
                """,
                "(call callee:(name f) argument:(name a) argument:(name b))"),
        ])
    func calls(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "subscripts",
        arguments: [
            LoweredText(
                "a[1], a[1:2], a[::3, ...], a[:], a[b:]",
                """
                (tuple element:(index object:(name a) key:(integer 1)) element:(index object:(name a) key:(slice \
                lower:(integer 1) upper:(integer 2))) element:(index object:(name a) key:(slice step:(integer 3)) \
                key:(ellipsis)) element:(index object:(name a) key:(slice)) element:(index object:(name a) \
                key:(slice lower:(name b))))
                """),
            LoweredText(
                "a[*b]",
                "(index object:(name a) key:(spread value:(name b)))"),
        ])
    func subscripts(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "assignments",
        arguments: [
            LoweredText(
                "a = b = c",
                "(assign target:(name a) value:(assign target:(name b) value:(name c)))"),
            LoweredText(
                "a, *b = c",
                "(assign target:(tuple element:(name a) element:(spread value:(name b))) value:(name c))"),
            LoweredText(
                "(a) = 1",
                "(assign target:(name a) value:(integer 1))"),
            LoweredText(
                "[a, (b, c)] = d",
                """
                (assign target:(list element:(name a) element:(tuple element:(name b) element:(name c))) \
                value:(name d))
                """),
            LoweredText(
                "a, = b",
                "(assign target:(tuple element:(name a)) value:(name b))"),
            LoweredText(
                "x: int = 5",
                "(assign [declaration] target:(name x) type:(type int) value:(integer 5))"),
            LoweredText(
                "y: str",
                "(assign [declaration] target:(name y) type:(type str))"),
            LoweredText(
                "type(a).b = c",
                "(assign target:(member b object:(call callee:(name type) argument:(name a))) value:(name c))"),
            LoweredText(
                "type(a).b[c] = d",
                """
                (assign target:(index object:(member b object:(call callee:(name type) argument:(name a))) \
                key:(name c)) value:(name d))
                """),
            LoweredText(
                "a.b += 1",
                "(assign add target:(member b object:(name a)) value:(integer 1))"),
            LoweredText(
                "a[0] **= 2",
                "(assign power target:(index object:(name a) key:(integer 0)) value:(integer 2))"),
            LoweredText(
                "if (n := len(a)) > 10: pass",
                """
                (if condition:(binary greater left:(assign target:(name n) value:(call callee:(name len) \
                argument:(name a))) right:(integer 10)) then:(block statement:(empty)))
                """),
        ])
    func assignments(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "collections",
        arguments: [
            LoweredText(
                "[*x, 1]",
                "(list element:(spread value:(name x)) element:(integer 1))"),
            LoweredText(
                "{a, *b}",
                "(set element:(name a) element:(spread value:(name b)))"),
            LoweredText(
                "{**a, \"b\": c}",
                "(map element:(spread [double] value:(name a)) element:(entry key:(string \"b\") value:(name c)))"),
            LoweredText(
                "(a,)",
                "(tuple element:(name a))"),
            LoweredText(
                "a, b",
                "(tuple element:(name a) element:(name b))"),
            LoweredText(
                "(a)",
                "(name a)"),
        ])
    func collections(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "comprehensions",
        arguments: [
            LoweredText(
                "[x for x in y if z if w for k in l]",
                """
                (comprehension element:(name x) operand:(comprehensionClause target:(name x) iterable:(name y) \
                condition:(name z) condition:(name w)) operand:(comprehensionClause target:(name k) \
                iterable:(name l)))
                """),
            LoweredText(
                "{a: b for a, b in c}",
                """
                (comprehension element:(entry key:(name a) value:(name b)) operand:(comprehensionClause \
                target:(tuple element:(name a) element:(name b)) iterable:(name c)))
                """),
            LoweredText(
                "{a for a in b}",
                "(comprehension element:(name a) operand:(comprehensionClause target:(name a) iterable:(name b)))"),
            LoweredText(
                "[await x async for x in y]",
                """
                (comprehension element:(await value:(name x)) operand:(comprehensionClause [async] target:(name \
                x) iterable:(name y)))
                """),
            LoweredText(
                "(a for a in b)",
                "(comprehension element:(name a) operand:(comprehensionClause target:(name a) iterable:(name b)))"),
        ])
    func comprehensions(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "lambdas",
        arguments: [
            LoweredText(
                "lambda: 0",
                "(function body:(integer 0))"),
            LoweredText(
                "lambda x, *a, y=1, **k: x",
                """
                (function parameter:(parameter x) parameter:(parameter a [variadic]) parameter:(parameter y \
                value:(integer 1)) parameter:(parameter k [double]) body:(name x))
                """),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "yield",
        arguments: [
            LoweredText(
                "(yield)",
                "(yield)"),
            LoweredText(
                "x = yield a, b",
                "(assign target:(name x) value:(yield value:(tuple element:(name a) element:(name b))))"),
            LoweredText(
                "x = yield from g()",
                "(assign target:(name x) value:(yield value:(spread value:(call callee:(name g)))))"),
        ])
    func generators(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }
}
