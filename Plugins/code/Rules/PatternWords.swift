import CodeSyntax

/// What the special words of a vocabulary stand for.
struct PatternWords: Sendable {
    private let words: [String]
    private let metavariables: [Int32]
    /// `"..."`.
    let anyText: Symbol
    /// `$_`, which matches anything each time.
    let anonymous: Int

    init(_ vocabulary: Vocabulary, anonymous: Int) {
        words = vocabulary.words
        metavariables = words.map { word in
            guard word.first == "\u{1}", let number = Int32(word.dropFirst()) else { return -1 }
            return number
        }
        anyText = vocabulary.symbol("\u{2}any") ?? Symbol(rawValue: .max)
        self.anonymous = anonymous
    }

    func metavariable(_ symbol: Symbol) -> Int? {
        let index = Int(symbol.rawValue)
        guard index < metavariables.count, metavariables[index] >= 0 else { return nil }
        return Int(metavariables[index])
    }

    func text(_ symbol: Symbol) -> String { words[Int(symbol.rawValue)] }
}
