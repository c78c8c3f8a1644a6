import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.typescript), "the parser is not built"))
struct TypeScriptMarkupTests {
    @Test(
        "markup",
        arguments: [
            LoweredText(
                "const a = <Foo<string> b={c as D}>{e!}</Foo>",
                """
                (assign [declaration] target:(name a) value:(markup Foo argument:(attribute b value:(cast \
                type:(type D) value:(name c))) element:(name e)))
                """),
            LoweredText(
                "const f = <T,>(x: T) => <b>{x}</b>",
                """
                (assign [declaration] target:(name f) value:(function parameter:(parameter x type:(type T)) \
                body:(markup b element:(name x))))
                """),
            LoweredText(
                "function App({a}: Props): JSX.Element { return <div dangerouslySetInnerHTML={{__html: a}} /> }",
                """
                (function App parameter:(parameter target:(map element:(entry key:(string "a") value:(name a))) \
                type:(type Props)) returns:(type JSX.Element) body:(block statement:(return value:(markup div \
                argument:(attribute dangerouslySetInnerHTML value:(map element:(entry key:(string "__html") \
                value:(name a))))))))
                """),
        ])
    func markup(_ text: LoweredText) {
        #expect(text.outline(.typescript, path: "a.tsx") == text.expected)
    }
}
