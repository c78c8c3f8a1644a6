import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyExpressionTests {
    @Test(
        "literals",
        arguments: [
            LoweredText(
                "1_000; 0xFF; 0b1; 017",
                """
                (integer 1000)
                (integer 0xff)
                (integer 0b1)
                (integer 017)
                """),
            LoweredText(
                "1.5e3; 2r; 3i; 2ri",
                """
                (float 1.5e3)
                (float 2r)
                (float 3i)
                (float 2ri)
                """),
            LoweredText(
                "true; false; nil; self",
                """
                (boolean true)
                (boolean false)
                (null null)
                (name self)
                """),
            LoweredText(
                "[]; {}; [1, *a, b: 2, **c]",
                """
                (list)
                (map)
                (list element:(integer 1) element:(spread value:(name a)) element:(map element:(entry key:(string \
                "b") value:(integer 2)) element:(spread [double] value:(name c))))
                """),
            LoweredText(
                "{a: 1, \"b\": 2, :c => 3, d => 4, **e, f:}",
                """
                (map element:(entry key:(string "a") value:(integer 1)) element:(entry key:(string "b") \
                value:(integer 2)) element:(entry key:(string "c") value:(integer 3)) element:(entry key:(name d) \
                value:(integer 4)) element:(spread [double] value:(name e)) element:(entry key:(string "f") \
                value:(name f)))
                """),
            LoweredText(
                "1..2; (1...); (..2)",
                """
                (binary range left:(integer 1) right:(integer 2))
                (unary range operand:(integer 1))
                (unary range operand:(integer 2))
                """),
            LoweredText(
                "__FILE__; $x; @a; @@b; $1; C",
                """
                (name __FILE__)
                (name $x)
                (name @a)
                (name @@b)
                (name $1)
                (name C)
                """),
        ])
    func literals(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "operators",
        arguments: [
            LoweredText(
                "-1; -x; +x; ~x; !x; not x",
                """
                (unary negate operand:(integer 1))
                (unary negate operand:(name x))
                (unary plus operand:(name x))
                (unary bitNot operand:(name x))
                (unary not operand:(name x))
                (unary not operand:(name x))
                """),
            LoweredText(
                "2 ** -1",
                "(binary power left:(integer 2) right:(unary negate operand:(integer 1)))"),
            LoweredText(
                "a + b - c * d / e % f",
                """
                (binary subtract left:(binary add left:(name a) right:(name b)) right:(binary modulo left:(binary \
                divide left:(binary multiply left:(name c) right:(name d)) right:(name e)) right:(name f)))
                """),
            LoweredText(
                "a <=> b; a == b; a != b; a === b; a =~ b; a !~ b",
                """
                (binary compare left:(name a) right:(name b))
                (binary equal left:(name a) right:(name b))
                (binary notEqual left:(name a) right:(name b))
                (binary strictEqual left:(name a) right:(name b))
                (binary matches left:(name a) right:(name b))
                (binary notMatches left:(name a) right:(name b))
                """),
            LoweredText(
                "a << b >> c & d | e ^ f",
                """
                (binary bitXor left:(binary bitOr left:(binary bitAnd left:(binary shiftRight left:(binary \
                shiftLeft left:(name a) right:(name b)) right:(name c)) right:(name d)) right:(name e)) \
                right:(name f))
                """),
            LoweredText(
                "a && b || c; a and not b or c",
                """
                (binary or left:(binary and left:(name a) right:(name b)) right:(name c))
                (binary or left:(binary and left:(name a) right:(unary not operand:(name b))) right:(name c))
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
                "a ? b : c",
                "(conditional condition:(name a) then:(name b) else:(name c))"),
            LoweredText(
                "defined?(x)",
                "(unary typeOf operand:(name x))"),
            LoweredText(
                "((a))",
                "(name a)"),
        ])
    func operators(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "calls",
        arguments: [
            LoweredText(
                "f",
                "(name f)"),
            LoweredText(
                "f()",
                "(call callee:(name f))"),
            LoweredText(
                "f!",
                "(call callee:(name f!))"),
            LoweredText(
                "f a, 1",
                "(call callee:(name f) argument:(name a) argument:(integer 1))"),
            LoweredText(
                "a.b",
                "(call callee:(member b object:(name a)))"),
            LoweredText(
                "a.b(1).c",
                "(call callee:(member c object:(call callee:(member b object:(name a)) argument:(integer 1))))"),
            LoweredText(
                "a&.b",
                "(call callee:(member b [optional] object:(name a)))"),
            LoweredText(
                "A::B",
                "(member B [static] object:(name A))"),
            LoweredText(
                "::A",
                "(name A)"),
            LoweredText(
                "A::b(1)",
                "(call callee:(member b object:(name A)) argument:(integer 1))"),
            LoweredText(
                "a.(1)",
                "(call callee:(name a) argument:(integer 1))"),
            LoweredText(
                "a.+(b)",
                "(call callee:(member + object:(name a)) argument:(name b))"),
            LoweredText(
                "f(*a, **b, &c)",
                """
                (call callee:(name f) argument:(spread value:(name a)) argument:(spread [double] value:(name b)) \
                argument:(unary addressOf operand:(name c)))
                """),
            LoweredText(
                "f(&:up)",
                "(call callee:(name f) argument:(unary addressOf operand:(string \"up\")))"),
            LoweredText(
                "f :a, :b => 1, c: 2, \"d\": 3, \"e\" => 4, \"f\" => 5",
                """
                (call callee:(name f) argument:(string "a") argument:(keywordArgument b value:(integer 1)) \
                argument:(keywordArgument c value:(integer 2)) argument:(keywordArgument d value:(integer 3)) \
                argument:(map element:(entry key:(string "e") value:(integer 4)) element:(entry key:(string "f") \
                value:(integer 5))))
                """),
            LoweredText(
                "f(x:)",
                "(call callee:(name f) argument:(keywordArgument x value:(name x)))"),
            LoweredText(
                "f(g h, i)",
                "(call callee:(name f) argument:(call callee:(name g) argument:(name h) argument:(name i)))"),
            LoweredText(
                "super; super(); super(1)",
                """
                (call callee:(name super))
                (call callee:(name super))
                (call callee:(name super) argument:(integer 1))
                """),
            LoweredText(
                "yield; yield 1, 2",
                """
                (call callee:(name yield))
                (call callee:(name yield) argument:(integer 1) argument:(integer 2))
                """),
        ])
    func calls(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "blocks",
        arguments: [
            LoweredText(
                "f { |x| x }",
                "(call callee:(name f) argument:(function parameter:(parameter x) body:(block statement:(name x))))"),
            LoweredText(
                "f a do |x, (y, z), *r, k: 1, **o, &b| p x end",
                """
                (call callee:(name f) argument:(name a) argument:(function parameter:(parameter x) \
                parameter:(parameter target:(tuple element:(name y) element:(name z))) parameter:(parameter r \
                [variadic]) parameter:(parameter k value:(integer 1)) parameter:(parameter o [double]) \
                parameter:(parameter addressOf b) body:(block statement:(call callee:(name p) argument:(name x)))))
                """),
            LoweredText(
                "a.map { it + 1 }",
                """
                (call callee:(member map object:(name a)) argument:(function parameter:(parameter it) body:(block \
                statement:(binary add left:(name it) right:(integer 1)))))
                """),
            LoweredText(
                "a.map { _1 + _2 }",
                """
                (call callee:(member map object:(name a)) argument:(function parameter:(parameter _1) \
                parameter:(parameter _2) body:(block statement:(binary add left:(name _1) right:(name _2)))))
                """),
            LoweredText(
                "it 'is' do x end",
                """
                (call callee:(name it) argument:(string "is") argument:(function body:(block statement:(name x))))
                """),
            LoweredText(
                "->(x, y = 1) { x }",
                """
                (function parameter:(parameter x) parameter:(parameter y value:(integer 1)) body:(block \
                statement:(name x)))
                """),
            LoweredText(
                "lambda { |x; l| x }",
                """
                (call callee:(name lambda) argument:(function parameter:(parameter x) body:(block statement:(name \
                x))))
                """),
            LoweredText(
                "f {}",
                "(call callee:(name f) argument:(function body:(block)))"),
        ])
    func blocks(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "subscripts",
        arguments: [
            LoweredText(
                "a[1]; a[1, 2]; a[]",
                """
                (index object:(name a) key:(integer 1))
                (index object:(name a) key:(integer 1) key:(integer 2))
                (index object:(name a))
                """),
            LoweredText(
                "a[1..2]; a[1..]; a[..2]",
                """
                (index object:(name a) key:(slice lower:(integer 1) upper:(integer 2)))
                (index object:(name a) key:(slice lower:(integer 1)))
                (index object:(name a) key:(slice upper:(integer 2)))
                """),
            LoweredText(
                "a[b: 1]",
                "(index object:(name a) key:(map element:(entry key:(string \"b\") value:(integer 1))))"),
        ])
    func subscripts(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }
}
