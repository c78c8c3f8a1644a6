public import CodeSyntax

/// The languages whose parsers are there; made once.
public struct LanguageSet: Sendable {
    private let frontends: [String: (grammar: Grammar, frontend: any Frontend)]

    public init() {
        var frontends: [String: (grammar: Grammar, frontend: any Frontend)] = [:]
        func add(_ name: String, _ type: any Frontend.Type) {
            guard let grammar = Grammar(name) else { return }
            frontends[name] = (grammar, type.init(grammar))
        }
        add("python", PythonFrontend.self)
        add("ruby", RubyFrontend.self)
        add("java", JavaFrontend.self)
        add("go", GoFrontend.self)
        add("c", CFrontend.self)
        add("javascript", JavaScriptFrontend.self)
        add("typescript", JavaScriptFrontend.self)
        add("tsx", JavaScriptFrontend.self)
        add("php", PHPFrontend.self)
        self.frontends = frontends
    }

    /// Languages whose files cannot be analysed, since the product was built without their parsers.
    public var missing: [Language] { Language.allCases.filter { frontend($0, path: "") == nil } }

    /// How to get the missing parsers, for messages.
    public static let remedy = "run scripts/grammars and build again"

    func frontend(_ language: Language, path: String) -> (grammar: Grammar, frontend: any Frontend)? {
        switch language {
        // Only with markup is `<T>x` no cast.
        case .typescript: frontends[path.hasSuffix(".tsx") ? "tsx" : "typescript"]
        case .javascript: frontends["javascript"]
        default: frontends[language.rawValue]
        }
    }
}
