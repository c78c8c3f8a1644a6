import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.javascript), "the parser is not built"))
struct JavaScriptStatementTests {
    @Test(
        "branches",
        arguments: [
            LoweredText(
                "if (a) b()",
                "(if condition:(name a) then:(block statement:(call callee:(name b))))"),
            LoweredText(
                "if (a) { b } else if (c) d; else { e }",
                """
                (if condition:(name a) then:(block statement:(name b)) else:(if condition:(name c) then:(block \
                statement:(name d)) else:(block statement:(name e))))
                """),
            LoweredText(
                "switch (a) { case 1: case 'b': f(); break; default: g() }",
                """
                (switch [fallsThrough] subject:(name a) statement:(case pattern:(integer 1) body:(block)) \
                statement:(case pattern:(string "b") body:(block statement:(call callee:(name f)) \
                statement:(break))) statement:(case [default] body:(block statement:(call callee:(name g)))))
                """),
            LoweredText(
                "switch (a) {}",
                "(switch [fallsThrough] subject:(name a))"),
        ])
    func branches(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "loops",
        arguments: [
            LoweredText(
                "while (a) b()",
                "(while condition:(name a) body:(block statement:(call callee:(name b))))"),
            LoweredText(
                "do { a } while (b)",
                "(doWhile body:(block statement:(name a)) condition:(name b))"),
            LoweredText(
                "for (let i = 0, n = 9; i < n; i++, j--) f(i)",
                """
                (for initializer:(assign [declaration] target:(name i) value:(integer 0)) initializer:(assign \
                [declaration] target:(name n) value:(integer 9)) condition:(binary less left:(name i) right:(name \
                n)) update:(assign add [postfix] target:(name i) value:(integer 1)) update:(assign subtract \
                [postfix] target:(name j) value:(integer 1)) body:(block statement:(call callee:(name f) \
                argument:(name i))))
                """),
            LoweredText(
                "for (;;) {}",
                "(for body:(block))"),
            LoweredText(
                "for (i = 0; ; ) ;",
                "(for initializer:(assign target:(name i) value:(integer 0)) body:(block statement:(empty)))"),
            LoweredText(
                "for (const x of xs) { f(x) }",
                """
                (forEach [declaration] target:(name x) iterable:(name xs) body:(block statement:(call callee:(name \
                f) argument:(name x))))
                """),
            LoweredText(
                "for (k in o) f(k)",
                """
                (forEach [keys] target:(name k) iterable:(name o) body:(block statement:(call callee:(name f) \
                argument:(name k))))
                """),
            LoweredText(
                "for (let [a, {b}] of xs) {}",
                """
                (forEach [declaration] target:(list element:(name a) element:(map element:(entry key:(string "b") \
                value:(name b)))) iterable:(name xs) body:(block))
                """),
            LoweredText(
                "async function f() { for await (const x of y) {} }",
                """
                (function f [async] body:(block statement:(forEach [declaration] [async] target:(name x) \
                iterable:(name y) body:(block))))
                """),
            LoweredText(
                "outer: for (;;) { for (;;) { continue outer; break } }",
                """
                (label outer body:(for body:(block statement:(for body:(block statement:(continue outer) \
                statement:(break))))))
                """),
            LoweredText(
                "a: { break a }",
                "(label a body:(block statement:(break a)))"),
        ])
    func loops(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "errors and the rest",
        arguments: [
            LoweredText(
                "try { a } catch (e) { b } finally { c }",
                """
                (try body:(block statement:(name a)) statement:(catch target:(name e) body:(block statement:(name \
                b))) finally:(block statement:(name c)))
                """),
            LoweredText(
                "try { a } catch { b }",
                "(try body:(block statement:(name a)) statement:(catch body:(block statement:(name b))))"),
            LoweredText(
                "try { a } catch ({message: m}) { b }",
                """
                (try body:(block statement:(name a)) statement:(catch target:(map element:(entry key:(string \
                "message") value:(name m))) body:(block statement:(name b))))
                """),
            LoweredText(
                "throw new Error('x')",
                "(throw value:(new callee:(name Error) argument:(string \"x\")))"),
            LoweredText(
                "function f() { return }",
                "(function f body:(block statement:(return)))"),
            LoweredText(
                "with (a) b",
                "(with resource:(name a) body:(block statement:(name b)))"),
            LoweredText(
                "debugger",
                "(name debugger)"),
            LoweredText(
                ";",
                "(empty)"),
            LoweredText(
                "{ a }",
                "(block statement:(name a))"),
            LoweredText(
                "'use strict'; f()",
                """
                (string "use strict")
                (call callee:(name f))
                """),
        ])
    func others(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "classes",
        arguments: [
            LoweredText(
                "class A {}",
                "(class A body:(block))"),
            LoweredText(
                "class A extends b.C { constructor(x) { super(x) } }",
                """
                (class A base:(member C object:(name b)) body:(block statement:(function constructor [constructor] \
                parameter:(parameter x) body:(block statement:(call callee:(name super) argument:(name x))))))
                """),
            LoweredText(
                "class A { a = 1; static b; #c = 2; 'd-e' = 3; [f] = 4; static { g() } }",
                """
                (class A body:(block statement:(assign [declaration] target:(name a) value:(integer 1)) \
                statement:(assign [static] [declaration] target:(name b)) statement:(assign [declaration] \
                target:(name #c) value:(integer 2)) statement:(assign [declaration] target:(name d-e) \
                value:(integer 3)) statement:(assign [declaration] target:(index object:(name this) key:(name f)) \
                value:(integer 4)) statement:(block statement:(call callee:(name g)))))
                """),
            LoweredText(
                """
                class A { m() {} static async n() {} *o() {} get p() { return 1 } set p(v) {} #q() {} ['r']() {} \
                'constructor-like'() {} }
                """,
                """
                (class A body:(block statement:(function m body:(block)) statement:(function n [static] [async] \
                body:(block)) statement:(function o body:(block)) statement:(function p body:(block \
                statement:(return value:(integer 1)))) statement:(function p parameter:(parameter v) body:(block)) \
                statement:(function #q body:(block)) statement:(function r body:(block)) statement:(function \
                constructor-like body:(block))))
                """),
            LoweredText(
                "const A = class B {}; const C = class extends A {}",
                """
                (assign [declaration] target:(name A) value:(class B body:(block)))
                (assign [declaration] target:(name C) value:(class base:(name A) body:(block)))
                """),
            LoweredText(
                "@dec @dec.a(1) class A { @log m() {} @field x = 1 }",
                """
                (class A decorator:(name dec) decorator:(call callee:(member a object:(name dec)) \
                argument:(integer 1)) body:(block statement:(function m decorator:(name log) body:(block)) \
                statement:(assign [declaration] decorator:(name field) target:(name x) value:(integer 1))))
                """),
        ])
    func classes(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "imports",
        arguments: [
            LoweredText(
                "import 'm'",
                "(import m)"),
            LoweredText(
                "import a from 'm'",
                "(import m element:(importName default alias:(name a)))"),
            LoweredText(
                "import * as a from 'm'",
                "(import m element:(importName alias:(name a)))"),
            LoweredText(
                "import {a, b as c, default as d, 'e-f' as g} from 'm'",
                """
                (import m element:(importName a) element:(importName b alias:(name c)) element:(importName default \
                alias:(name d)) element:(importName e-f alias:(name g)))
                """),
            LoweredText(
                "import a, {b} from './m.js'",
                "(import ./m.js element:(importName default alias:(name a)) element:(importName b))"),
            LoweredText(
                "import a, * as b from 'm'",
                "(import m element:(importName default alias:(name a)) element:(importName alias:(name b)))"),
            LoweredText(
                "import d from './d.json' with { type: 'json' }",
                """
                (import ./d.json element:(importName default alias:(name d)) argument:(map element:(entry \
                key:(string "type") value:(string "json"))))
                """),
        ])
    func imports(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }

