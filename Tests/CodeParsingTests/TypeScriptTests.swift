import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.typescript), "the parser is not built"))
struct TypeScriptTests {
    @Test(
        "types",
        arguments: [
            LoweredText(
                "let a: string, b: number[], c: Array<string>, d: Map<string, Foo.Bar<T>>",
                """
                (assign [declaration] target:(name a) type:(type string))
                (assign [declaration] target:(name b) type:(type number))
                (assign [declaration] target:(name c) type:(type Array argument:(type string)))
                (assign [declaration] target:(name d) type:(type Map argument:(type string) argument:(type Foo.Bar \
                argument:(type T))))
                """),
            LoweredText(
                "let a: string | null, b: A | B | undefined, c: A & B",
                """
                (assign [declaration] target:(name a) type:(type string))
                (assign [declaration] target:(name b) type:(type Union argument:(type A) argument:(type B) \
                argument:(type undefined)))
                (assign [declaration] target:(name c) type:(type Intersection argument:(type A) argument:(type \
                B)))
                """),
            LoweredText(
                "let a: 'x' | 1, b: `a${string}`, c: unique symbol",
                """
                (assign [declaration] target:(name a) type:(type Union argument:(type x) argument:(type 1)))
                (assign [declaration] target:(name b) type:(type string argument:(type string)))
                (assign [declaration] target:(name c) type:(type unique symbol))
                """),
            LoweredText(
                "let a: (x: string) => void, b: new () => A, c: {a: string, m(): B}",
                """
                (assign [declaration] target:(name a) type:(type Function argument:(type string) argument:(type \
                void)))
                (assign [declaration] target:(name b) type:(type Function argument:(type A)))
                (assign [declaration] target:(name c) type:(type object argument:(type string) argument:(type B)))
                """),
            LoweredText(
                """
                let a: [string, b?: number, ...c: D[]], b: readonly string[], c: typeof f, d: keyof T, e: T['k']
                """,
                """
                (assign [declaration] target:(name a) type:(type Array argument:(type string) argument:(type \
                number) argument:(type D)))
                (assign [declaration] target:(name b) type:(type string))
                (assign [declaration] target:(name c) type:(type typeof argument:(type f)))
                (assign [declaration] target:(name d) type:(type keyof argument:(type T)))
                (assign [declaration] target:(name e) type:(type argument:(type T) argument:(type k)))
                """),
            LoweredText(
                "let a: A extends infer B ? C : never, b: { [K in keyof T]?: T[K] }",
                """
                (assign [declaration] target:(name a) type:(type argument:(type A) argument:(type argument:(type \
                B)) argument:(type C) argument:(type never)))
                (assign [declaration] target:(name b) type:(type object argument:(type K) argument:(type keyof \
                argument:(type T)) argument:(type argument:(type T) argument:(type K))))
                """),
            LoweredText(
                "function f(x: unknown): x is A { return true }",
                """
                (function f parameter:(parameter x type:(type unknown)) returns:(type boolean argument:(type A)) \
                body:(block statement:(return value:(boolean true))))
                """),
            LoweredText(
                "function f(x: any): asserts x is A {}",
                """
                (function f parameter:(parameter x type:(type any)) returns:(type void argument:(type boolean \
                argument:(type A))) body:(block))
                """),
        ])
    func types(_ text: LoweredText) {
        #expect(text.outline(.typescript, path: "a.ts") == text.expected)
    }

    @Test(
        "expressions",
        arguments: [
            LoweredText(
                "a as string",
                "(cast type:(type string) value:(name a))"),
            LoweredText(
                "<number>a",
                "(cast type:(type number) value:(name a))"),
            LoweredText(
                "a satisfies T",
                "(cast type:(type T) value:(name a))"),
            LoweredText(
                "a!.b![0]!",
                "(index object:(member b object:(name a)) key:(integer 0))"),
            LoweredText(
                "[1] as const",
                "(cast type:(type const) value:(list element:(integer 1)))"),
            LoweredText(
                "f<string>(1)",
                "(call callee:(name f) argument:(integer 1))"),
            LoweredText(
                "new A<B>(c)",
                "(new callee:(name A) argument:(name c))"),
            LoweredText(
                "const g = f<string>",
                "(assign [declaration] target:(name g) value:(name f))"),
            LoweredText(
                "a as unknown as B",
                "(cast type:(type B) value:(cast type:(type unknown) value:(name a)))"),
            LoweredText(
                "x!++",
                "(assign add [postfix] target:(name x) value:(integer 1))"),
            LoweredText(
                "a!",
                "(name a)"),
        ])
    func expressions(_ text: LoweredText) {
        #expect(text.outline(.typescript, path: "a.ts") == text.expected)
    }

