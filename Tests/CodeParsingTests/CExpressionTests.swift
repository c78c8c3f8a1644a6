import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.c), "the parser is not built"))
struct CExpressionTests {
    @Test(
        "names, members and calls",
        arguments: [
            LoweredText(
                "a; b.c->d; e[0][f];",
                """
                (name a)
                (member d object:(member c object:(name b)))
                (index object:(index object:(name e) key:(integer 0)) key:(name f))
                """),
            LoweredText(
                "f(); g(a, b)(c); (*h)(d); i->j(k);",
                """
                (call callee:(name f))
                (call callee:(call callee:(name g) argument:(name a) argument:(name b)) argument:(name c))
                (call callee:(unary dereference operand:(name h)) argument:(name d))
                (call callee:(member j object:(name i)) argument:(name k))
                """),
            LoweredText(
                "sizeof(int); sizeof a; sizeof(struct b *); alignof(c); offsetof(struct d, e);",
                """
                (call callee:(name sizeof) argument:(type int))
                (call callee:(name sizeof) argument:(name a))
                (call callee:(name sizeof) argument:(type b [array]))
                (call callee:(name alignof) argument:(type c))
                (call callee:(name offsetof) argument:(type d) argument:(name e))
                """),
        ])
    func names(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "literals",
        arguments: [
            LoweredText(
                "x = 1; x = 0xFFUL; x = 017; x = 0b11; x = 1'000; x = 10LL; x = -1;",
                """
                (assign target:(name x) value:(integer 1))
                (assign target:(name x) value:(integer 0xff))
                (assign target:(name x) value:(integer 017))
                (assign target:(name x) value:(integer 0b11))
                (assign target:(name x) value:(integer 1000))
                (assign target:(name x) value:(integer 10))
                (assign target:(name x) value:(unary negate operand:(integer 1)))
                """),
            LoweredText(
                "x = 1.5f; x = 1e3L; x = .5; x = 0x1.8p3; x = 0x1F;",
                """
                (assign target:(name x) value:(float 1.5))
                (assign target:(name x) value:(float 1e3))
                (assign target:(name x) value:(float .5))
                (assign target:(name x) value:(float 0x1.8p3))
                (assign target:(name x) value:(integer 0x1f))
                """),
            LoweredText(
                "x = true; x = FALSE; x = NULL; x = nullptr;",
                """
                (assign target:(name x) value:(boolean true))
                (assign target:(name x) value:(boolean false))
                (assign target:(name x) value:(null null))
                (assign target:(name x) value:(null null))
                """),
            LoweredText(
                "x = 'a'; x = '\\n'; x = L'\\x41'; x = '\\'';",
                """
                (assign target:(name x) value:(string "a"))
                (assign target:(name x) value:(string "
                "))
                (assign target:(name x) value:(string "A"))
                (assign target:(name x) value:(string "'"))
                """),
            LoweredText(
                """
                x = ""; x = "a\\tb\\"c\\101\\xe4\\xb8\\x96\\u4e16"; x = L"d"; x = u8"e" "f"
                "g";
                """,
                """
                (assign target:(name x) value:(string))
                (assign target:(name x) value:(string "a\tb"cA世世"))
                (assign target:(name x) value:(string "d"))
                (assign target:(name x) value:(string "efg"))
                """),
            LoweredText(
                "x = \"%\" PRIu64 \"a\" \"b\";",
                """
                (assign target:(name x) value:(template part:(string "%") part:(name PRIu64) part:(string "ab")))
                """),
        ])
    func literals(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "operators",
        arguments: [
            LoweredText(
                "x = -a; x = +b; x = !c; x = ~d; x = *e; x = &f;",
                """
                (assign target:(name x) value:(unary negate operand:(name a)))
                (assign target:(name x) value:(unary plus operand:(name b)))
                (assign target:(name x) value:(unary not operand:(name c)))
                (assign target:(name x) value:(unary bitNot operand:(name d)))
                (assign target:(name x) value:(unary dereference operand:(name e)))
                (assign target:(name x) value:(unary addressOf operand:(name f)))
                """),
            LoweredText(
                "a++; --b; c += 2; d >>= 1; e = f = g; h ^= 1; *i++ = j;",
                """
                (assign add [postfix] target:(name a) value:(integer 1))
                (assign subtract target:(name b) value:(integer 1))
                (assign add target:(name c) value:(integer 2))
                (assign shiftRight target:(name d) value:(integer 1))
                (assign target:(name e) value:(assign target:(name f) value:(name g)))
                (assign bitXor target:(name h) value:(integer 1))
                (assign target:(unary dereference operand:(assign add [postfix] target:(name i) value:(integer \
                1))) value:(name j))
                """),
            LoweredText(
                "x = a + b * c - d / e % f; x = a & b | c ^ d; x = a << 1 >> 2;",
                """
                (assign target:(name x) value:(binary subtract left:(binary add left:(name a) right:(binary \
                multiply left:(name b) right:(name c))) right:(binary modulo left:(binary divide left:(name d) \
                right:(name e)) right:(name f))))
                (assign target:(name x) value:(binary bitOr left:(binary bitAnd left:(name a) right:(name b)) \
                right:(binary bitXor left:(name c) right:(name d))))
                (assign target:(name x) value:(binary shiftRight left:(binary shiftLeft left:(name a) \
                right:(integer 1)) right:(integer 2)))
                """),
            LoweredText(
                "x = a == b && c != d || e < f; x = a <= b; x = a > b; x = a >= b;",
                """
                (assign target:(name x) value:(binary or left:(binary and left:(binary equal left:(name a) \
                right:(name b)) right:(binary notEqual left:(name c) right:(name d))) right:(binary less \
                left:(name e) right:(name f))))
                (assign target:(name x) value:(binary lessOrEqual left:(name a) right:(name b)))
                (assign target:(name x) value:(binary greater left:(name a) right:(name b)))
                (assign target:(name x) value:(binary greaterOrEqual left:(name a) right:(name b)))
                """),
            LoweredText(
                "x = a ? b : c; x = a ?: b; x = (a, b, c);",
                """
                (assign target:(name x) value:(conditional condition:(name a) then:(name b) else:(name c)))
                (assign target:(name x) value:(binary coalesce left:(name a) right:(name b)))
                (assign target:(name x) value:(sequence element:(name a) element:(name b) element:(name c)))
                """),
            LoweredText(
                "x = (int)a; x = (unsigned char *)b; x = (struct c **)d; x = (int (*)(void))e;",
                """
                (assign target:(name x) value:(cast type:(type int) value:(name a)))
                (assign target:(name x) value:(cast type:(type unsigned char [array]) value:(name b)))
                (assign target:(name x) value:(cast type:(type c [array]) value:(name d)))
                (assign target:(name x) value:(cast type:(type int [array]) value:(name e)))
                """),
            LoweredText(
                "x = ((a + (b))); x = __extension__ (c);",
                """
                (assign target:(name x) value:(binary add left:(name a) right:(name b)))
                (assign target:(name x) value:(name c))
                """),
        ])
    func operators(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "braces",
        arguments: [
            LoweredText(
                "x = (struct a){1, b}; x = (struct a){.b = 1, .c = {2}}; x = (a){0}; x = (int[]){1, 2};",
                """
                (assign target:(name x) value:(new callee:(name a) argument:(integer 1) argument:(name b)))
                (assign target:(name x) value:(new callee:(name a) argument:(keywordArgument b value:(integer 1)) \
                argument:(keywordArgument c value:(list element:(integer 2)))))
                (assign target:(name x) value:(new callee:(name a) argument:(integer 0)))
                (assign target:(name x) value:(list element:(integer 1) element:(integer 2)))
                """),
            LoweredText(
                "x = (struct a[]){{1}, {.b = 2}}; x = (int[2][2]){{1}, {2}}; x = (int[]){[1] = 2, [3 ... 5] = 4};",
                """
                (assign target:(name x) value:(list element:(new callee:(name a) argument:(integer 1)) \
                element:(new callee:(name a) argument:(keywordArgument b value:(integer 2)))))
                (assign target:(name x) value:(list element:(list element:(integer 1)) element:(list \
                element:(integer 2))))
                (assign target:(name x) value:(list element:(entry key:(integer 1) value:(integer 2)) \
                element:(entry key:(opaque operand:(integer 3) operand:(integer 5)) value:(integer 4))))
                """),
        ])
    func braces(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }

    @Test(
        "extensions",
        arguments: [
            LoweredText(
                "x = ({ int a = b(); a; });",
                """
                (assign target:(name x) value:(sequence element:(assign [declaration] target:(name a) type:(type \
                int) value:(call callee:(name b))) element:(name a)))
                """),
            LoweredText(
                "x = _Generic(a, int: b, char *: c, default: d);",
                """
                (assign target:(name x) value:(switch [expression] subject:(name a) statement:(case pattern:(type \
                int) body:(block statement:(name b))) statement:(case pattern:(type char [array]) body:(block \
                statement:(name c))) statement:(case [default] body:(block statement:(name d)))))
                """),
            LoweredText(
                "asm volatile (\"nop\" : \"=r\"(a) : \"r\"(b) : \"memory\");",
                """
                (opaque operand:(opaque) operand:(string "nop") operand:(opaque operand:(opaque operand:(string \
                "=r") operand:(name a))) operand:(opaque operand:(opaque operand:(string "r") operand:(name b))) \
                operand:(opaque operand:(string "memory")))
                """),
        ])
    func extensions(_ text: LoweredText) {
        #expect(text.outlineInFunction() == text.expected)
    }
}
