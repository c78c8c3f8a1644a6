import CodeSyntax

/// Methods of texts on known texts.
enum TextMethods {
    /// Nil where the result is not known or the method is not one of texts.
    static func apply(
        _ name: String, _ receiver: Constant, _ arguments: [Argument], _ language: Language, _ analysis: FlowAnalysis
    ) -> Value? {
        guard case .string(let text) = receiver else {
            return name == "toString" || name == "to_s" ? Value(.string(receiver.text)) : nil
        }
        if name == "join", language == .python || language == .ruby {
            return analysis.joinedTexts(arguments.first?.value, Value(receiver))
        }
        if name == "format" || name == "formatted" { return formatted(text, arguments, analysis) }
        if name == "concat" || name == "plus", arguments.count == 1 {
            return analysis.concatenated(Value(receiver), arguments[0].value)
        }
        // The bytes and the characters of a text stand for the text.
        if language == .java, name == "getBytes" || name == "toCharArray" { return Value(receiver) }
        let constants = arguments.map(\.value.constant)
        guard !constants.contains(nil) else { return nil }
        return fold(name, text, constants.compactMap { $0 }).map { Value($0) }
    }

    private static func formatted(_ text: String, _ arguments: [Argument], _ analysis: FlowAnalysis) -> Value {
        var taint = TaintSet.none
        for argument in arguments { taint.formUnion(analysis.state.reach(argument.value)) }
        var value = Value(taint)
        if let mark = text.firstIndex(where: { $0 == "{" || $0 == "%" }) {
            let prefix = String(text[..<mark])
            value.prefix = prefix
            if FlowAnalysis.namesHost(prefix) { value.taint = taint.without(analysis.guards.prefix) }
        }
        return value
    }

    private static func fold(_ name: String, _ text: String, _ arguments: [Constant]) -> Constant? {
        switch (name, arguments.count) {
        case ("toLowerCase", 0), ("lower", 0), ("downcase", 0), ("casefold", 0): .string(text.lowercased())
        case ("toUpperCase", 0), ("upper", 0), ("upcase", 0): .string(text.uppercased())
        case ("trim", 0), ("strip", 0): .string(trimmed(text))
        case ("toString", 0), ("intern", 0), ("to_s", 0), ("valueOf", 0): .string(text)
        case ("length", 0), ("size", 0): .integer(text.utf16.count)
        case ("isEmpty", 0), ("empty?", 0): .boolean(text.isEmpty)
        case ("charAt", 1), ("at", 1): character(text, arguments[0])
        case ("substring", _), ("slice", _), ("substr", _): part(name, text, arguments)
        case ("equals", 1), ("eql?", 1): .boolean(.string(text) == arguments[0])
        case ("equalsIgnoreCase", 1): .boolean(text.lowercased() == arguments[0].text.lowercased())
        case ("startsWith", 1), ("startswith", 1), ("start_with?", 1): .boolean(text.hasPrefix(arguments[0].text))
        case ("endsWith", 1), ("endswith", 1), ("end_with?", 1): .boolean(text.hasSuffix(arguments[0].text))
        case ("contains", 1), ("includes", 1), ("include?", 1): .boolean(text.contains(arguments[0].text))
        case ("indexOf", 1), ("find", 1), ("index", 1): index(text, arguments[0].text)
        case ("replace", 2), ("gsub", 2), ("replaceAll", 2): replaced(name, text, arguments)
        case ("repeat", 1): repeated(text, arguments[0])
        default: nil
        }
    }

    private static func trimmed(_ text: String) -> String {
        var part = text[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }

    private static func character(_ text: String, _ at: Constant) -> Constant? {
        guard case .integer(let at) = at, at >= 0, at < text.count else { return nil }
        return .string(String(text[text.index(text.startIndex, offsetBy: at)]))
    }

    private static func part(_ name: String, _ text: String, _ bounds: [Constant]) -> Constant? {
        let characters = Array(text)
        guard name != "substr", let first = bounds.first, case .integer(let start) = first else { return nil }
        var end = characters.count
        if bounds.count > 1 {
            guard case .integer(let last) = bounds[1] else { return nil }
            end = last
        }
        guard start >= 0, start <= end, end <= characters.count else { return nil }
        return .string(String(characters[start..<end]))
    }

    private static func index(_ text: String, _ part: String) -> Constant? {
        guard let range = text.firstRange(of: part) else { return .integer(-1) }
        return .integer(text.distance(from: text.startIndex, to: range.lowerBound))
    }

    private static func replaced(_ name: String, _ text: String, _ arguments: [Constant]) -> Constant? {
        let old = arguments[0].text
        // What a regular expression would replace is another matter.
        guard !old.isEmpty, old.allSatisfy({ $0.isLetter || $0.isNumber || $0 == " " || $0 == "_" || $0 == "-" }) else {
            return nil
        }
        return ConstantFolding.text(text.replacing(old, with: arguments[1].text))
    }

    private static func repeated(_ text: String, _ times: Constant) -> Constant? {
        guard case .integer(let times) = times, times >= 0, text.utf8.count * times <= Constant.longestText else {
            return nil
        }
        return .string(String(repeating: text, count: times))
    }
}
