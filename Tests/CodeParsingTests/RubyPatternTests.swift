import CodeSyntax
import Testing

/// `case` and its patterns.
@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyPatternTests {
    @Test(
        "cases",
        arguments: [
            LoweredText(
                """
                case a
                when 1, *b then 2
                when C
                  3
                else 4
                end
                """,
                """
                (switch [expression] subject:(name a) statement:(case pattern:(integer 1) pattern:(spread \
                value:(name b)) body:(block statement:(integer 2))) statement:(case pattern:(name C) body:(block \
                statement:(integer 3))) statement:(case [default] body:(block statement:(integer 4))))
                """),
            LoweredText(
                """
                case
                when a then b
                end
                """,
                "(switch [expression] statement:(case pattern:(name a) body:(block statement:(name b))))"),
        ])
    func cases(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "patterns",
        arguments: [
            LoweredText(
                """
                case x
                in {name: String => n, age:, **nil}
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(map element:(entry key:(string \
                "name") value:(assign target:(name n) value:(name String))) element:(entry key:(string "age") \
                value:(name age)) element:(spread [double] value:(null null))) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in {a: 1, **r} if b
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(map element:(entry key:(string \
                "a") value:(integer 1)) element:(spread [double] value:(name r))) condition:(name b) body:(block \
                statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in [a, *b] unless c
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(list element:(name a) \
                element:(spread value:(name b))) condition:(unary not operand:(name c)) body:(block \
                statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in [*, 1, *]
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(list element:(spread) \
                element:(integer 1) element:(spread)) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in Point(x:, y: 1)
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(call callee:(name Point) \
                argument:(keywordArgument x value:(name x)) argument:(keywordArgument y value:(integer 1))) \
                body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in Point[a, b]
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(call callee:(name Point) \
                argument:(name a) argument:(name b)) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in 1 | 2
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(integer 1) pattern:(integer 2) \
                body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in [1 | 2, 3]
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(list element:(binary bitOr \
                left:(integer 1) right:(integer 2)) element:(integer 3)) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in ^y
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(unary dereference operand:(name \
                y)) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in ^(y + 1)
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(unary dereference operand:(binary \
                add left:(name y) right:(integer 1))) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in 1..
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(unary range operand:(integer 1)) \
                body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in nil
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(null null) body:(block \
                statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in a, b
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(list element:(name a) \
                element:(name b)) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in {"a": 1}
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(map element:(entry key:(string \
                "a") value:(integer 1))) body:(block statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in (a)
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(name a) body:(block \
                statement:(name y))))
                """),
            LoweredText(
                """
                case x
                in A::B
                  y
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(member B [static] object:(name A)) \
                body:(block statement:(name y))))
                """),
            LoweredText(
                "x => {a: {b:}}",
                """
                (assign target:(map element:(entry key:(string "a") value:(map element:(entry key:(string "b") \
                value:(name b))))) value:(name x))
                """),
            LoweredText(
                "x in [Integer, a]",
                "(binary matches left:(name x) right:(list element:(name Integer) element:(name a)))"),
            LoweredText(
                """
                case x
                in 1 then 2
                else 3
                end
                """,
                """
                (switch [expression] subject:(name x) statement:(case pattern:(integer 1) body:(block \
                statement:(integer 2))) statement:(case [default] body:(block statement:(integer 3))))
                """),
        ])
    func patterns(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }
}
