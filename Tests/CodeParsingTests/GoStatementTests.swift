import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.go), "the parser is not built"))
struct GoStatementTests {
    @Test(
        "assignments",
        arguments: [
            LoweredText(
                "a = b; a, b = b, a; a, b := f(); c := 1; *d = 2; e.f[0] = 3; _, err := g()",
                """
                (assign target:(name a) value:(name b))
                (assign target:(tuple element:(name a) element:(name b)) value:(tuple element:(name b) \
                element:(name a)))
                (assign [declaration] target:(tuple element:(name a) element:(name b)) value:(call callee:(name f)))
                (assign [declaration] target:(name c) value:(integer 1))
                (assign target:(unary dereference operand:(name d)) value:(integer 2))
                (assign target:(index object:(member f object:(name e)) key:(integer 0)) value:(integer 3))
                (assign [declaration] target:(tuple element:(name _) element:(name err)) value:(call callee:(name \
                g)))
                """),
            LoweredText(
                "a += 1; b &^= 2; c <<= 3; d++; e--; f %= g",
                """
                (assign add target:(name a) value:(integer 1))
                (assign bitAnd target:(name b) value:(unary bitNot operand:(integer 2)))
                (assign shiftLeft target:(name c) value:(integer 3))
                (assign add [postfix] target:(name d) value:(integer 1))
                (assign subtract [postfix] target:(name e) value:(integer 1))
                (assign modulo target:(name f) value:(name g))
                """),
            LoweredText(
                "ch <- a; b := <-ch",
                """
                (binary channel left:(name ch) right:(name a))
                (assign [declaration] target:(name b) value:(unary channel operand:(name ch)))
                """),
        ])
    func assignments(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "branches",
        arguments: [
            LoweredText(
                "if a { b() }",
                "(if condition:(name a) then:(block statement:(call callee:(name b))))"),
            LoweredText(
                "if x := f(); x > 1 { a() } else if b { c() } else { d() }",
                """
                (if initializer:(assign [declaration] target:(name x) value:(call callee:(name f))) \
                condition:(binary greater left:(name x) right:(integer 1)) then:(block statement:(call \
                callee:(name a))) else:(if condition:(name b) then:(block statement:(call callee:(name c))) \
                else:(block statement:(call callee:(name d)))))
                """),
            LoweredText(
                "if v, ok := m[k]; ok { }",
                """
                (if initializer:(assign [declaration] target:(tuple element:(name v) element:(name ok)) \
                value:(index object:(name m) key:(name k))) condition:(name ok) then:(block))
                """),
        ])
    func branches(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "loops",
        arguments: [
            LoweredText(
                "for { break }",
                "(while body:(block statement:(break)))"),
            LoweredText(
                "for a < b { continue }",
                "(while condition:(binary less left:(name a) right:(name b)) body:(block statement:(continue)))"),
            LoweredText(
                "for i := 0; i < 9; i++ { a() }",
                """
                (for initializer:(assign [declaration] target:(name i) value:(integer 0)) condition:(binary less \
                left:(name i) right:(integer 9)) update:(assign add [postfix] target:(name i) value:(integer 1)) \
                body:(block statement:(call callee:(name a))))
                """),
            LoweredText(
                "for ; ; { }",
                "(for body:(block))"),
            LoweredText(
                "for i := range a { }",
                "(forEach [declaration] [keys] target:(name i) iterable:(name a) body:(block))"),
            LoweredText(
                "for k, v := range f() { b(k, v) }",
                """
                (forEach [declaration] [keys] target:(tuple element:(name k) element:(name v)) iterable:(call \
                callee:(name f)) body:(block statement:(call callee:(name b) argument:(name k) argument:(name v))))
                """),
            LoweredText(
                "for _, v = range a { }",
                "(forEach [keys] target:(tuple element:(name _) element:(name v)) iterable:(name a) body:(block))"),
            LoweredText(
                "for range 10 { }",
                "(forEach iterable:(integer 10) body:(block))"),
            LoweredText(
                "outer: for { continue outer }",
                "(label outer body:(while body:(block statement:(continue outer))))"),
        ])
    func loops(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "switches",
        arguments: [
            LoweredText(
                "switch a { case 1, \"b\": c(); default: d() }",
                """
                (switch subject:(name a) statement:(case pattern:(integer 1) pattern:(string "b") body:(block \
                statement:(call callee:(name c)))) statement:(case [default] body:(block statement:(call \
                callee:(name d)))))
                """),
            LoweredText(
                "switch x := f(); x.y { case A: }",
                """
                (switch initializer:(assign [declaration] target:(name x) value:(call callee:(name f))) \
                subject:(member y object:(name x)) statement:(case pattern:(name A) body:(block)))
                """),
            LoweredText(
                "switch { case a > b: c(); case d: }",
                """
                (switch statement:(case pattern:(binary greater left:(name a) right:(name b)) body:(block \
                statement:(call callee:(name c)))) statement:(case pattern:(name d) body:(block)))
                """),
            LoweredText(
                "switch a { case 1: b(); fallthrough; case 2: return; default: }",
                """
                (switch [fallsThrough] subject:(name a) statement:(case pattern:(integer 1) body:(block \
                statement:(call callee:(name b)) statement:(empty))) statement:(case pattern:(integer 2) \
                body:(block statement:(return) statement:(break))) statement:(case [default] body:(block \
                statement:(break))))
                """),
            LoweredText(
                "switch a := b.(type) { case int, *p.T: c(a); case nil: d(); case []byte: default: }",
                """
                (switch subject:(assign [declaration] target:(name a) value:(name b)) statement:(case \
                pattern:(type int) pattern:(type p.T) body:(block statement:(call callee:(name c) argument:(name \
                a)))) statement:(case pattern:(null null) body:(block statement:(call callee:(name d)))) \
                statement:(case pattern:(type byte [array]) body:(block)) statement:(case [default] body:(block)))
                """),
            LoweredText(
                "switch x := f(); x.(type) { case error: }",
                """
                (switch initializer:(assign [declaration] target:(name x) value:(call callee:(name f))) \
                subject:(name x) statement:(case pattern:(type error) body:(block)))
                """),
            LoweredText(
                "select { case a := <-b: c(a); case d, ok = <-e: case f <- 1: g(); case <-h: default: }",
                """
                (switch statement:(case pattern:(assign [declaration] target:(name a) value:(unary channel \
                operand:(name b))) body:(block statement:(call callee:(name c) argument:(name a)))) \
                statement:(case pattern:(assign target:(tuple element:(name d) element:(name ok)) value:(unary \
                channel operand:(name e))) body:(block)) statement:(case pattern:(binary channel left:(name f) \
                right:(integer 1)) body:(block statement:(call callee:(name g)))) statement:(case pattern:(unary \
                channel operand:(name h)) body:(block)) statement:(case [default] body:(block)))
                """),
        ])
    func switches(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "the rest",
        arguments: [
            LoweredText(
                "defer a.Close(); go func() { b() }()",
                """
                (defer value:(call callee:(member Close object:(name a))))
                (defer [async] value:(call callee:(function body:(block statement:(call callee:(name b))))))
                """),
            LoweredText(
                "func f() (int, error) { return 1, nil }",
                """
                (function f returns:(type int) returns:(type error) body:(block statement:(return value:(integer \
                1) value:(null null))))
                """),
            LoweredText(
                "func f() (n int, err error) { if a { return }; g := func() { return }; return 1, g() }",
                """
                (function f returns:(type int) returns:(type error) body:(block statement:(if condition:(name a) \
                then:(block statement:(return value:(name n) value:(name err)))) statement:(assign [declaration] \
                target:(name g) value:(function body:(block statement:(return)))) statement:(return \
                value:(integer 1) value:(call callee:(name g)))))
                """),
            LoweredText(
                "goto end; end: ; l: { break l }",
                """
                (goto end)
                (label end body:(empty))
                (label l body:(block statement:(break l)))
                """),
            LoweredText(
                "{ a(); { } }",
                "(block statement:(call callee:(name a)) statement:(block))"),
        ])
    func others(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }
}
