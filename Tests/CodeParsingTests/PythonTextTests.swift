import CodeSyntax
import Testing

/// String literals and what is put into them.
@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonTextTests {
    @Test(
        "escapes",
        arguments: [
            LoweredText(
                "\"\\x41\\u00e9\\U0001F600\\101\"",
                "(string \"Aé😀A\")"),
            LoweredText(
                "\"a\\tb\\\"\\'\\\\\"",
                "(string \"a\tb\"'\\\")"),
            LoweredText(
                "\"\\d\\8\\N{DASH}\"",
                "(string \"\\d\\8\\N{DASH}\")"),
            LoweredText(
                "r\"a\\n\"",
                "(string \"a\\n\")"),
            LoweredText(
                "b\"\\x41\\u0041\"",
                "(string \"A\\u0041\")"),
            LoweredText(
                """
                "a\\
                b"
                """,
                "(string \"ab\")"),
            LoweredText(
                "\"\\ud83d.\"",
                "(string \"�.\")"),
            LoweredText(
                "\"\\778\"",
                "(string \"?8\")"),
            LoweredText(
                "r'a\\\\'; r'\\''; r\"\"\"a\\\"\"\"\"; rf'{x}\\\\'",
                """
                (string "a\\\\")
                (string "\\'")
                (string "a\\"")
                (template part:(name x) part:(string "\\\\"))
                """),
        ])
    func escapes(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "forms",
        arguments: [
            LoweredText(
                "''",
                "(string)"),
            LoweredText(
                "u'x'",
                "(string \"x\")"),
            LoweredText(
                """
                '''a
                b'''
                """,
                """
                (string "a
                b")
                """),
            LoweredText(
                "\"a\" 'b' r\"\\n\"",
                "(string \"ab\\n\")"),
            LoweredText(
                """
                ("a"
                 # why
                 "b")
                """,
                "(string \"ab\")"),
            LoweredText(
                "RB\"x\"",
                "(string \"x\")"),
        ])
    func forms(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "templates",
        arguments: [
            LoweredText(
                "f\"a{x}b\"",
                "(template part:(string \"a\") part:(name x) part:(string \"b\"))"),
            LoweredText(
                "f\"no\"",
                "(string \"no\")"),
            LoweredText(
                "f\"{{x}}\"",
                "(string \"{x}\")"),
            LoweredText(
                "f\"{x!r:>{w}.{p}}\"",
                "(template part:(name x) part:(name w) part:(name p))"),
            LoweredText(
                "f\"{x=}\"",
                "(template part:(string \"x=\") part:(name x))"),
            LoweredText(
                "f\"{x = !s}\"",
                "(template part:(string \"x =\") part:(name x))"),
            LoweredText(
                "rf\"\\d{x}\"",
                "(template part:(string \"\\d\") part:(name x))"),
            LoweredText(
                "f\"{a[\"b\"]}\"",
                "(template part:(index object:(name a) key:(string \"b\")))"),
            LoweredText(
                "f\"{f'{x}'}\"",
                "(template part:(template part:(name x)))"),
            LoweredText(
                "\"a\" f\"b{x}\" \"c\" \"d\"",
                "(template part:(string \"ab\") part:(name x) part:(string \"cd\"))"),
            LoweredText(
                "f\"{x:%Y-%m}\"",
                "(template part:(name x))"),
            LoweredText(
                "f\"{a, b}\"",
                "(template part:(tuple element:(name a) element:(name b)))"),
            LoweredText(
                """
                f\"\"\"{
                x
                }\"\"\"
                """,
                "(template part:(name x))"),
            LoweredText(
                "f\"{x:{y:{z}}}\"",
                "(template part:(name x) part:(name y) part:(name z))"),
        ])
    func templates(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }
}
