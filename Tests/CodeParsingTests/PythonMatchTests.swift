import CodeSyntax
import Testing

/// `match` and its patterns.
@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonMatchTests {
    @Test(
        "patterns",
        arguments: [
            LoweredText(
                """
                match x:
                  case 1 | -2 | "s" | None: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(integer 1) pattern:(unary negate \
                operand:(integer 2)) pattern:(string "s") pattern:(null null) body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case Point(x=0, y=[a, *_]): pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(call callee:(name Point) \
                argument:(keywordArgument x value:(integer 0)) argument:(keywordArgument y value:(list \
                element:(name a) element:(spread value:(name _))))) body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case {"k": v, -1: w, **rest}: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(map element:(entry key:(string "k") value:(name \
                v)) element:(entry key:(unary negate operand:(integer 1)) value:(name w)) element:(spread \
                [double] value:(name rest))) body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case [a, b] if a > 1: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(list element:(name a) element:(name b)) \
                condition:(binary greater left:(name a) right:(integer 1)) body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case str() as s: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(assign target:(name s) value:(call callee:(name \
                str))) body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case a.B.C: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(member C object:(member B object:(name a))) \
                body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case (1): pass
                """,
                "(switch subject:(name x) statement:(case pattern:(integer 1) body:(block statement:(empty))))"),
            LoweredText(
                """
                match x:
                  case ((y)): pass
                """,
                "(switch subject:(name x) statement:(case pattern:(name y) body:(block statement:(empty))))"),
            LoweredText(
                """
                match x:
                  case -1+2j: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(binary add left:(unary negate operand:(integer \
                1)) right:(float 2j)) body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case a, b: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(tuple element:(name a) element:(name b)) \
                body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case a,: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(tuple element:(name a)) body:(block \
                statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case [1 | 2, _]: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(list element:(binary bitOr left:(integer 1) \
                right:(integer 2)) element:(name _)) body:(block statement:(empty))))
                """),
            LoweredText(
                """
                match x:
                  case (): pass
                """,
                "(switch subject:(name x) statement:(case pattern:(tuple) body:(block statement:(empty))))"),
            LoweredText(
                """
                match x:
                  case True: pass
                """,
                "(switch subject:(name x) statement:(case pattern:(boolean true) body:(block statement:(empty))))"),
        ])
    func patterns(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "defaults",
        arguments: [
            LoweredText(
                """
                match x:
                  case _: pass
                """,
                "(switch subject:(name x) statement:(case [default] body:(block statement:(empty))))"),
            LoweredText(
                """
                match x:
                  case (_): pass
                """,
                "(switch subject:(name x) statement:(case [default] body:(block statement:(empty))))"),
            LoweredText(
                """
                match x:
                  case _ if z: pass
                """,
                """
                (switch subject:(name x) statement:(case pattern:(name _) condition:(name z) body:(block \
                statement:(empty))))
                """),
        ])
    func defaults(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "subjects",
        arguments: [
            LoweredText(
                """
                match a, b:
                  case _: pass
                """,
                """
                (switch subject:(tuple element:(name a) element:(name b)) statement:(case [default] body:(block \
                statement:(empty))))
                """),
            LoweredText(
                """
                match a,:
                  case _: pass
                """,
                """
                (switch subject:(tuple element:(name a)) statement:(case [default] body:(block statement:(empty))))
                """),
        ])
    func subjects(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "soft keywords as names",
        arguments: [
            LoweredText(
                """
                match = 1
                case = match
                type = case
                print(match, type(case))
                """,
                """
                (assign target:(name match) value:(integer 1))
                (assign target:(name case) value:(name match))
                (assign target:(name type) value:(name case))
                (call callee:(name print) argument:(name match) argument:(call callee:(name type) argument:(name \
                case)))
                """)
        ])
    func names(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }
}
