internal import Yams

/// The keys and values of a YAML text that is one mapping, or empty.
struct YAMLLines: Sendable {
    struct Line: Sendable, Equatable {
        let key: String
        let content: Content
        /// From 1.
        let number: Int
    }

    enum Content: Sendable, Equatable {
        case value(RawValue)
        /// `key:` or `key: null`.
        case nothing
        /// A mapping, or a list of something else than single values.
        case nested
    }

    let lines: [Line]

    /// Throws when the text is not YAML, not a mapping, or has a key twice. Messages show nothing of the text but keys,
    /// because its values may be secret.
    init(_ text: String, path: String) throws(Fault) {
        let root: Node?
        do {
            root = try Parser(yaml: text).singleRoot()
        } catch {
            throw YAMLLines.fault(error, path: path)
        }
        guard let root, !YAMLLines.isNothing(root) else {
            lines = []
            return
        }
        guard let mapping = root.mapping else { throw Fault("\(path) must consist of lines such as 'max_scans: 4'") }
        lines = mapping.map { key, value in
            Line(key: key.scalar?.string ?? "?", content: YAMLLines.content(value), number: key.mark?.line ?? 1)
        }
    }

    private static func content(_ node: Node) -> Content {
        if isNothing(node) { return .nothing }
        if let scalar = node.scalar { return .value(.text(scalar.string)) }
        guard let items = node.sequence else { return .nested }
        let texts = items.compactMap { isNothing($0) ? nil : $0.scalar?.string }
        return texts.count == items.count ? .value(.list(texts)) : .nested
    }

    /// Null, or a text without a character.
    private static func isNothing(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.string.isEmpty
            || (scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string))
    }

    /// The library's own description quotes the text.
    private static func fault(_ error: any Error, path: String) -> Fault {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Fault("\(path):\(mark.line): this is not YAML that can be read: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            Fault("\(path):\(context.mark.line): there twice: " + keys.map(Fault.quoted).joined(separator: ", "))
        case .reader(let problem, _, _, _): Fault("\(path) is not YAML that can be read: \(problem)")
        default: Fault("\(path) is not YAML that can be read")
        }
    }
}
