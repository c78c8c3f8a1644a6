import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.go), "the parser is not built"))
struct GoDeclarationTests {
    @Test(
        "imports",
        arguments: [
            LoweredText(
                "import \"fmt\"; import h \"html/template\"; import . \"math\"; import _ \"embed\"",
                """
                (import fmt element:(importName))
                (import html/template element:(importName alias:(name h)))
                (import math element:(importName *))
                (import embed element:(importName alias:(name _)))
                """),
            LoweredText(
                """
                import (
                \t"net/http"
                \t`os`
                )
                """,
                """
                (import net/http element:(importName))
                (import os element:(importName))
                """),
        ])
    func imports(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "variables",
        arguments: [
            LoweredText(
                "var a int; var b, c = 1, \"d\"; var e, f T = g()",
                """
                (assign [declaration] target:(name a) type:(type int))
                (assign [declaration] target:(name b) value:(integer 1))
                (assign [declaration] target:(name c) value:(string "d"))
                (assign [declaration] target:(tuple element:(name e) element:(name f)) type:(type T) value:(call \
                callee:(name g)))
                """),
            LoweredText(
                """
                var (
                \ta map[string][]*p.T
                \tb [2]chan int
                \tc func(d int, e ...string) (f error)
                \tg struct { h int }
                \ti interface { J(k) }
                )
                """,
                """
                (assign [declaration] target:(name a) type:(type map argument:(type string) argument:(type p.T \
                [array])))
                (assign [declaration] target:(name b) type:(type chan [array] argument:(type int)))
                (assign [declaration] target:(name c) type:(type func argument:(type int) argument:(type string) \
                argument:(type error)))
                (assign [declaration] target:(name g) type:(type struct argument:(type int)))
                (assign [declaration] target:(name i) type:(type interface argument:(type J argument:(type k))))
                """),
        ])
    func variables(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "constants",
        arguments: [
            LoweredText(
                "const A = 1; const B, C string = \"b\", `c`",
                """
                (assign [declaration] target:(name A) value:(integer 1))
                (assign [declaration] target:(name B) type:(type string) value:(string "b"))
                (assign [declaration] target:(name C) type:(type string) value:(string "c"))
                """),
            LoweredText(
                """
                const (
                \tA = iota
                \tB
                \t_
                \tC, D = iota, "d"
                \tE, F
                )
                """,
                """
                (assign [declaration] target:(name A) value:(integer 0))
                (assign [declaration] target:(name B) value:(integer 1))
                (assign [declaration] target:(name _) value:(integer 2))
                (assign [declaration] target:(name C) value:(integer 3))
                (assign [declaration] target:(name D) value:(string "d"))
                (assign [declaration] target:(name E) value:(integer 4))
                (assign [declaration] target:(name F) value:(string "d"))
                """),
            LoweredText(
                """
                const (
                \tA Kind = 1 << (10 * iota)
                \tB
                \tC = Kind(iota) - 1
                \tD
                \tE = f(iota)
                \tG
                )
                """,
                """
                (assign [declaration] target:(name A) type:(type Kind) value:(binary shiftLeft left:(integer 1) \
                right:(binary multiply left:(integer 10) right:(integer 0))))
                (assign [declaration] target:(name B) value:(integer 1024))
                (assign [declaration] target:(name C) value:(binary subtract left:(call callee:(name Kind) \
                argument:(integer 2)) right:(integer 1)))
                (assign [declaration] target:(name D) value:(integer 2))
                (assign [declaration] target:(name E) value:(call callee:(name f) argument:(integer 4)))
                (assign [declaration] target:(name G) value:(integer 5))
                """),
        ])
    func constants(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "types",
        arguments: [
            LoweredText(
                "type A int; type B = p.C[int, string]; type D func(*E) error; type F[G any] []G",
                """
                (class A base:(type int))
                (class B base:(type p.C argument:(type int) argument:(type string)))
                (class D base:(type func argument:(type E) argument:(type error)))
                (class F base:(type G [array]))
                """),
            LoweredText(
                "type A struct { *http.Server; B; p.C[int]; D, E string `json:\"d\"`; F func() }",
                """
                (class A base:(type http.Server) base:(type B) base:(type p.C argument:(type int)) body:(block \
                statement:(assign [declaration] decorator:(string "json:"d"") target:(name D) type:(type string)) \
                statement:(assign [declaration] target:(name E) type:(type string)) statement:(assign \
                [declaration] target:(name F) type:(type func))))
                """),
            LoweredText(
                "type A interface { io.Reader; B(c C, d int) (string, error); E(); ~int | *F }",
                """
                (class A base:(type io.Reader) base:(type int) base:(type F) body:(block statement:(function B \
                parameter:(parameter c type:(type C)) parameter:(parameter d type:(type int)) returns:(type \
                string) returns:(type error)) statement:(function E)))
                """),
            LoweredText(
                """
                type (
                \tA struct{}
                \tB interface{}
                )
                """,
                """
                (class A body:(block))
                (class B body:(block))
                """),
        ])
    func types(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }

    @Test(
        "functions",
        arguments: [
            LoweredText(
                "func a(b, c int, d *p.E, f ...interface{}) {}; func g(int, string)",
                """
                (function a parameter:(parameter b type:(type int)) parameter:(parameter c type:(type int)) \
                parameter:(parameter d type:(type p.E)) parameter:(parameter f [variadic] type:(type interface)) \
                body:(block))
                (function g parameter:(parameter type:(type int)) parameter:(parameter type:(type string)))
                """),
            LoweredText(
                "func (a *A) b() error {}; func (A[B]) c() (int, <-chan string) {}; func (a A) d() (e, f int) {}",
                """
                (function b receiver:(parameter a type:(type A)) returns:(type error) body:(block))
                (function c receiver:(parameter type:(type A argument:(type B))) returns:(type int) returns:(type \
                chan argument:(type string)) body:(block))
                (function d receiver:(parameter a type:(type A)) returns:(type int) returns:(type int) body:(block))
                """),
            LoweredText(
                "func a[B any, C ~int | string](b B, c func(C) B) (d []C) { return b }",
                """
                (function a parameter:(parameter b type:(type B)) parameter:(parameter c type:(type func \
                argument:(type C) argument:(type B))) returns:(type C [array]) body:(block statement:(return \
                value:(name b))))
                """),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.go, path: "", before: "package p\n") == text.expected)
    }
}
