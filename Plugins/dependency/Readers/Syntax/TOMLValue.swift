/// A value of TOML (v1.0.0).
enum TOMLValue: Sendable, Equatable {
    case string(String)
    /// A number, a boolean or a date, as written.
    case word(String)
    case array([TOMLValue])
    case table([TOMLMember])

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var isTrue: Bool { self == .word("true") }

    /// The elements of an array; none for anything else.
    var elements: [TOMLValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The members of a table; none for anything else.
    var members: [TOMLMember] {
        guard case .table(let members) = self else { return [] }
        return members
    }

    /// The strings of an array.
    var strings: [String] { elements.compactMap(\.string) }

    subscript(_ key: String) -> TOMLValue? { members.value(key) }
}

/// One `key = value`.
struct TOMLMember: Sendable, Equatable {
    /// The parts of a dotted key.
    let path: [String]
    let value: TOMLValue
    /// From 1.
    let line: Int

    /// The whole key, its parts joined by dots.
    var key: String { path.count == 1 ? path[0] : path.joined(separator: ".") }
}

extension [TOMLMember] {
    /// The value of the key; the members of a dotted key are joined to a table.
    func value(_ key: String) -> TOMLValue? {
        if let member = first(where: { $0.path.count == 1 && $0.path[0] == key }) { return member.value }
        let inner = filter { $0.path.count > 1 && $0.path[0] == key }.map {
            TOMLMember(path: Array<String>($0.path.dropFirst()), value: $0.value, line: $0.line)
        }
        return inner.isEmpty ? nil : .table(inner)
    }
}

/// What stands under one header.
struct TOMLTable: Sendable, Equatable {
    /// Of the header; empty for what stands before the first one.
    var path: [String] = []
    /// Whether the header is in double brackets.
    var isElement = false
    /// Of the header, from 1.
    var line = 1
    var members: [TOMLMember] = []

    subscript(_ key: String) -> TOMLValue? { members.value(key) }

    /// The path joined by dots, for comparing with what a format prescribes.
    var name: String { path.joined(separator: ".") }
}
