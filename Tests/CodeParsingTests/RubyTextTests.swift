import CodeSyntax
import Testing

/// Literals with contents.
@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyTextTests {
    @Test(
        "escapes",
        arguments: [
            LoweredText(
                "\"\\x41\\u00e9\\u{1F600 41}\\101\\t\\s\\e\"",
                "(string \"Aé😀AA\t \u{1b}\")"),
            LoweredText(
                "\"a\\\"\\#\\q\\\\\"",
                "(string \"a\"#q\\\")"),
            LoweredText(
                "'a\\'b\\n\\\\'",
                "(string \"a'b\\n\\\")"),
            LoweredText(
                "%q(a(b)\\)\\n)",
                "(string \"a(b))\\n\")"),
            LoweredText(
                """
                "a\\
                b"
                """,
                "(string \"ab\")"),
            LoweredText(
                "?a; ?\\n; ?\\u0041",
                """
                (string "a")
                (string "
                ")
                (string "A")
                """),
            LoweredText(
                "\"\\C-a\"",
                "(string \"\\C-a\")"),
            LoweredText(
                "\"\\xE2\\x82\\xAC\"",
                "(string \"€\")"),
        ])
    func escapes(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "forms",
        arguments: [
            LoweredText(
                "''",
                "(string)"),
            LoweredText(
                "\"a\"",
                "(string \"a\")"),
            LoweredText(
                "%(a)",
                "(string \"a\")"),
            LoweredText(
                "%Q[a#{b}]",
                "(template part:(string \"a\") part:(name b))"),
            LoweredText(
                "\"a\" 'b'",
                "(string \"ab\")"),
            LoweredText(
                "\"a\" \"b#{c}\" \"d\"",
                "(template part:(string \"ab\") part:(name c) part:(string \"d\"))"),
            LoweredText(
                "\"a#{b}c#@d#$e\"",
                "(template part:(string \"a\") part:(name b) part:(string \"c\") part:(name @d) part:(name $e))"),
            LoweredText(
                "\"#{a; b}#{}\"",
                "(template part:(sequence element:(name a) element:(name b)))"),
            LoweredText(
                """
                "a
                b"
                """,
                """
                (string "a
                b")
                """),
        ])
    func forms(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "symbols",
        arguments: [
            LoweredText(
                ":a; :b?; :+; :[]=; :\"c d\"; :\"e#{f}\"; :'g'",
                """
                (string "a")
                (string "b?")
                (string "+")
                (string "[]=")
                (string "c d")
                (template part:(string "e") part:(name f))
                (string "g")
                """)
        ])
    func symbols(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "lists of words",
        arguments: [
            LoweredText(
                "%w[a b\\ c #{d}]",
                "(list element:(string \"a\") element:(string \"b c\") element:(string \"#{d}\"))"),
            LoweredText(
                "%W[a#{b} c]",
                "(list element:(template part:(string \"a\") part:(name b)) element:(string \"c\"))"),
            LoweredText(
                "%i[a b]",
                "(list element:(string \"a\") element:(string \"b\"))"),
            LoweredText(
                "%I[a#{b}]",
                "(list element:(template part:(string \"a\") part:(name b)))"),
            LoweredText(
                "%w[]",
                "(list)"),
            LoweredText(
                """
                %w[\\.a
                 \\.b\\]]
                """,
                "(list element:(string \"\\.a\") element:(string \"\\.b]\"))"),
            LoweredText(
                """
                %W[
                  \\u{41}
                  \\u{42}c d
                ]
                """,
                "(list element:(string \"A\") element:(string \"Bc\") element:(string \"d\"))"),
        ])
    func words(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "commands",
        arguments: [
            LoweredText(
                "`ls #{x}`",
                "(call callee:(name `) argument:(template part:(string \"ls \") part:(name x)))"),
            LoweredText(
                "%x(ls)",
                "(call callee:(name `) argument:(string \"ls\"))"),
            LoweredText(
                """
                <<`A`
                ls
                A
                """,
                """
                (call callee:(name `) argument:(string "ls
                "))
                """),
        ])
    func commands(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "regular expressions",
        arguments: [
            LoweredText(
                "/a\\/[b]/im",
                "(regex a\\/[b])"),
            LoweredText(
                "/a#{b}c/",
                "(regex part:(string \"a\") part:(name b) part:(string \"c\"))"),
            LoweredText(
                "%r{a/b}",
                "(regex a/b)"),
            LoweredText(
                "//",
                "(regex)"),
        ])
    func patterns(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "heredocs",
        arguments: [
            LoweredText(
                """
                x = <<A
                 a
                b
                A
                """,
                """
                (assign target:(name x) value:(string " a
                b
                "))
                """),
            LoweredText(
                """
                x = <<-A
                  a
                  A
                """,
                """
                (assign target:(name x) value:(string "  a
                "))
                """),
            LoweredText(
                """
                x = <<~A
                    a
                      b

                    c
                  A
                """,
                """
                (assign target:(name x) value:(string "a
                  b

                c
                "))
                """),
            LoweredText(
                """
                x = <<~A
                \ta
                \t  b
                A
                """,
                """
                (assign target:(name x) value:(string "a
                  b
                "))
                """),
            LoweredText(
                """
                x = <<~A
                  a #{b}
                    c\\n
                A
                """,
                """
                (assign target:(name x) value:(template part:(string "a ") part:(name b) part:(string "
                  c

                ")))
                """),
            LoweredText(
                """
                x = <<~'A'
                  a #{b} \\n
                A
                """,
                """
                (assign target:(name x) value:(string "a #{b} \\n
                "))
                """),
            LoweredText(
                """
                x = <<~"A".strip
                  a
                A
                """,
                """
                (assign target:(name x) value:(call callee:(member strip object:(string "a
                "))))
                """),
            LoweredText(
                """
                f(<<A, <<-B, 1)
                a
                A
                b
                B
                """,
                """
                (call callee:(name f) argument:(string "a
                ") argument:(string "b
                ") argument:(integer 1))
                """),
            LoweredText(
                """
                x = <<~A
                  #{a}
                  b
                A
                """,
                """
                (assign target:(name x) value:(template part:(name a) part:(string "
                b
                ")))
                """),
            LoweredText(
                """
                x = <<A
                A
                """,
                "(assign target:(name x) value:(string))"),
            LoweredText(
                """
                x = <<A
                 a #\\{b} # c
                A
                y
                """,
                """
                (assign target:(name x) value:(string " a #\\{b} # c
                "))
                (name y)
                """),
        ])
    func heredocs(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }
}
