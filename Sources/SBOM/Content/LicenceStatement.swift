/// What a component says about its licence, sorted by what the formats can hold.
enum LicenceStatement: Equatable {
    case none
    /// One licence of the SPDX list, as the list spells it.
    case id(String)
    /// A well-formed SPDX licence expression. `isClosed` when all its licences are of the SPDX list as they stand: none
    /// is a reference, and none has a `+` that the list does not have, which SPDX's own tools refuse.
    case expression(String, isClosed: Bool)
    /// Anything else, in the words that were found.
    case name(String)

    init(_ text: String) {
        if text.isEmpty { self = .none; return }
        if let id = LicenceList.licence(text) { self = .id(id); return }
        let text = PlainText.line(text)
        if text.utf8.count < 64, ["", "NOASSERTION", "NONE"].contains(text.filter { $0 != " " }) {
            self = .none; return
        }
        var reader = ExpressionReader()
        self = reader.read(text) ?? .name(text)
    }
}

/// Reads a licence expression (SPDX 2.3, annex D) in one pass without recursion, and writes it in its canonical
/// spelling.
private struct ExpressionReader {
    private var tokens: [String] = []
    private var depth = 0
    private var operands = 0
    private var expected = Part.operand
    private var isClosed = true

    private enum Part { case operand, operation, exception }

    /// Nil when it is not well-formed.
    mutating func read(_ text: String) -> LicenceStatement? {
        var word = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"):
                guard take(word), byte == UInt8(ascii: " ") || takeParenthesis(byte) else { return nil }
                word = ""
            case 0x21..<0x7F: word.unicodeScalars.append(Unicode.Scalar(byte))
            default: return nil
            }
        }
        guard take(word), expected == .operation, depth == 0 else { return nil }
        if operands == 1, let only = tokens.first(where: { $0 != "(" }), LicenceList.licence(only) != nil,
            !tokens.contains("WITH")
        {
            return .id(only)
        }
        return .expression(written, isClosed: isClosed)
    }

    private mutating func takeParenthesis(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "(") {
            guard expected == .operand else { return false }
            depth += 1
            tokens.append("(")
        } else {
            guard expected == .operation, depth > 0 else { return false }
            depth -= 1
            tokens.append(")")
        }
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        if word.isEmpty { return true }
        switch expected {
        case .operand: return takeOperand(word)
        case .operation:
            let operation = word.uppercased()
            guard ["AND", "OR", "WITH"].contains(operation) else { return false }
            // An exception belongs to one licence, not to what stands in parentheses.
            guard operation != "WITH" || tokens.last != ")" && !tokens.dropLast().suffix(1).elementsEqual(["WITH"])
            else { return false }
            tokens.append(operation)
            expected = operation == "WITH" ? .exception : .operand
            return true
        case .exception:
            guard let exception = LicenceList.exception(word) else { return false }
            tokens.append(exception)
            expected = .operation
            return true
        }
    }

    private mutating func takeOperand(_ word: String) -> Bool {
        let hasPlus = word.hasSuffix("+")
        if let licence = LicenceList.licence(word) ?? LicenceList.licence(hasPlus ? String(word.dropLast()) : "") {
            let addsPlus = hasPlus && !licence.hasSuffix("+")
            tokens.append(addsPlus ? licence + "+" : licence)
            if addsPlus { isClosed = false }
        } else {
            guard Self.isReference(word) else { return false }
            tokens.append(word)
            isClosed = false
        }
        operands += 1
        expected = .operation
        return true
    }

    private static func isReference(_ word: String) -> Bool {
        var rest = Substring(word)
        if rest.hasPrefix("DocumentRef-") {
            guard let colon = rest.firstIndex(of: ":"), isIdentifier(rest[..<colon].dropFirst(12)) else { return false }
            rest = rest[rest.index(after: colon)...]
        }
        return rest.hasPrefix("LicenseRef-") && isIdentifier(rest.dropFirst(11))
    }

    private static func isIdentifier(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x2E }
    }

    private var written: String {
        var text = ""
        for token in tokens {
            if !text.isEmpty, token != ")", text.utf8.last != UInt8(ascii: "(") { text += " " }
            text += token
        }
        return text
    }
}
