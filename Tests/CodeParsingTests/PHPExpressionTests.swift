import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.php), "the parser is not built"))
struct PHPExpressionTests {
    @Test(
        "literals",
        arguments: [
            LoweredText(
                "'it\\'s \\\\ \\n';",
                "(string \"it's \\ \\n\")"),
            LoweredText(
                "\"a\\n\\x41\\101\\u{1F600}\\$b\\q\";",
                """
                (string "a
                AA😀$b\\q")
                """),
            LoweredText(
                "'';",
                "(string)"),
            LoweredText(
                "\"\";",
                "(string)"),
            LoweredText(
                "0xFF; 1_000; 0b11; 0o17; 017;",
                """
                (integer 0xff)
                (integer 1000)
                (integer 0b11)
                (integer 0o17)
                (integer 017)
                """),
            LoweredText(
                "1.5; .5; 1e3;",
                """
                (float 1.5)
                (float .5)
                (float 1e3)
                """),
            LoweredText(
                "TRUE; false; NULL;",
                """
                (boolean true)
                (boolean false)
                (null null)
                """),
            LoweredText(
                "__DIR__; FOO;",
                """
                (name __DIR__)
                (name FOO)
                """),
            LoweredText(
                "\"a $b c\";",
                "(template part:(string \"a \") part:(name b) part:(string \" c\"))"),
            LoweredText(
                "\"{$a}b{$c->d()}\";",
                "(template part:(name a) part:(string \"b\") part:(call callee:(member d object:(name c))))"),
            LoweredText(
                "\"$a[key] $a[0] $a[$i] $a->b\";",
                """
                (template part:(index object:(name a) key:(string "key")) part:(string " ") part:(index \
                object:(name a) key:(integer 0)) part:(string " ") part:(index object:(name a) key:(name i)) \
                part:(string " ") part:(member b object:(name a)))
                """),
            LoweredText(
                "\"${a} {$b['c']}\";",
                "(template part:(name a) part:(string \" \") part:(index object:(name b) key:(string \"c\")))"),
            LoweredText(
                "b\"a$b\";",
                "(template part:(string \"a\") part:(name b))"),
            LoweredText(
                "`ls $a`;",
                "(call callee:(name shell_exec) argument:(template part:(string \"ls \") part:(name a)))"),
            LoweredText(
                "`ls`;",
                "(call callee:(name shell_exec) argument:(string \"ls\"))"),
            LoweredText(
                """
                <<<EOT
                    a $b
                      c\\n
                    EOT;
                """,
                """
                (template part:(string "a ") part:(name b) part:(string "
                  c
                "))
                """),
            LoweredText(
                """
                <<<'EOT'
                  a $b\\n
                  c
                  EOT;
                """,
                """
                (string "a $b\\n
                c")
                """),
            LoweredText(
                """
                <<<"EOT"
                EOT;
                """,
                "(string)"),
            LoweredText(
                """
                <<<A
                line

                last
                A;
                """,
                """
                (string "line

                last")
                """),
        ])
    func literals(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "arrays",
        arguments: [
            LoweredText(
                "[];",
                "(list)"),
            LoweredText(
                "[1, 'a', ...$b];",
                "(list element:(integer 1) element:(string \"a\") element:(spread value:(name b)))"),
            LoweredText(
                "array(1, 2);",
                "(list element:(integer 1) element:(integer 2))"),
            LoweredText(
                "['a' => 1, 'b' => ['c' => $d], 3, ...$e];",
                """
                (map element:(entry key:(string "a") value:(integer 1)) element:(entry key:(string "b") value:(map \
                element:(entry key:(string "c") value:(name d)))) element:(integer 3) element:(spread value:(name \
                e)))
                """),
            LoweredText(
                "[&$a];",
                "(list element:(unary addressOf operand:(name a)))"),
        ])
    func arrays(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "names and members",
        arguments: [
            LoweredText(
                "$a;",
                "(name a)"),
            LoweredText(
                "$_GET['id'];",
                "(index object:(name _GET) key:(string \"id\"))"),
            LoweredText(
                "$this->a->b;",
                "(member b object:(member a object:(name this)))"),
            LoweredText(
                "$a?->b;",
                "(member b [optional] object:(name a))"),
            LoweredText(
                "$a->{$b}; $a->$b;",
                """
                (index object:(name a) key:(name b))
                (index object:(name a) key:(name b))
                """),
            LoweredText(
                "A::$b; A::C; A::class; $a::C; static::$d; self::E; parent::F;",
                """
                (member b [static] object:(name A))
                (member C [static] object:(name A))
                (member class [static] object:(name A))
                (member C [static] object:(name a))
                (member d [static] object:(name static))
                (member E [static] object:(name self))
                (member F [static] object:(name parent))
                """),
            LoweredText(
                "A::{$b};",
                "(index [static] object:(name A) key:(name b))"),
            LoweredText(
                "$$a; ${'a' . $b};",
                """
                (unary dereference operand:(name a))
                (unary dereference operand:(binary concatenate left:(string "a") right:(name b)))
                """),
            LoweredText(
                "\\A\\B::C;",
                "(member C [static] object:(member B object:(name A)))"),
            LoweredText(
                "namespace\\A;",
                "(name A)"),
            LoweredText(
                "$a['b'][0]; $a[];",
                """
                (index object:(index object:(name a) key:(string "b")) key:(integer 0))
                (index object:(name a))
                """),
            LoweredText(
                "($a);",
                "(name a)"),
        ])
    func members(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "calls",
        arguments: [
            LoweredText(
                "f($a, ...$b);",
                "(call callee:(name f) argument:(name a) argument:(spread value:(name b)))"),
            LoweredText(
                "f(a: 1, b: $c);",
                """
                (call callee:(name f) argument:(keywordArgument a value:(integer 1)) argument:(keywordArgument b \
                value:(name c)))
                """),
            LoweredText(
                "\\exec($a);",
                "(call callee:(name exec) argument:(name a))"),
            LoweredText(
                "A\\f();",
                "(call callee:(member f object:(name A)))"),
            LoweredText(
                "$a->b(1)->c();",
                "(call callee:(member c object:(call callee:(member b object:(name a)) argument:(integer 1))))"),
            LoweredText(
                "$a?->b();",
                "(call callee:(member b [optional] object:(name a)))"),
            LoweredText(
                "A::b(1);",
                "(call callee:(member b [static] object:(name A)) argument:(integer 1))"),
            LoweredText(
                "parent::__construct($a);",
                "(call callee:(member __construct [static] object:(name parent)) argument:(name a))"),
            LoweredText(
                "$a->$b(1); $a->{'b'}(2); $a::$b(3);",
                """
                (call callee:(index object:(name a) key:(name b)) argument:(integer 1))
                (call callee:(index object:(name a) key:(string "b")) argument:(integer 2))
                (call callee:(index [static] object:(name a) key:(name b)) argument:(integer 3))
                """),
            LoweredText(
                "$f(1); ($f)(2); $a['k'](3);",
                """
                (call callee:(name f) argument:(integer 1))
                (call callee:(name f) argument:(integer 2))
                (call callee:(index object:(name a) key:(string "k")) argument:(integer 3))
                """),
            LoweredText(
                "(function() {})();",
                "(call callee:(function body:(block)))"),
            LoweredText(
                "strlen(...); $a->b(...); A::c(...);",
                """
                (name strlen)
                (member b object:(name a))
                (member c [static] object:(name A))
                """),
            LoweredText(
                "new A; new A(1); new A\\B($c); new \\D; new $e($f); new (f()); new static;",
                """
                (new callee:(name A))
                (new callee:(name A) argument:(integer 1))
                (new callee:(member B object:(name A)) argument:(name c))
                (new callee:(name D))
                (new callee:(name e) argument:(name f))
                (new callee:(call callee:(name f)))
                (new callee:(name static))
                """),
            LoweredText(
                "new class(1) extends A implements B { public $c; };",
                """
                (new callee:(name A) argument:(integer 1) base:(type A) base:(type B) body:(block \
                statement:(assign [declaration] target:(name c))))
                """),
            LoweredText(
                "new class {};",
                "(new callee:(name class) body:(block))"),
            LoweredText(
                "$a |> trim(...);",
                "(call callee:(name trim) argument:(name a))"),
        ])
    func calls(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }

