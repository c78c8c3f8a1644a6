/// The values of `ARG` and `ENV` at a place of a Dockerfile, as far as they are written down.
struct DockerVariables {
    private var values: [String: String] = [:]

    /// A known value, or nil for a name whose value only the build knows.
    mutating func set(_ name: String, _ value: String?) { values[name] = value }

    subscript(_ name: String) -> String? { values[name] }

    /// A text with its variables filled in; nil when one is not known. Values are filled in already, so that one pass
    /// is enough; a text that grows beyond any sense is unknown.
    func expand(_ text: String) -> String? {
        guard text.contains("$") else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            guard let value = value(&rest), result.utf8.count + value.utf8.count < 4_096 else { return nil }
            result += value
        }
        return result + rest
    }

    /// The value of the variable whose name comes next.
    private func value(_ rest: inout Substring) -> String? {
        guard rest.first == "{" else {
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            rest = rest.dropFirst(name.count)
            return values[String(name)]
        }
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        let name = inside.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let operation = inside.dropFirst(name.count)
        let known = values[String(name)]
        if operation.isEmpty { return known }
        if operation.hasPrefix(":-") || operation.hasPrefix("-") {
            let fallback = operation.drop { $0 == ":" }.dropFirst()
            guard !fallback.contains("$") else { return nil }
            return known.flatMap { $0.isEmpty ? nil : $0 } ?? String(fallback)
        }
        return nil
    }
}
