import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.c), "the parser is not built"))
struct CDeclarationTests {
    @Test(
        "functions",
        arguments: [
            LoweredText(
                "int a(void); void b(); static char *c(int, const char *d, ...), e;",
                """
                (function a returns:(type int))
                (function b returns:(type void))
                (function c [static] parameter:(parameter type:(type int)) parameter:(parameter d type:(type char \
                [array])) parameter:(parameter [variadic]) returns:(type char [array]))
                (assign [static] [declaration] target:(name e) type:(type char))
                """),
            LoweredText(
                "static inline int *a(int b, char *c[], int (*d)(void), struct e *f) { return b; }",
                """
                (function a [static] parameter:(parameter b type:(type int)) parameter:(parameter c type:(type \
                char [array])) parameter:(parameter d type:(type int [array])) parameter:(parameter f type:(type \
                e [array])) returns:(type int [array]) body:(block statement:(return value:(name b))))
                """),
            LoweredText(
                "int main(argc, argv) int argc; char **argv; { return 0; }",
                """
                (function main parameter:(parameter argc type:(type int)) parameter:(parameter argv type:(type \
                char [array])) returns:(type int) body:(block statement:(return value:(integer 0))))
                """),
            LoweredText(
                "__attribute__((noreturn, format(printf, 1, 2))) void a(void); [[nodiscard(\"b\")]] int c(void);",
                """
                (function a decorator:(name noreturn) decorator:(call callee:(name format) argument:(name printf) \
                argument:(integer 1) argument:(integer 2)) returns:(type void))
                (function c decorator:(call callee:(name nodiscard) argument:(string "b")) returns:(type int))
                """),
            LoweredText(
                "__declspec(dllexport) int __stdcall a(int b) { return b; }",
                """
                (function a decorator:(name dllexport) parameter:(parameter b type:(type int)) returns:(type int) \
                body:(block statement:(return value:(name b))))
                """),
            LoweredText(
                "int (*a(int b))(char) { return c; }",
                """
                (function a parameter:(parameter b type:(type int)) returns:(type int [array]) body:(block \
                statement:(return value:(name c))))
                """),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.c, path: "") == text.expected)
    }

    @Test(
        "types",
        arguments: [
            LoweredText(
                """
                struct a; struct b { int c, *d; unsigned e : 3; struct f { char g; } h; void (*i)(int); union { \
                int j; }; };
                """,
                """
                (type a)
                (class b body:(block statement:(assign [declaration] target:(name c) type:(type int)) \
                statement:(assign [declaration] target:(name d) type:(type int [array])) statement:(assign \
                [declaration] target:(name e) type:(type unsigned)) statement:(class f body:(block \
                statement:(assign [declaration] target:(name g) type:(type char)))) statement:(assign \
                [declaration] target:(name h) type:(type f)) statement:(assign [declaration] target:(name i) \
                type:(type void [array])) statement:(class body:(block statement:(assign [declaration] \
                target:(name j) type:(type int))))))
                """),
            LoweredText(
                "typedef unsigned long a, *b; typedef struct { int c; } d; typedef struct e { int f; } g, *h;",
                """
                (class a base:(type unsigned long))
                (class b base:(type unsigned long [array]))
                (class d body:(block statement:(assign [declaration] target:(name c) type:(type int))))
                (class e body:(block statement:(assign [declaration] target:(name f) type:(type int))))
                (class g base:(type e))
                (class h base:(type e [array]))
                """),
            LoweredText(
                """
                typedef int (*a)(const char *, ...); typedef struct b b; typedef enum { C, D } e; typedef char \
                f[10];
                """,
                """
                (class a base:(type int [array]))
                (class e body:(block statement:(assign [static] [declaration] target:(name C) value:(integer 0)) \
                statement:(assign [static] [declaration] target:(name D) value:(integer 1))))
                (class f base:(type char [array] argument:(integer 10)))
                """),
            LoweredText(
                "enum a { B, C = 5, D, E = F, G, H = 0x10, I }; enum j k;",
                """
                (class a body:(block statement:(assign [static] [declaration] target:(name B) value:(integer 0)) \
                statement:(assign [static] [declaration] target:(name C) value:(integer 5)) statement:(assign \
                [static] [declaration] target:(name D) value:(integer 6)) statement:(assign [static] \
                [declaration] target:(name E) value:(name F)) statement:(assign [static] [declaration] \
                target:(name G)) statement:(assign [static] [declaration] target:(name H) value:(integer 0x10)) \
                statement:(assign [static] [declaration] target:(name I) value:(integer 17))))
                (assign [declaration] target:(name k) type:(type j))
                """),
            LoweredText(
                """
                struct a {
                #ifdef B
                int c;
                #else
                int d;
                #endif
                };
                """,
                """
                (class a body:(block statement:(assign [declaration] target:(name c) type:(type int)) \
                statement:(assign [declaration] target:(name d) type:(type int))))
                """),
        ])
    func types(_ text: LoweredText) {
        #expect(text.outline(.c, path: "") == text.expected)
    }

    @Test(
        "the preprocessor",
        arguments: [
            LoweredText(
                """
                #include <a/b.h>
                #include "c.h"
                #include D

                """,
                """
                (import a/b.h element:(importName))
                (import c.h element:(importName))
                (import D element:(name D))
                """),
            LoweredText(
                """
                #define A
                #define B ((1))
                #define C (-2.5f)
                #define D "x" L"y"
                #define E F
                #define G NULL
                #define H 'i'

                """,
                """
                (assign [declaration] target:(name A))
                (assign [declaration] target:(name B) value:(integer 1))
                (assign [declaration] target:(name C) value:(unary negate operand:(float 2.5)))
                (assign [declaration] target:(name D) value:(string "xy"))
                (assign [declaration] target:(name E) value:(name F))
                (assign [declaration] target:(name G) value:(null null))
                (assign [declaration] target:(name H) value:(string "i"))
                """),
            LoweredText(
                """
                #define A(x) (x)
                #define B(x, ...) c(x, __VA_ARGS__)
                #define D(x) ((x) + e(1, (x)))
                #define F() do { if (a->b) c("d"); } while (0)

                """,
                """
                (function A parameter:(parameter x) body:(name x))
                (function B parameter:(parameter x) parameter:(parameter __VA_ARGS__ [variadic]) body:(call \
                callee:(name c) argument:(name x) argument:(name __VA_ARGS__)))
                (function D parameter:(parameter x) body:(opaque operand:(name x) operand:(call callee:(name e) \
                argument:(integer 1) argument:(name x))))
                (function F body:(opaque operand:(opaque operand:(name a) operand:(name b)) operand:(call \
                callee:(name c) argument:(string "d")) operand:(integer 0)))
                """),
            LoweredText(
                """
                #define A ((b) | 1)
                #define C f(
                #define D x##y #z
                #define E()

                """,
                """
                (assign [declaration] target:(name A) value:(opaque operand:(name b) operand:(integer 1)))
                (assign [declaration] target:(name C) value:(opaque operand:(name f)))
                (assign [declaration] target:(name D) value:(opaque operand:(name x) operand:(name y) \
                operand:(name z)))
                (function E)
                """),
            LoweredText(
                """
                #pragma once
                #undef A
                #error "b"

                """,
                """
                (opaque)
                (opaque)
                (opaque)
                """),
            LoweredText(
                """
                #if defined(A) && B > 1
                int a;
                #elif C
                int c;
                #elifdef D
                int d;
                #else
                int e;
                #endif

                """,
                """
                (assign [declaration] target:(name a) type:(type int))
                (assign [declaration] target:(name c) type:(type int))
                (assign [declaration] target:(name d) type:(type int))
                (assign [declaration] target:(name e) type:(type int))
                """),
            LoweredText(
                """
                #ifndef A
                void b() {
                #if C
                d();
                #else
                e();
                #endif
                }
                #endif

                """,
                """
                (function b returns:(type void) body:(block statement:(call callee:(name d)) statement:(call \
                callee:(name e))))
                """),
            LoweredText(
                "extern \"C\" { int a; } extern \"C\" int b;",
                """
                (assign [declaration] target:(name a) type:(type int))
                (assign [declaration] target:(name b) type:(type int))
                """),
            LoweredText(
                """
                #ifdef __cplusplus
                extern "C" {
                #endif
                int a;
                #ifdef __cplusplus
                }
                #endif

                """,
                "(assign [declaration] target:(name a) type:(type int))"),
        ])
    func preprocessor(_ text: LoweredText) {
        #expect(text.outline(.c, path: "") == text.expected)
    }
}
