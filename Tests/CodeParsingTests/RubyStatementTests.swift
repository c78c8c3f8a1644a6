import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyStatementTests {
    @Test(
        "branches",
        arguments: [
            LoweredText(
                "if a then b end",
                "(if condition:(name a) then:(block statement:(name b)))"),
            LoweredText(
                """
                if a
                  b
                elsif c
                  d
                else
                  e
                end
                """,
                """
                (if condition:(name a) then:(block statement:(name b)) else:(if condition:(name c) then:(block \
                statement:(name d)) else:(block statement:(name e))))
                """),
            LoweredText(
                "unless a then b else c end",
                """
                (if condition:(unary not operand:(name a)) then:(block statement:(name b)) else:(block \
                statement:(name c)))
                """),
            LoweredText(
                "a if b",
                "(if condition:(name b) then:(block statement:(name a)))"),
            LoweredText(
                "a unless b",
                "(if condition:(unary not operand:(name b)) then:(block statement:(name a)))"),
            LoweredText(
                "return if a",
                "(if condition:(name a) then:(block statement:(return)))"),
        ])
    func branches(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "loops",
        arguments: [
            LoweredText(
                "while a do b end",
                "(while condition:(name a) body:(block statement:(name b)))"),
            LoweredText(
                "until a do b end",
                "(while condition:(unary not operand:(name a)) body:(block statement:(name b)))"),
            LoweredText(
                "a while b",
                "(while condition:(name b) body:(block statement:(name a)))"),
            LoweredText(
                "a until b",
                "(while condition:(unary not operand:(name b)) body:(block statement:(name a)))"),
            LoweredText(
                "begin; a; end while b",
                "(doWhile body:(block statement:(name a)) condition:(name b))"),
            LoweredText(
                "begin; a; end until b",
                "(doWhile body:(block statement:(name a)) condition:(unary not operand:(name b)))"),
            LoweredText(
                "for i, j in x do y end",
                """
                (forEach target:(tuple element:(name i) element:(name j)) iterable:(name x) body:(block \
                statement:(name y)))
                """),
            LoweredText(
                "loop do next; break end",
                "(call callee:(name loop) argument:(function body:(block statement:(return) statement:(break))))"),
            LoweredText(
                "while a do next; break; redo end",
                """
                (while condition:(name a) body:(block statement:(continue) statement:(break) statement:(goto redo)))
                """),
            LoweredText(
                "f { next 1 }",
                "(call callee:(name f) argument:(function body:(block statement:(return value:(integer 1)))))"),
            LoweredText(
                "f { while a do next end }",
                """
                (call callee:(name f) argument:(function body:(block statement:(while condition:(name a) \
                body:(block statement:(continue))))))
                """),
            LoweredText(
                "f { break 2 }",
                "(call callee:(name f) argument:(function body:(block statement:(break value:(integer 2)))))"),
        ])
    func loops(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "exceptions",
        arguments: [
            LoweredText(
                """
                begin
                  a
                rescue A, B::C => e
                  b
                rescue *D
                  c
                rescue => @x
                  d
                else
                  e
                ensure
                  f
                end
                """,
                """
                (try body:(block statement:(name a)) statement:(catch type:(type A) type:(type B::C) target:(name \
                e) body:(block statement:(name b))) statement:(catch type:(type argument:(spread value:(name D))) \
                body:(block statement:(name c))) statement:(catch target:(name @x) body:(block statement:(name \
                d))) else:(block statement:(name e)) finally:(block statement:(name f)))
                """),
            LoweredText(
                """
                def a
                  b
                rescue
                  retry
                end
                """,
                """
                (function a body:(block statement:(try body:(block statement:(name b)) statement:(catch \
                body:(block statement:(goto retry))))))
                """),
            LoweredText(
                """
                f do
                  a
                ensure
                  b
                end
                """,
                """
                (call callee:(name f) argument:(function body:(block statement:(try body:(block statement:(name \
                a)) finally:(block statement:(name b))))))
                """),
            LoweredText(
                "a rescue b",
                "(try body:(block statement:(name a)) statement:(catch body:(block statement:(name b))))"),
            LoweredText(
                "raise",
                "(throw)"),
            LoweredText(
                "raise A",
                "(throw value:(name A))"),
            LoweredText(
                "raise A, \"m\", c",
                "(throw value:(name A) operand:(string \"m\") operand:(name c))"),
            LoweredText(
                "fail \"m\"",
                "(throw value:(string \"m\"))"),
            LoweredText(
                "a or raise \"m\"",
                "(binary or left:(name a) right:(throw value:(string \"m\")))"),
            LoweredText(
                "begin; a; end",
                "(block statement:(name a))"),
        ])
    func exceptions(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "jumps",
        arguments: [
            LoweredText(
                "return",
                "(return)"),
            LoweredText(
                "return a",
                "(return value:(name a))"),
            LoweredText(
                "return a, b",
                "(return value:(list element:(name a) element:(name b)))"),
            LoweredText(
                "return a => 1",
                "(return value:(list element:(map element:(entry key:(name a) value:(integer 1)))))"),
            LoweredText(
                "return *a",
                "(return value:(list element:(spread value:(name a))))"),
        ])
    func jumps(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "others",
        arguments: [
            LoweredText(
                "alias a b",
                "(call callee:(name alias) argument:(string \"a\") argument:(string \"b\"))"),
            LoweredText(
                "alias $a $b",
                "(call callee:(name alias) argument:(string \"$a\") argument:(string \"$b\"))"),
            LoweredText(
                "undef a, :b",
                "(call callee:(name undef) argument:(string \"a\") argument:(string \"b\"))"),
            LoweredText(
                "BEGIN { a }",
                "(block statement:(name a))"),
            LoweredText(
                "END { a }",
                "(block statement:(name a))"),
            LoweredText(
                "a; b",
                """
                (name a)
                (name b)
                """),
            LoweredText(
                "require 'a'",
                "(call callee:(name require) argument:(string \"a\"))"),
        ])
    func others(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }
}
