import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.go), "the parser is not built"))
struct GoExpressionTests {
    @Test(
        "names, members and calls",
        arguments: [
            LoweredText(
                "a; b.c.d; _ = e",
                """
                (name a)
                (member d object:(member c object:(name b)))
                (assign target:(name _) value:(name e))
                """),
            LoweredText(
                "f(); g(a, b...); h.i().j(k)",
                """
                (call callee:(name f))
                (call callee:(name g) argument:(name a) argument:(spread value:(name b)))
                (call callee:(member j object:(call callee:(member i object:(name h)))) argument:(name k))
                """),
            LoweredText(
                "a[0]; b[c][d]; e[1:2]; f[:]; g[1:]; h[:2:3]",
                """
                (index object:(name a) key:(integer 0))
                (index object:(index object:(name b) key:(name c)) key:(name d))
                (index object:(name e) key:(slice lower:(integer 1) upper:(integer 2)))
                (index object:(name f) key:(slice))
                (index object:(name g) key:(slice lower:(integer 1)))
                (index object:(name h) key:(slice upper:(integer 2) operand:(integer 3)))
                """),
            LoweredText(
                "f[int](1); g[int, string](a, b); h[T]()",
                """
                (call callee:(name f) argument:(integer 1))
                (call callee:(name g) argument:(name a) argument:(name b))
                (call callee:(index object:(name h) key:(name T)))
                """),
            LoweredText(
                "x.(T); y.(*p.T).z",
                """
                (cast type:(type T) value:(name x))
                (member z object:(cast type:(type p.T) value:(name y)))
                """),
            LoweredText(
                "[]byte(a); string(b); p.T(c); (*T)(d); (*p.T)(nil); map[string]int(f); (<-chan int)(g)",
                """
                (cast type:(type byte [array]) value:(name a))
                (call callee:(name string) argument:(name b))
                (call callee:(member T object:(name p)) argument:(name c))
                (cast type:(type T) value:(name d))
                (cast type:(type p.T) value:(null null))
                (cast type:(type map argument:(type string) argument:(type int)) value:(name f))
                (cast type:(type chan argument:(type int)) value:(name g))
                """),
            LoweredText(
                "new(T); make([]int, 1, 2); make(map[string]*T); make(chan<- p.T); new(T[int])",
                """
                (call callee:(name new) argument:(type T))
                (call callee:(name make) argument:(type int [array]) argument:(integer 1) argument:(integer 2))
                (call callee:(name make) argument:(type map argument:(type string) argument:(type T)))
                (call callee:(name make) argument:(type chan argument:(type p.T)))
                (call callee:(name new) argument:(type T argument:(type int)))
                """),
        ])
    func names(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "literals",
        arguments: [
            LoweredText(
                "x = 1; x = 0x_FF; x = 0b1; x = 0o17; x = 1_000; x = 1.5e3; x = .5; x = 0x1p-2; x = 2i",
                """
                (assign target:(name x) value:(integer 1))
                (assign target:(name x) value:(integer 0xff))
                (assign target:(name x) value:(integer 0b1))
                (assign target:(name x) value:(integer 0o17))
                (assign target:(name x) value:(integer 1000))
                (assign target:(name x) value:(float 1.5e3))
                (assign target:(name x) value:(float .5))
                (assign target:(name x) value:(float 0x1p-2))
                (assign target:(name x) value:(float 2i))
                """),
            LoweredText(
                "x = true; x = false; x = nil; x = iota",
                """
                (assign target:(name x) value:(boolean true))
                (assign target:(name x) value:(boolean false))
                (assign target:(name x) value:(null null))
                (assign target:(name x) value:(name iota))
                """),
            LoweredText(
                "x = 'a'; x = '\\n'; x = '\\x41'; x = '\\''; x = '世'",
                """
                (assign target:(name x) value:(string "a"))
                (assign target:(name x) value:(string "
                "))
                (assign target:(name x) value:(string "A"))
                (assign target:(name x) value:(string "'"))
                (assign target:(name x) value:(string "世"))
                """),
            LoweredText(
                "x = \"\"; x = \"a\\tb\\\"c\\101\\xe4\\xb8\\x96\\u4e16\\U0001F600\"; x = `a\\n\"b`",
                """
                (assign target:(name x) value:(string))
                (assign target:(name x) value:(string "a\tb"cA世世😀"))
                (assign target:(name x) value:(string "a\\n"b"))
                """),
        ])
    func literals(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "composite literals",
        arguments: [
            LoweredText(
                "x = T{}; x = T{1, a}; x = T{A: 1, B: b}; x = &p.T{A: U{}}; x = G[int]{1}",
                """
                (assign target:(name x) value:(new callee:(name T)))
                (assign target:(name x) value:(new callee:(name T) argument:(integer 1) argument:(name a)))
                (assign target:(name x) value:(new callee:(name T) argument:(keywordArgument A value:(integer 1)) \
                argument:(keywordArgument B value:(name b))))
                (assign target:(name x) value:(unary addressOf operand:(new callee:(member T object:(name p)) \
                argument:(keywordArgument A value:(new callee:(name U))))))
                (assign target:(name x) value:(new callee:(name G) argument:(integer 1)))
                """),
            LoweredText(
                "x = []string{\"a\", b}; x = [2]int{1, 2}; x = [...]T{{1}, {A: 2}}; x = []int{0: 1, 2}",
                """
                (assign target:(name x) value:(list element:(string "a") element:(name b)))
                (assign target:(name x) value:(list element:(integer 1) element:(integer 2)))
                (assign target:(name x) value:(list element:(new callee:(name T) argument:(integer 1)) \
                element:(new callee:(name T) argument:(keywordArgument A value:(integer 2)))))
                (assign target:(name x) value:(list element:(entry key:(integer 0) value:(integer 1)) \
                element:(integer 2)))
                """),
            LoweredText(
                "x = map[string]T{\"a\": {1}, b: T{}}; x = map[T][]int{{1}: {2}}",
                """
                (assign target:(name x) value:(map element:(entry key:(string "a") value:(new callee:(name T) \
                argument:(integer 1))) element:(entry key:(name b) value:(new callee:(name T)))))
                (assign target:(name x) value:(map element:(entry key:(new callee:(name T) argument:(integer 1)) \
                value:(list element:(integer 2)))))
                """),
            LoweredText(
                "x = [][]int{{1}, {2, 3}}; x = []*T{{1}, nil}; x = []map[string]int{{\"a\": 1}}",
                """
                (assign target:(name x) value:(list element:(list element:(integer 1)) element:(list \
                element:(integer 2) element:(integer 3))))
                (assign target:(name x) value:(list element:(new callee:(name T) argument:(integer 1)) \
                element:(null null)))
                (assign target:(name x) value:(list element:(map element:(entry key:(string "a") value:(integer \
                1)))))
                """),
            LoweredText(
                "x = struct{ A int }{1}; x = []struct{ A, B string }{{\"a\", \"b\"}}",
                """
                (assign target:(name x) value:(new callee:(type struct argument:(type int)) argument:(integer 1)))
                (assign target:(name x) value:(list element:(new callee:(type) argument:(string "a") \
                argument:(string "b"))))
                """),
            LoweredText(
                "x = bson.M{\"$where\": a, b(): 1, \"c\": bson.M{}}; x = gin.H{\"a\": {1}, \"b\": {\"c\": 2}}",
                """
                (assign target:(name x) value:(new callee:(member M object:(name bson)) argument:(keywordArgument \
                $where value:(name a)) argument:(entry key:(call callee:(name b)) value:(integer 1)) \
                argument:(keywordArgument c value:(new callee:(member M object:(name bson))))))
                (assign target:(name x) value:(new callee:(member H object:(name gin)) argument:(keywordArgument \
                a value:(list element:(integer 1))) argument:(keywordArgument b value:(map element:(entry \
                key:(string "c") value:(integer 2))))))
                """),
        ])
    func composites(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "operators",
        arguments: [
            LoweredText(
                "x = -a; x = +b; x = !c; x = ^d; x = *e; x = &f; x = <-g",
                """
                (assign target:(name x) value:(unary negate operand:(name a)))
                (assign target:(name x) value:(unary plus operand:(name b)))
                (assign target:(name x) value:(unary not operand:(name c)))
                (assign target:(name x) value:(unary bitNot operand:(name d)))
                (assign target:(name x) value:(unary dereference operand:(name e)))
                (assign target:(name x) value:(unary addressOf operand:(name f)))
                (assign target:(name x) value:(unary channel operand:(name g)))
                """),
            LoweredText(
                "x = a + b * c - d / e % f; x = a & b | c ^ d &^ e; x = a << 1 >> 2",
                """
                (assign target:(name x) value:(binary subtract left:(binary add left:(name a) right:(binary \
                multiply left:(name b) right:(name c))) right:(binary modulo left:(binary divide left:(name d) \
                right:(name e)) right:(name f))))
                (assign target:(name x) value:(binary bitXor left:(binary bitOr left:(binary bitAnd left:(name a) \
                right:(name b)) right:(name c)) right:(binary bitAnd left:(name d) right:(unary bitNot \
                operand:(name e)))))
                (assign target:(name x) value:(binary shiftRight left:(binary shiftLeft left:(name a) \
                right:(integer 1)) right:(integer 2)))
                """),
            LoweredText(
                "x = a == b && c != d || e < f; x = a <= b; x = a > b; x = a >= b",
                """
                (assign target:(name x) value:(binary or left:(binary and left:(binary equal left:(name a) \
                right:(name b)) right:(binary notEqual left:(name c) right:(name d))) right:(binary less \
                left:(name e) right:(name f))))
                (assign target:(name x) value:(binary lessOrEqual left:(name a) right:(name b)))
                (assign target:(name x) value:(binary greater left:(name a) right:(name b)))
                (assign target:(name x) value:(binary greaterOrEqual left:(name a) right:(name b)))
                """),
            LoweredText(
                "x = ((a + (b)))",
                "(assign target:(name x) value:(binary add left:(name a) right:(name b)))"),
        ])
    func operators(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "function literals",
        arguments: [
            LoweredText(
                "x = func() {}; x = func(a, b int, c ...string) (d T, err error) { return }",
                """
                (assign target:(name x) value:(function body:(block)))
                (assign target:(name x) value:(function parameter:(parameter a type:(type int)) \
                parameter:(parameter b type:(type int)) parameter:(parameter c [variadic] type:(type string)) \
                returns:(type T) returns:(type error) body:(block statement:(return value:(name d) value:(name \
                err)))))
                """),
            LoweredText(
                "func(a int) { b(a) }(1)",
                """
                (call callee:(function parameter:(parameter a type:(type int)) body:(block statement:(call \
                callee:(name b) argument:(name a)))) argument:(integer 1))
                """),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }
}
