/// Puts properties into text, as Maven (`${name}`) and MSBuild (`$(name)`) do. Each value is worked out once, and what
/// all texts of one file may grow by is bounded, so that properties made of properties cost no more than others.
struct PropertyText {
    /// Bytes of one expanded text.
    static let textLimit = 512
    /// Properties that refer to properties.
    static let depthLimit = 16
    /// Bytes of all expanded texts together.
    static let totalLimit = 32 << 20

    private let opening: UInt8
    private let closing: UInt8
    private let lookUp: (String) -> String?
    /// What was asked for; nil while it is worked out, and when it has no value.
    private var known: [String: String?] = [:]
    private var total = 0

    /// `lookUp` gives what stands in the file for a name.
    init(opening: Unicode.Scalar, closing: Unicode.Scalar, lookUp: @escaping (String) -> String?) {
        self.opening = UInt8(ascii: opening)
        self.closing = UInt8(ascii: closing)
        self.lookUp = lookUp
    }

    /// Nil when a property has no value or refers to itself, or a bound is passed.
    mutating func expand(_ text: String) -> String? { expand(text, depth: 0) }

    private mutating func expand(_ text: String, depth: Int) -> String? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        guard depth < Self.depthLimit, text.utf8.count <= Self.textLimit, total < Self.totalLimit else { return nil }
        var result = ""
        var rest = text[...]
        while let (before, after) = rest.cut(at: UInt8(ascii: "$")) {
            result += before
            guard after.utf8.first == opening else {
                result += "$"
                rest = after
                continue
            }
            guard let (name, behind) = after.dropFirst().cut(at: closing), let value = value(String(name), depth) else {
                return nil
            }
            result += value
            guard result.utf8.count <= Self.textLimit else { return nil }
            rest = behind
        }
        result += rest
        total += result.utf8.count
        return result.utf8.count <= Self.textLimit ? result : nil
    }

    private mutating func value(_ name: String, _ depth: Int) -> String? {
        if let value = known[name] { return value }
        known[name] = .some(nil)
        let value = lookUp(name).flatMap { expand($0, depth: depth + 1) }
        known[name] = .some(value)
        return value
    }
}
