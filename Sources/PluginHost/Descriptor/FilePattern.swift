/// A gitignore-style pattern on the bytes of a path, as in `file_patterns` of a plugin.
///
/// `*` and `?` stay within a part of the path, `**` as a whole part crosses parts, `[a-z]` is a class, `\` takes the
/// next byte as it is. A pattern without a slash (other than at its end) is compared with every part's name: the last
/// part's for a plain pattern, a folder's for one that ends in `/`. Other patterns are compared with the whole path
/// from its beginning; ending in `/` they stand for everything below. A leading `!` takes matches away again.
struct FilePattern: Sendable {
    private enum Token: Sendable {
        case byte(UInt8)
        case any
        case star
        case set(ByteSet)
    }

    private enum Part: Sendable {
        case anyParts
        case name([Token])
    }

    static let limit = 1024

    let isNegated: Bool
    private let parts: [Part]
    private let isAnchored: Bool
    private let wantsFolder: Bool

    init(_ text: String) throws(PluginRejection) {
        guard text.utf8.count <= Self.limit else {
            throw PluginRejection("its file pattern of \(text.utf8.count) bytes is longer than \(Self.limit)")
        }
        var bytes = ArraySlice(Array(text.utf8))
        isNegated = bytes.first == 0x21
        if isNegated { bytes.removeFirst() }
        wantsFolder = bytes.last == 0x2F
        if wantsFolder { bytes.removeLast() }
        isAnchored = bytes.contains(0x2F)
        if bytes.first == 0x2F { bytes.removeFirst() }
        guard !bytes.isEmpty else { throw PluginRejection("its file pattern `\(text)` is empty") }
        var parts: [Part] = []
        for part in bytes.split(separator: 0x2F, omittingEmptySubsequences: false) {
            parts.append(part.elementsEqual([0x2A, 0x2A]) ? .anyParts : .name(try Self.tokens(part, of: text)))
        }
        self.parts = parts
    }

    func matches(_ path: [UInt8]) -> Bool {
        let names = path.split(separator: 0x2F, omittingEmptySubsequences: false)
        let folders = names.dropLast()
        if !isAnchored, case .name(let tokens)? = parts.first {
            if wantsFolder { return folders.contains { Self.match(tokens, $0) } }
            return names.last.map { Self.match(tokens, $0) } ?? false
        }
        return match(names)
    }

    /// Both matchers go back to the last star only (a later star can always take over from an earlier one), which
    /// bounds them by the product of both lengths.
    private func match(_ names: [ArraySlice<UInt8>]) -> Bool {
        // Below a matching folder: the pattern goes on with any parts, at least one.
        let parts = wantsFolder ? self.parts + [.anyParts, .name([.star])] : self.parts
        var part = 0
        var name = 0
        var retry: (part: Int, name: Int)?
        while name < names.count {
            if part < parts.count, case .anyParts = parts[part] {
                retry = (part + 1, name)
                part += 1
            } else if part < parts.count, case .name(let tokens) = parts[part], Self.match(tokens, names[name]) {
                part += 1
                name += 1
            } else if let again = retry {
                retry = (again.part, again.name + 1)
                part = again.part
                name = again.name + 1
            } else {
                return false
            }
        }
        // `a/**` stands for what is below a, not for a itself.
        if part == parts.count { return true }
        return false
    }

    private static func match(_ tokens: [Token], _ name: ArraySlice<UInt8>) -> Bool {
        var token = 0
        var index = name.startIndex
        var retry: (token: Int, index: Int)?
        while index < name.endIndex {
            if token < tokens.count, case .star = tokens[token] {
                retry = (token + 1, index)
                token += 1
            } else if token < tokens.count, accepts(tokens[token], name[index]) {
                token += 1
                index += 1
            } else if let again = retry {
                retry = (again.token, again.index + 1)
                token = again.token
                index = again.index + 1
            } else {
                return false
            }
        }
        while token < tokens.count, case .star = tokens[token] { token += 1 }
        return token == tokens.count
    }

    private static func accepts(_ token: Token, _ byte: UInt8) -> Bool {
        switch token {
        case .byte(let wanted): wanted == byte
        case .any, .star: true
        case .set(let set): set.contains(byte)
        }
    }

    private static func tokens(_ part: ArraySlice<UInt8>, of text: String) throws(PluginRejection) -> [Token] {
        guard !part.isEmpty else { throw PluginRejection("its file pattern `\(text)` has an empty part") }
        var tokens: [Token] = []
        var rest = part
        while let byte = rest.popFirst() {
            switch byte {
            case 0x2A:
                if case .star? = tokens.last { continue }
                tokens.append(.star)
            case 0x3F: tokens.append(.any)
            case 0x5B:
                guard let set = ByteSet(class: &rest) else {
                    throw PluginRejection("its file pattern `\(text)` has a `[` without its `]`")
                }
                tokens.append(.set(set))
            case 0x5C:
                guard let next = rest.popFirst() else {
                    throw PluginRejection("its file pattern `\(text)` ends in a lone backslash")
                }
                tokens.append(.byte(next))
            default: tokens.append(.byte(byte))
            }
        }
        return tokens
    }
}
