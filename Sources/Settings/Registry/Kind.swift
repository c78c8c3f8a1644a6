/// What a source holds for a setting: the text of a variable, a flag or a scalar, or a list.
enum RawValue: Sendable, Equatable {
    case text(String)
    case list([String])

    var text: String {
        switch self {
        case .text(let text): text
        case .list(let items): "[" + items.joined(separator: ", ") + "]"
        }
    }
}

/// A value that is not allowed; `text` is the part of it that is to blame.
struct Unreadable: Error, Equatable {
    let text: String
}

/// How the values of a setting are read, told and shown.
struct Kind<Value: Sendable>: Sendable {
    /// Ends the sentence "it must be …".
    let allowed: String
    var isSecret = false
    let read: @Sendable (RawValue) throws(Unreadable) -> Value
    let show: @Sendable (Value) -> String

    /// - Parameter read: nil for a text that is not allowed.
    static func scalar(
        _ allowed: String, isSecret: Bool = false, show: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (String) -> Value?
    ) -> Kind {
        Kind(
            allowed: allowed, isSecret: isSecret,
            read: { raw throws(Unreadable) in
                guard case .text(let text) = raw, let value = read(text) else { throw Unreadable(text: raw.text) }
                return value
            }, show: show)
    }

    /// A list in a file, or a text whose items are separated; blanks around items do not count.
    ///
    /// - Parameter item: nil for an item that is not allowed.
    static func list<Item: Sendable>(
        _ allowed: String, separatedBy separator: Character, show: @escaping @Sendable (Item) -> String,
        item: @escaping @Sendable (String) -> Item?
    ) -> Kind where Value == [Item] {
        Kind(
            allowed: allowed,
            read: { raw throws(Unreadable) in
                var values: [Item] = []
                for text in raw.items(separatedBy: separator) {
                    guard let value = item(text) else { throw Unreadable(text: text) }
                    values.append(value)
                }
                return values
            }, show: { $0.isEmpty ? "none" : $0.map(show).joined(separator: String(separator)) })
    }
}

extension RawValue {
    fileprivate func items(separatedBy separator: Character) -> [String] {
        switch self {
        case .list(let items): items
        case .text(let text): text.split(separator: separator).map(RawValue.trimmed).filter { !$0.isEmpty }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
