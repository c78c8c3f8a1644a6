import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonStatementTests {
    @Test(
        "branches",
        arguments: [
            LoweredText(
                "if a: b; c",
                "(if condition:(name a) then:(block statement:(name b) statement:(name c)))"),
            LoweredText(
                """
                if a: pass
                elif b: x
                elif c: y
                else: z
                """,
                """
                (if condition:(name a) then:(block statement:(empty)) else:(if condition:(name b) then:(block \
                statement:(name x)) else:(if condition:(name c) then:(block statement:(name y)) else:(block \
                statement:(name z)))))
                """),
        ])
    func branches(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "loops",
        arguments: [
            LoweredText(
                """
                for i, j in xs:
                  break
                else:
                  continue
                """,
                """
                (forEach target:(tuple element:(name i) element:(name j)) iterable:(name xs) body:(block \
                statement:(break)) else:(block statement:(continue)))
                """),
            LoweredText(
                "for x in *a, b: pass",
                """
                (forEach target:(name x) iterable:(tuple element:(spread value:(name a)) element:(name b)) \
                body:(block statement:(empty)))
                """),
            LoweredText(
                "for x, in y: pass",
                "(forEach target:(tuple element:(name x)) iterable:(name y) body:(block statement:(empty)))"),
            LoweredText(
                """
                while a: b
                else: c
                """,
                "(while condition:(name a) body:(block statement:(name b)) else:(block statement:(name c)))"),
            LoweredText(
                """
                async def f():
                  async for x in y: pass
                """,
                """
                (function f [async] body:(block statement:(forEach [async] target:(name x) iterable:(name y) \
                body:(block statement:(empty)))))
                """),
        ])
    func loops(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "exceptions",
        arguments: [
            LoweredText(
                """
                try:
                  a
                except (A, b.C) as e: d
                except D: e
                except: f
                else: g
                finally: h
                """,
                """
                (try body:(block statement:(name a)) statement:(catch type:(type A) type:(type b.C) target:(name \
                e) body:(block statement:(name d))) statement:(catch type:(type D) body:(block statement:(name \
                e))) statement:(catch body:(block statement:(name f))) else:(block statement:(name g)) \
                finally:(block statement:(name h)))
                """),
            LoweredText(
                """
                try: a
                except* E as e: b
                """,
                """
                (try body:(block statement:(name a)) statement:(catch type:(type E) target:(name e) body:(block \
                statement:(name b))))
                """),
            LoweredText(
                """
                try: a
                except (E): b
                """,
                """
                (try body:(block statement:(name a)) statement:(catch type:(type E) body:(block statement:(name \
                b))))
                """),
            LoweredText(
                """
                try: a
                except A, B: b
                """,
                """
                (try body:(block statement:(name a)) statement:(catch type:(type A) type:(type B) body:(block \
                statement:(name b))))
                """),
            LoweredText(
                "raise",
                "(throw)"),
            LoweredText(
                "raise A(1)",
                "(throw value:(call callee:(name A) argument:(integer 1)))"),
            LoweredText(
                "raise A from b",
                "(throw value:(name A) operand:(name b))"),
        ])
    func exceptions(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "with",
        arguments: [
            LoweredText(
                "with a: pass",
                "(with resource:(name a) body:(block statement:(empty)))"),
            LoweredText(
                "with open(a) as f, b as (c, d): pass",
                """
                (with resource:(assign target:(name f) value:(call callee:(name open) argument:(name a))) \
                resource:(assign target:(tuple element:(name c) element:(name d)) value:(name b)) body:(block \
                statement:(empty)))
                """),
            LoweredText(
                "with (open(a) as f, open(b) as g,): pass",
                """
                (with resource:(assign target:(name f) value:(call callee:(name open) argument:(name a))) \
                resource:(assign target:(name g) value:(call callee:(name open) argument:(name b))) body:(block \
                statement:(empty)))
                """),
            LoweredText(
                "with (a): pass",
                "(with resource:(name a) body:(block statement:(empty)))"),
            LoweredText(
                """
                async def f():
                  async with a as b: pass
                """,
                """
                (function f [async] body:(block statement:(with [async] resource:(assign target:(name b) \
                value:(name a)) body:(block statement:(empty)))))
                """),
        ])
    func resources(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "small statements",
        arguments: [
            LoweredText(
                "assert a, \"m\"",
                "(assert condition:(name a) value:(string \"m\"))"),
            LoweredText(
                "del a, b[1], c.d",
                """
                (delete value:(name a) value:(index object:(name b) key:(integer 1)) value:(member d object:(name \
                c)))
                """),
            LoweredText(
                "global a, b",
                "(global element:(name a) element:(name b))"),
            LoweredText(
                "nonlocal a",
                "(global element:(name a))"),
            LoweredText(
                "pass",
                "(empty)"),
            LoweredText(
                "return",
                "(return)"),
            LoweredText(
                "return a, b",
                "(return value:(tuple element:(name a) element:(name b)))"),
            LoweredText(
                "def f(): return *a, b",
                """
                (function f body:(block statement:(return value:(tuple element:(spread value:(name a)) \
                element:(name b)))))
                """),
        ])
    func small(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "Python 2",
        arguments: [
            LoweredText(
                "print \"x\", y",
                "(call callee:(name print) argument:(string \"x\") argument:(name y))"),
            LoweredText(
                "print >>f, x",
                "(call callee:(name print) argument:(keywordArgument file value:(name f)) argument:(name x))"),
            LoweredText(
                "print",
                "(name print)"),
            LoweredText(
                "exec \"code\" in ns",
                "(call callee:(name exec) argument:(string \"code\") argument:(name ns))"),
            LoweredText(
                "exec c",
                "(call callee:(name exec) argument:(name c))"),
            LoweredText(
                "raise A, \"x\"",
                "(throw value:(tuple element:(name A) element:(string \"x\")))"),
            LoweredText(
                """
                try: a
                except E, e: b
                """,
                """
                (try body:(block statement:(name a)) statement:(catch type:(type E) target:(name e) body:(block \
                statement:(name b))))
                """),
            LoweredText(
                "def g((p, q)): pass",
                """
                (function g parameter:(parameter target:(tuple element:(name p) element:(name q))) body:(block \
                statement:(empty)))
                """),
            LoweredText(
                "ur\"a\"",
                "(string \"a\")"),
            LoweredText(
                "print \"%s\" % a",
                "(call callee:(name print) argument:(binary modulo left:(string \"%s\") right:(name a)))"),
        ])
    func old(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }
}
