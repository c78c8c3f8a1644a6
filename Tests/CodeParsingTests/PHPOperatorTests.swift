import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.php), "the parser is not built"))
struct PHPOperatorTests {
    @Test(
        "operators",
        arguments: [
            LoweredText(
                "$a + $b - $c * $d / $e % $f ** $g;",
                """
                (binary subtract left:(binary add left:(name a) right:(name b)) right:(binary modulo left:(binary \
                divide left:(binary multiply left:(name c) right:(name d)) right:(name e)) right:(binary power \
                left:(name f) right:(name g))))
                """),
            LoweredText(
                "$a . 'b' . $c;",
                """
                (binary concatenate left:(binary concatenate left:(name a) right:(string "b")) right:(name c))
                """),
            LoweredText(
                "$a & $b | $c ^ ~$d; $a << 1 >> 2;",
                """
                (binary bitOr left:(binary bitAnd left:(name a) right:(name b)) right:(binary bitXor left:(name c) \
                right:(unary bitNot operand:(name d))))
                (binary shiftRight left:(binary shiftLeft left:(name a) right:(integer 1)) right:(integer 2))
                """),
            LoweredText(
                "$a == $b; $a != $b; $a <> $b; $a === $b; $a !== $b; $a <=> $b;",
                """
                (binary equal left:(name a) right:(name b))
                (binary notEqual left:(name a) right:(name b))
                (binary notEqual left:(name a) right:(name b))
                (binary strictEqual left:(name a) right:(name b))
                (binary strictNotEqual left:(name a) right:(name b))
                (binary compare left:(name a) right:(name b))
                """),
            LoweredText(
                "$a < $b; $a <= $b; $a > $b; $a >= $b;",
                """
                (binary less left:(name a) right:(name b))
                (binary lessOrEqual left:(name a) right:(name b))
                (binary greater left:(name a) right:(name b))
                (binary greaterOrEqual left:(name a) right:(name b))
                """),
            LoweredText(
                "$a && $b || !$c; $a and $b or $c xor $d;",
                """
                (binary or left:(binary and left:(name a) right:(name b)) right:(unary not operand:(name c)))
                (binary or left:(binary and left:(name a) right:(name b)) right:(binary bitXor left:(name c) \
                right:(name d)))
                """),
            LoweredText(
                "$a ?? $b; $a ?: $b; $a ? $b : $c;",
                """
                (binary coalesce left:(name a) right:(name b))
                (binary coalesce left:(name a) right:(name b))
                (conditional condition:(name a) then:(name b) else:(name c))
                """),
            LoweredText(
                "$a instanceof B; $a instanceof $b;",
                """
                (binary instanceOf left:(name a) right:(name B))
                (binary instanceOf left:(name a) right:(name b))
                """),
            LoweredText(
                "-$a; +$a; @f();",
                """
                (unary negate operand:(name a))
                (unary plus operand:(name a))
                (unary silence operand:(call callee:(name f)))
                """),
            LoweredText(
                "(int) $a; (boolean) $b; (double) $c; (binary) $d; (array) $e;",
                """
                (cast type:(type int) value:(name a))
                (cast type:(type bool) value:(name b))
                (cast type:(type float) value:(name c))
                (cast type:(type string) value:(name d))
                (cast type:(type array) value:(name e))
                """),
            LoweredText(
                "$i++; --$j;",
                """
                (assign add [postfix] target:(name i) value:(integer 1))
                (assign subtract target:(name j) value:(integer 1))
                """),
            LoweredText(
                "throw new E;",
                "(throw value:(new callee:(name E)))"),
        ])
    func operators(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "assignments",
        arguments: [
            LoweredText(
                "$a = $b = 1;",
                "(assign target:(name a) value:(assign target:(name b) value:(integer 1)))"),
            LoweredText(
                "$a += 1; $a .= 'b'; $a ??= $c; $a **= 2;",
                """
                (assign add target:(name a) value:(integer 1))
                (assign concatenate target:(name a) value:(string "b"))
                (assign coalesce target:(name a) value:(name c))
                (assign power target:(name a) value:(integer 2))
                """),
            LoweredText(
                "$a = &$b;",
                "(assign target:(name a) value:(unary addressOf operand:(name b)))"),
            LoweredText(
                "[$a, , $b] = $c;",
                "(assign target:(list element:(name a) element:(empty) element:(name b)) value:(name c))"),
            LoweredText(
                "list('k' => $a, 'l' => list($b)) = $c;",
                """
                (assign target:(map element:(entry key:(string "k") value:(name a)) element:(entry key:(string \
                "l") value:(list element:(name b)))) value:(name c))
                """),
            LoweredText(
                "[[$a], $b->c] = $d;",
                """
                (assign target:(list element:(list element:(name a)) element:(member c object:(name b))) \
                value:(name d))
                """),
            LoweredText(
                "$a[] = 1; $a['b'] = 2; $a->b = 3; A::$b = 4; $$a = 5;",
                """
                (assign target:(index object:(name a)) value:(integer 1))
                (assign target:(index object:(name a) key:(string "b")) value:(integer 2))
                (assign target:(member b object:(name a)) value:(integer 3))
                (assign target:(member b [static] object:(name A)) value:(integer 4))
                (assign target:(unary dereference operand:(name a)) value:(integer 5))
                """),
        ])
    func assignments(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "functions and matches",
        arguments: [
            LoweredText(
                "function f(int $a, ?B $b = null, C|D &$c, E&F ...$g): ?array { return $a; }",
                """
                (function f parameter:(parameter a type:(type int)) parameter:(parameter b type:(type B) \
                value:(null null)) parameter:(parameter c type:(type Union argument:(type C) argument:(type D))) \
                parameter:(parameter g [variadic] type:(type Intersection argument:(type E) argument:(type F))) \
                returns:(type array) body:(block statement:(return value:(name a))))
                """),
            LoweredText(
                "$f = function($a) use ($b, &$c): int { return $a; };",
                """
                (assign target:(name f) value:(function parameter:(parameter a) returns:(type int) body:(block \
                statement:(return value:(name a)))))
                """),
            LoweredText(
                "fn($a) => $a + 1; static fn&(): int => 1;",
                """
                (function parameter:(parameter a) body:(binary add left:(name a) right:(integer 1)))
                (function returns:(type int) body:(integer 1))
                """),
            LoweredText(
                "function f() { yield; yield 1; yield 'k' => $v; yield from g(); }",
                """
                (function f body:(block statement:(yield) statement:(yield value:(integer 1)) statement:(yield \
                value:(entry key:(string "k") value:(name v))) statement:(yield value:(call callee:(name g)))))
                """),
            LoweredText(
                "$a = match($b) { 1, 2 => 'c', default => throw new E };",
                """
                (assign target:(name a) value:(switch [expression] subject:(name b) statement:(case \
                pattern:(integer 1) pattern:(integer 2) body:(block statement:(string "c"))) statement:(case \
                [default] body:(block statement:(throw value:(new callee:(name E)))))))
                """),
            LoweredText(
                "match(true) {};",
                "(switch [expression] subject:(boolean true))"),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }
}
