import CodeSyntax
import Testing

/// Assignments, and statements whose values are used.
@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyAssignmentTests {
    @Test(
        "assignments",
        arguments: [
            LoweredText(
                "a = b = 1",
                "(assign target:(name a) value:(assign target:(name b) value:(integer 1)))"),
            LoweredText(
                "a, b = b, a",
                """
                (assign target:(tuple element:(name a) element:(name b)) value:(list element:(name b) \
                element:(name a)))
                """),
            LoweredText(
                "a, *b = c",
                "(assign target:(tuple element:(name a) element:(spread value:(name b))) value:(name c))"),
            LoweredText(
                "(a, (b, *c)), d = e",
                """
                (assign target:(tuple element:(tuple element:(name a) element:(tuple element:(name b) \
                element:(spread value:(name c)))) element:(name d)) value:(name e))
                """),
            LoweredText(
                "a = 1, 2",
                "(assign target:(name a) value:(list element:(integer 1) element:(integer 2)))"),
            LoweredText(
                "a = *b",
                "(assign target:(name a) value:(list element:(spread value:(name b))))"),
            LoweredText(
                "a.b = 1; a&.b = 1; a::b = 1",
                """
                (assign target:(member b object:(name a)) value:(integer 1))
                (assign target:(member b [optional] object:(name a)) value:(integer 1))
                (assign target:(member b object:(name a)) value:(integer 1))
                """),
            LoweredText(
                "a[0] = 1",
                "(assign target:(index object:(name a) key:(integer 0)) value:(integer 1))"),
            LoweredText(
                "a += 1; a ||= 1; a &&= 1; a **= 2; a.b <<= 1",
                """
                (assign add target:(name a) value:(integer 1))
                (assign or target:(name a) value:(integer 1))
                (assign and target:(name a) value:(integer 1))
                (assign power target:(name a) value:(integer 2))
                (assign shiftLeft target:(member b object:(name a)) value:(integer 1))
                """),
            LoweredText(
                "A::B = 1",
                "(assign target:(member B [static] object:(name A)) value:(integer 1))"),
        ])
    func assignments(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "statements as values",
        arguments: [
            LoweredText(
                "x = if a then b elsif c then d else e end",
                """
                (assign target:(name x) value:(conditional condition:(name a) then:(name b) else:(conditional \
                condition:(name c) then:(name d) else:(name e))))
                """),
            LoweredText(
                "x = if a then b; c end",
                """
                (assign target:(name x) value:(conditional condition:(name a) then:(sequence element:(name b) \
                element:(name c))))
                """),
            LoweredText(
                "x = unless a then b end",
                "(assign target:(name x) value:(conditional condition:(unary not operand:(name a)) then:(name b)))"),
            LoweredText(
                "x = (a if b)",
                "(assign target:(name x) value:(conditional condition:(name b) then:(name a)))"),
            LoweredText(
                "x = begin a; b end",
                "(assign target:(name x) value:(sequence element:(name a) element:(name b)))"),
            LoweredText(
                "x = begin; a; rescue; b; end",
                """
                (assign target:(name x) value:(try body:(block statement:(name a)) statement:(catch body:(block \
                statement:(name b)))))
                """),
            LoweredText(
                "x = a rescue b",
                "(assign target:(name x) value:(binary coalesce left:(name a) right:(name b)))"),
            LoweredText(
                "x = (a; b)",
                "(assign target:(name x) value:(sequence element:(name a) element:(name b)))"),
            LoweredText(
                "x = case a when 1 then 2 end",
                """
                (assign target:(name x) value:(switch [expression] subject:(name a) statement:(case \
                pattern:(integer 1) body:(block statement:(integer 2)))))
                """),
            LoweredText(
                "x = while a do b end",
                "(assign target:(name x) value:(while condition:(name a) body:(block statement:(name b))))"),
            LoweredText(
                "x = if a then end",
                "(assign target:(name x) value:(conditional condition:(name a) then:(null null)))"),
        ])
    func values(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }
}
