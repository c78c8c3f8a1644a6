/// A value of a YAML text. Aliases share the node they name, merged keys (`<<`) are already among a mapping's own.
final class YAMLNode: Sendable {
    enum Content: Sendable {
        /// `isPlain`: neither quoted nor a block, so that `true` and `3` are meant as such.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    let content: Content
    /// Of the file's bytes.
    let range: Range<Int>

    init(_ content: Content, _ range: Range<Int>) {
        self.content = content
        self.range = range
    }

    var text: String? {
        if case .scalar(let text, _) = content { return text }
        return nil
    }

    /// The elements of a sequence; nothing for anything else.
    var elements: [YAMLNode] {
        if case .sequence(let nodes) = content { return nodes }
        return []
    }

    /// The entries of a mapping; nothing for anything else.
    var entries: [YAMLEntry] {
        if case .mapping(let entries) = content { return entries }
        return []
    }

    var isMapping: Bool {
        if case .mapping = content { return true }
        return false
    }

    /// A sequence's texts, or the text alone where one may be given in place of a list.
    var texts: [(text: String, range: Range<Int>)] {
        let nodes = text == nil ? elements : [self]
        return nodes.compactMap { node in node.text.map { ($0, node.range) } }
    }

    func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key == key } }

    subscript(_ key: String) -> YAMLNode? { entry(key)?.value }

    /// What a chain of keys leads to.
    subscript(_ first: String, _ second: String, _ rest: String...) -> YAMLNode? {
        rest.reduce(self[first]?[second]) { $0?[$1] }
    }

    /// Whether it says yes or no; nil for anything else.
    var bool: Bool? {
        guard case .scalar(let text, _) = content else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: return nil
        }
    }

    var integer: Int? { text.flatMap { Int($0) } }

    /// Whether there is nothing: `~`, `null`, no text at all.
    var isNull: Bool {
        guard case .scalar(let text, true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }
}

/// A key of a mapping and its value.
struct YAMLEntry: Sendable {
    let key: String
    let keyRange: Range<Int>
    let value: YAMLNode

    /// From the key to the end of the value. A value from an alias or a merge may stand elsewhere.
    var range: Range<Int> {
        value.range.upperBound >= keyRange.upperBound && value.range.lowerBound >= keyRange.lowerBound
            ? keyRange.lowerBound..<value.range.upperBound : keyRange
    }
}