    @Test(
        "language constructs",
        arguments: [
            LoweredText(
                "echo 'a', $b;",
                "(call callee:(name echo) argument:(string \"a\") argument:(name b))"),
            LoweredText(
                "print $a;",
                "(call callee:(name print) argument:(name a))"),
            LoweredText(
                "include 'a.php'; include_once $a; require('b.php'); require_once __DIR__ . '/c';",
                """
                (call callee:(name include) argument:(string "a.php"))
                (call callee:(name include_once) argument:(name a))
                (call callee:(name require) argument:(string "b.php"))
                (call callee:(name require_once) argument:(binary concatenate left:(name __DIR__) right:(string \
                "/c")))
                """),
            LoweredText(
                "eval($a); isset($a['b'], $c); empty($d);",
                """
                (call callee:(name eval) argument:(name a))
                (call callee:(name isset) argument:(index object:(name a) key:(string "b")) argument:(name c))
                (call callee:(name empty) argument:(name d))
                """),
            LoweredText(
                "unset($a, $b['c']);",
                """
                (call callee:(name unset) argument:(name a) argument:(index object:(name b) key:(string "c")))
                """),
            LoweredText(
                "exit; exit(1); die; die('a'); f() or die;",
                """
                (call callee:(name exit))
                (call callee:(name exit) argument:(integer 1))
                (call callee:(name die))
                (call callee:(name die) argument:(string "a"))
                (binary or left:(call callee:(name f)) right:(call callee:(name die)))
                """),
            LoweredText(
                "clone $a;",
                "(call callee:(name clone) argument:(name a))"),
            LoweredText(
                "declare(strict_types=1);",
                "(call callee:(name declare) argument:(keywordArgument strict_types value:(integer 1)))"),
        ])
    func constructs(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php", before: "<?php ") == text.expected)
    }
}
