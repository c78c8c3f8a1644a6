/// The names that a regular expression such as `(get|post|_?put)$` stands for, spelled out.
enum FiniteNames {
    /// More are not worth it.
    private static let most = 300

    /// Nil unless the expression, matched from the start of a name, allows only certain names: letters, digits and
    /// underscores, alternatives in parentheses, `?`, and `$` at the end.
    static func all(_ regex: String) -> Set<String>? {
        var text = Substring(regex)
        if text.hasPrefix("^") { text = text.dropFirst() }
        guard text.hasSuffix("$") else { return nil }
        var rest = text.dropLast()
        guard let names = sequence(&rest)?.subtracting([""]), rest.isEmpty, !names.isEmpty else { return nil }
        return names
    }

    /// Up to the end or a sign that ends an alternative.
    private static func sequence(_ rest: inout Substring) -> Set<String>? {
        var names: Set<String> = [""]
        while let sign = rest.first, sign != "|", sign != ")" {
            rest = rest.dropFirst()
            var parts: Set<String>
            if sign == "(" {
                guard let inner = alternatives(&rest) else { return nil }
                parts = inner
            } else if sign.isASCII, sign.isLetter || sign.isNumber || sign == "_" {
                parts = [String(sign)]
            } else {
                return nil
            }
            if rest.first == "?" {
                rest = rest.dropFirst()
                parts.insert("")
            }
            names = Set(names.flatMap { name in parts.map { name + $0 } })
            guard names.count <= most else { return nil }
        }
        return names
    }

    /// After the opening parenthesis, to behind the closing one.
    private static func alternatives(_ rest: inout Substring) -> Set<String>? {
        if rest.hasPrefix("?:") { rest = rest.dropFirst(2) }
        var names: Set<String> = []
        while true {
            guard let more = sequence(&rest), let sign = rest.first else { return nil }
            names.formUnion(more)
            rest = rest.dropFirst()
            if sign == ")" { return names.count <= most ? names : nil }
        }
    }
}
