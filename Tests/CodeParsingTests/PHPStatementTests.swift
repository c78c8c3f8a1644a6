import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.php), "the parser is not built"))
struct PHPStatementTests {
    @Test(
        "branches",
        arguments: [
            LoweredText(
                "if ($a) b();",
                "(if condition:(name a) then:(block statement:(call callee:(name b))))"),
            LoweredText(
                "if ($a) { b(); } elseif ($c) d(); else if ($e) f(); else { g(); }",
                """
                (if condition:(name a) then:(block statement:(call callee:(name b))) else:(if condition:(name c) \
                then:(block statement:(call callee:(name d))) else:(if condition:(name e) then:(block \
                statement:(call callee:(name f))) else:(block statement:(call callee:(name g))))))
                """),
            LoweredText(
                "if ($a): b(); elseif ($c): d(); else: e(); endif;",
                """
                (if condition:(name a) then:(block statement:(call callee:(name b))) else:(if condition:(name c) \
                then:(block statement:(call callee:(name d))) else:(block statement:(call callee:(name e)))))
                """),
            LoweredText(
                "switch ($a) { case 1: case 'b': f(); break; default: g(); }",
                """
                (switch [fallsThrough] subject:(name a) statement:(case pattern:(integer 1) body:(block)) \
                statement:(case pattern:(string "b") body:(block statement:(call callee:(name f)) \
                statement:(break))) statement:(case [default] body:(block statement:(call callee:(name g)))))
                """),
            LoweredText(
                "switch ($a): case 1: f(); endswitch;",
                """
                (switch [fallsThrough] subject:(name a) statement:(case pattern:(integer 1) body:(block \
                statement:(call callee:(name f)))))
                """),
        ])
    func branches(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "loops",
        arguments: [
            LoweredText(
                "while ($a) { break; }",
                "(while condition:(name a) body:(block statement:(break)))"),
            LoweredText(
                "while ($a): b(); endwhile;",
                "(while condition:(name a) body:(block statement:(call callee:(name b))))"),
            LoweredText(
                "do { a(); } while ($b);",
                "(doWhile body:(block statement:(call callee:(name a))) condition:(name b))"),
            LoweredText(
                "for ($i = 0, $j = 1; $i < 9; $i++, $j--) { continue 2; }",
                """
                (for initializer:(assign target:(name i) value:(integer 0)) initializer:(assign target:(name j) \
                value:(integer 1)) condition:(binary less left:(name i) right:(integer 9)) update:(assign add \
                [postfix] target:(name i) value:(integer 1)) update:(assign subtract [postfix] target:(name j) \
                value:(integer 1)) body:(block statement:(continue 2)))
                """),
            LoweredText(
                "for (;;): a(); b(); endfor;",
                "(for body:(block statement:(call callee:(name a)) statement:(call callee:(name b))))"),
            LoweredText(
                "foreach ($a as $b) c($b);",
                """
                (forEach target:(name b) iterable:(name a) body:(block statement:(call callee:(name c) \
                argument:(name b))))
                """),
            LoweredText(
                "foreach ($a as $k => &$v) {}",
                """
                (forEach [keys] target:(tuple element:(name k) element:(unary addressOf operand:(name v))) \
                iterable:(name a) body:(block))
                """),
            LoweredText(
                "foreach (f() as ['k' => $a, 'l' => $b]): c(); endforeach;",
                """
                (forEach target:(map element:(entry key:(string "k") value:(name a)) element:(entry key:(string \
                "l") value:(name b))) iterable:(call callee:(name f)) body:(block statement:(call callee:(name \
                c))))
                """),
        ])
    func loops(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "exceptions and variables",
        arguments: [
            LoweredText(
                "try { a(); } catch (A | B\\C $e) { b(); } catch (D) {} finally { c(); }",
                """
                (try body:(block statement:(call callee:(name a))) statement:(catch type:(type A) type:(type B.C) \
                target:(name e) body:(block statement:(call callee:(name b)))) statement:(catch type:(type D) \
                body:(block)) finally:(block statement:(call callee:(name c))))
                """),
            LoweredText(
                "global $a, $b;",
                "(global element:(name a) element:(name b))"),
            LoweredText(
                "static $a = 1, $b;",
                """
                (assign [static] [declaration] target:(name a) value:(integer 1))
                (assign [static] [declaration] target:(name b))
                """),
            LoweredText(
                "return; return $a;",
                """
                (return)
                (return value:(name a))
                """),
            LoweredText(
                "goto end; end: ;",
                """
                (goto end)
                (label end)
                (empty)
                """),
            LoweredText(
                "const A = 1, B = 2;",
                """
                (assign [static] [declaration] target:(name A) value:(integer 1))
                (assign [static] [declaration] target:(name B) value:(integer 2))
                """),
            LoweredText(
                "{ a(); }",
                "(block statement:(call callee:(name a)))"),
        ])
    func others(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "namespaces",
        arguments: [
            LoweredText(
                "use A\\B;",
                "(import A element:(importName B))"),
            LoweredText(
                "use A\\B as C, D;",
                """
                (import A element:(importName B alias:(name C)))
                (import element:(importName D))
                """),
            LoweredText(
                "use A\\{B, C\\D as E};",
                "(import A element:(importName B) element:(importName C\\D alias:(name E)))"),
            LoweredText(
                "use function A\\f; use const A\\G;",
                """
                (import A element:(importName f))
                (import A element:(importName G))
                """),
            LoweredText(
                "namespace A\\B { f(); }",
                "(class A\\B body:(block statement:(call callee:(name f))))"),
            LoweredText(
                "namespace { f(); }",
                "(block statement:(call callee:(name f)))"),
        ])
    func namespaces(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "classes",
        arguments: [
            LoweredText(
                "class A extends \\B\\C implements D, E\\F {}",
                "(class A base:(type B.C) base:(type D) base:(type E.F) body:(block))"),
            LoweredText(
                """
                abstract class A { const B = 1; final public const string C = 'd'; public ?int $e = 1, $f; private \
                static array $g = []; var $h; abstract protected function i(): void; public static function j() {} \
                }
                """,
                """
                (class A body:(block statement:(assign [static] [declaration] target:(name B) value:(integer 1)) \
                statement:(assign [static] [declaration] target:(name C) type:(type string) value:(string "d")) \
                statement:(assign [declaration] target:(name e) type:(type int) value:(integer 1)) \
                statement:(assign [declaration] target:(name f) type:(type int)) statement:(assign [static] \
                [declaration] target:(name g) type:(type array) value:(list)) statement:(assign [declaration] \
                target:(name h)) statement:(function i returns:(type void)) statement:(function j [static] \
                body:(block))))
                """),
            LoweredText(
                """
                class A { public function __construct(private readonly B $b, protected string $c = 'd', $e = null) \
                { f(); } }
                """,
                """
                (class A body:(block statement:(assign [declaration] target:(name b) type:(type B)) \
                statement:(assign [declaration] target:(name c) type:(type string)) statement:(function \
                __construct [constructor] parameter:(parameter b type:(type B)) parameter:(parameter c type:(type \
                string) value:(string "d")) parameter:(parameter e value:(null null)) body:(block \
                statement:(assign target:(member b object:(name this)) value:(name b)) statement:(assign \
                target:(member c object:(name this)) value:(name c)) statement:(call callee:(name f))))))
                """),
            LoweredText(
                "interface A extends B, C { public function d(string $e): void; }",
                """
                (class A base:(type B) base:(type C) body:(block statement:(function d parameter:(parameter e \
                type:(type string)) returns:(type void))))
                """),
            LoweredText(
                "trait A { use B, C { B::d insteadof C; d as private e; } }",
                """
                (class A base:(type B) base:(type C) body:(block statement:(opaque operand:(opaque operand:(member \
                d [static] object:(name B)) operand:(name C)) operand:(opaque operand:(name d) operand:(opaque) \
                operand:(name e)))))
                """),
            LoweredText(
                """
                enum A: string implements B { case C = 'd'; case E; const F = self::C; public function g() {} }
                """,
                """
                (class A base:(type B) body:(block statement:(assign [static] [declaration] target:(name C) \
                value:(string "d")) statement:(assign [static] [declaration] target:(name E)) statement:(assign \
                [static] [declaration] target:(name F) value:(member C [static] object:(name self))) \
                statement:(function g body:(block))))
                """),
            LoweredText(
                "#[A] #[B('c', d: 1)] class E { #[F] public $g; #[H] function i(#[J] $k) {} }",
                """
                (class E decorator:(name A) decorator:(call callee:(name B) argument:(string "c") \
                argument:(keywordArgument d value:(integer 1))) body:(block statement:(assign [declaration] \
                decorator:(name F) target:(name g)) statement:(function i decorator:(name H) parameter:(parameter \
                k decorator:(name J)) body:(block))))
                """),
            LoweredText(
                "class A { public string $b { get => $this->c; set($v) { $this->c = $v; } } }",
                """
                (class A body:(block statement:(assign [declaration] target:(name b) type:(type string)) \
                statement:(function body:(member c object:(name this))) statement:(function parameter:(parameter \
                v) body:(block statement:(assign target:(member c object:(name this)) value:(name v))))))
                """),
            LoweredText(
                "final readonly class A {}",
                "(class A body:(block))"),
        ])
    func classes(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }
}
