/// Texts as OSCAL's data types allow them.
enum OSCALText {
    static let remarks =
        "Controls that are reviewed and have no finding were looked at by static analysis, which found nothing; that "
        + "is no proof that they are satisfied. Controls that are not among the reviewed ones were not assessed."

    /// Bytes of one text, as in other reports; more is cut, with an ellipsis.
    static let limit = 16_384

    /// One line without blanks at its ends; never empty (markup-line, string).
    static func line(_ text: String) -> String {
        let words = cut(text).unicodeScalars.split {
            $0.properties.isWhitespace || $0.properties.generalCategory == .control
        }
        let line = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        return line.isEmpty ? "-" : line
    }

    /// Markup-multiline, in which what is scanned must not become markup: what HTML and Markdown take for some is
    /// escaped. Never empty.
    static func block(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in cut(text).unicodeScalars {
            if "\\`*_{}[]()#+!|".unicodeScalars.contains(scalar) { safe.append("\\") }
            switch scalar {
            case "<": safe.append(contentsOf: "&lt;".unicodeScalars)
            case ">": safe.append(contentsOf: "&gt;".unicodeScalars)
            case "&": safe.append(contentsOf: "&amp;".unicodeScalars)
            default: safe.append(scalar)
            }
        }
        return safe.isEmpty ? "-" : String(safe)
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        var kept = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            count += scalar.utf8.count
            guard count <= limit else { break }
            kept.append(scalar)
        }
        return String(kept) + "…"
    }

    /// An identifier: a letter or `_` first, then also digits, `.` and `-`.
    static func token(_ text: String) -> String {
        let safe = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            let isFine =
                scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                || "._-".unicodeScalars.contains(scalar)
            return isFine ? scalar : "_"
        }
        let token = String(String.UnicodeScalarView(safe))
        let beginsWell = safe.first.map { $0.properties.isAlphabetic || $0 == "_" } ?? false
        return beginsWell ? token : "_" + token
    }
}