    @Test(
        "exports",
        arguments: [
            LoweredText(
                "export const a = 1, b = 2",
                """
                (assign [declaration] target:(name a) value:(integer 1))
                (assign [declaration] target:(name b) value:(integer 2))
                """),
            LoweredText(
                "export function f() {}",
                "(function f body:(block))"),
            LoweredText(
                "export class A {}",
                "(class A body:(block))"),
            LoweredText(
                "export default a + 1",
                """
                (assign [declaration] target:(name default) value:(binary add left:(name a) right:(integer 1)))
                """),
            LoweredText(
                "export default function f() {}",
                """
                (function f body:(block))
                (assign [declaration] target:(name default) value:(name f))
                """),
            LoweredText(
                "export default function () {}",
                "(assign [declaration] target:(name default) value:(function body:(block)))"),
            LoweredText(
                "export default class A {}",
                """
                (class A body:(block))
                (assign [declaration] target:(name default) value:(name A))
                """),
            LoweredText(
                "export default class {}",
                "(assign [declaration] target:(name default) value:(class body:(block)))"),
            LoweredText(
                "@dec export class A {}",
                "(class A decorator:(name dec) body:(block))"),
            LoweredText(
                "export {a, b as c, d as default}",
                """
                (assign [declaration] target:(name c) value:(name b))
                (assign [declaration] target:(name default) value:(name d))
                (opaque operand:(name a))
                """),
            LoweredText(
                "export * from 'm'",
                "(import m element:(importName *))"),
            LoweredText(
                "export * as n from 'm'",
                "(import m element:(importName alias:(name n)))"),
            LoweredText(
                "export {a, b as c} from 'm'",
                "(import m element:(importName a) element:(importName b alias:(name c)))"),
            LoweredText(
                "module.exports = {f}",
                """
                (assign target:(member exports object:(name module)) value:(map element:(entry key:(string "f") \
                value:(name f))))
                """),
            LoweredText(
                "exports.f = f",
                "(assign target:(member f object:(name exports)) value:(name f))"),
        ])
    func exports(_ text: LoweredText) {
        #expect(text.outline(.javascript, path: "a.js") == text.expected)
    }
}