    @Test(
        "functions",
        arguments: [
            LoweredText(
                """
                function f<T extends A>(this: B, a: string, b?: number, c: T = d, {e}: F = {}, ...g: H[]): \
                Promise<void> {}
                """,
                """
                (function f parameter:(parameter a type:(type string)) parameter:(parameter b type:(type number)) \
                parameter:(parameter c type:(type T) value:(name d)) parameter:(parameter target:(map \
                element:(entry key:(string "e") value:(name e))) type:(type F) value:(map)) parameter:(parameter g \
                [variadic] type:(type H)) returns:(type Promise argument:(type void)) body:(block))
                """),
            LoweredText(
                "function f(a: string): void; function f(a: any) {}",
                """
                (function f parameter:(parameter a type:(type string)) returns:(type void))
                (function f parameter:(parameter a type:(type any)) body:(block))
                """),
            LoweredText(
                "declare function f(a: string): number",
                "(function f parameter:(parameter a type:(type string)) returns:(type number))"),
            LoweredText(
                "const f = async <T,>(a: T): Promise<T> => a",
                """
                (assign [declaration] target:(name f) value:(function [async] parameter:(parameter a type:(type \
                T)) returns:(type Promise argument:(type T)) body:(name a)))
                """),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.typescript, path: "a.ts") == text.expected)
    }

    @Test(
        "classes",
        arguments: [
            LoweredText(
                "class A<T> extends B<T> implements C, D.E<F> {}",
                "(class A base:(name B) base:(type C) base:(type D.E argument:(type F)) body:(block))"),
            LoweredText(
                """
                abstract class A { abstract m(): void; abstract p: string; protected readonly q?: number = 1; \
                declare r: string; accessor s = 1; static t: U; [k: string]: any; override u(): void {} }
                """,
                """
                (class A body:(block statement:(function m returns:(type void)) statement:(assign [declaration] \
                target:(name p) type:(type string)) statement:(assign [declaration] target:(name q) type:(type \
                number) value:(integer 1)) statement:(assign [declaration] target:(name r) type:(type string)) \
                statement:(assign [declaration] target:(name s) value:(integer 1)) statement:(assign [static] \
                [declaration] target:(name t) type:(type U)) statement:(opaque operand:(type string) operand:(type \
                any)) statement:(function u returns:(type void) body:(block))))
                """),
            LoweredText(
                """
                class A { constructor(private readonly db: Database, public name = 'x', other: string) { f() } }
                """,
                """
                (class A body:(block statement:(assign [declaration] target:(name db) type:(type Database)) \
                statement:(assign [declaration] target:(name name)) statement:(function constructor [constructor] \
                parameter:(parameter db type:(type Database)) parameter:(parameter name value:(string "x")) \
                parameter:(parameter other type:(type string)) body:(block statement:(assign target:(member db \
                object:(name this)) value:(name db)) statement:(assign target:(member name object:(name this)) \
                value:(name name)) statement:(call callee:(name f))))))
                """),
            LoweredText(
                """
                @Controller('/a') class A { constructor(@Inject(B) private b: B) {} @Get(':id') async \
                one(@Param('id') id: string) { return id } @Input() name!: string }
                """,
                """
                (class A decorator:(call callee:(name Controller) argument:(string "/a")) body:(block \
                statement:(assign [declaration] target:(name b) type:(type B)) statement:(function constructor \
                [constructor] parameter:(parameter b type:(type B) decorator:(call callee:(name Inject) \
                argument:(name B))) body:(block statement:(assign target:(member b object:(name this)) value:(name \
                b)))) statement:(function one [async] decorator:(call callee:(name Get) argument:(string ":id")) \
                parameter:(parameter id type:(type string) decorator:(call callee:(name Param) argument:(string \
                "id"))) body:(block statement:(return value:(name id)))) statement:(assign [declaration] \
                decorator:(call callee:(name Input)) target:(name name) type:(type string))))
                """),
            LoweredText(
                "@A export abstract class B {}",
                "(class B decorator:(name A) body:(block))"),
        ])
    func classes(_ text: LoweredText) {
        #expect(text.outline(.typescript, path: "a.ts") == text.expected)
    }

    @Test(
        "declarations",
        arguments: [
            LoweredText(
                """
                interface A<T> extends B, C<D> { a: string; readonly b?: number; m(x: string): void; (y: number): \
                string; new (z: string): A; [k: string]: any }
                """,
                """
                (class A base:(type B) base:(type C argument:(type D)) body:(block statement:(assign [declaration] \
                target:(name a) type:(type string)) statement:(assign [declaration] target:(name b) type:(type \
                number)) statement:(function m parameter:(parameter x type:(type string)) returns:(type void)) \
                statement:(function parameter:(parameter y type:(type number)) returns:(type string)) \
                statement:(function [constructor] parameter:(parameter z type:(type string)) returns:(type A)) \
                statement:(opaque operand:(type string) operand:(type any))))
                """),
            LoweredText(
                "type A = string",
                "(class A base:(type string))"),
            LoweredText(
                "type A<T> = {a: T; m(): void}",
                """
                (class A body:(block statement:(assign [declaration] target:(name a) type:(type T)) \
                statement:(function m returns:(type void))))
                """),
            LoweredText(
                "type A = B | C",
                "(class A base:(type Union argument:(type B) argument:(type C)))"),
            LoweredText(
                "enum A { B, C = 2, 'd-e' = 'x' }",
                """
                (class A body:(block statement:(assign [declaration] target:(name B)) statement:(assign \
                [declaration] target:(name C) value:(integer 2)) statement:(assign [declaration] target:(name d-e) \
                value:(string "x"))))
                """),
            LoweredText(
                "const enum A { B = 1 }",
                "(class A body:(block statement:(assign [declaration] target:(name B) value:(integer 1))))"),
            LoweredText(
                "declare enum A {}",
                "(class A body:(block))"),
            LoweredText(
                "namespace A.B { export const c = 1; function d() {} }",
                """
                (class A.B body:(block statement:(assign [declaration] target:(name c) value:(integer 1)) \
                statement:(function d body:(block))))
                """),
            LoweredText(
                "declare module 'm' { export default x }",
                "(class m body:(block statement:(assign [declaration] target:(name default) value:(name x))))"),
            LoweredText(
                "declare module 'm'",
                "(class m)"),
            LoweredText(
                "declare global { interface Window { a: string } }",
                """
                (block statement:(class Window body:(block statement:(assign [declaration] target:(name a) \
                type:(type string)))))
                """),
            LoweredText(
                "declare const a: string",
                "(assign [declaration] target:(name a) type:(type string))"),
            LoweredText(
                "declare var b: A.B",
                "(assign [declaration] target:(name b) type:(type A.B))"),
        ])
    func declarations(_ text: LoweredText) {
        #expect(text.outline(.typescript, path: "a.ts") == text.expected)
    }

    @Test(
        "modules",
        arguments: [
            LoweredText(
                "import type {A} from 'm'",
                "(import m element:(importName A))"),
            LoweredText(
                "import {type A, B} from 'm'",
                "(import m element:(importName A) element:(importName B))"),
            LoweredText(
                "import a = require('m')",
                "(import m element:(importName alias:(name a)))"),
            LoweredText(
                "import A = B.C.D",
                "(assign [declaration] target:(name A) value:(member D object:(member C object:(name B))))"),
            LoweredText(
                "export = a",
                "(assign target:(member exports object:(name module)) value:(name a))"),
            LoweredText(
                "export as namespace A",
                "(opaque operand:(name A))"),
            LoweredText(
                "export type {A} from 'm'",
                "(import m element:(importName A))"),
            LoweredText(
                "export type {A}",
                "(opaque operand:(name A))"),
            LoweredText(
                "export interface A {}",
                "(class A body:(block))"),
            LoweredText(
                "export default interface A {}",
                """
                (class A body:(block))
                (assign [declaration] target:(name default) value:(name A))
                """),
            LoweredText(
                "export import a = b.c",
                "(assign [declaration] target:(name a) value:(member c object:(name b)))"),
            LoweredText(
                "export enum A {}",
                "(class A body:(block))"),
        ])
    func modules(_ text: LoweredText) {
        #expect(text.outline(.typescript, path: "a.ts") == text.expected)
    }
}
