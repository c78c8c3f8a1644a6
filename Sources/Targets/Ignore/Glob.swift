/// A pattern of `.gitignore`, compiled; matches as git's wildmatch does.
///
/// A match costs at most the length of the pattern times the square of the length of the text: there is one place to go
/// back to for the last `*` and one for the last `**`, never a tree of choices, whatever a hostile pattern looks like.
struct Glob: Sendable {
    private enum Token: Sendable {
        case byte(UInt8)
        /// `?`: one byte that is no `/`.
        case any
        case set(ByteSet)
        /// `*`: bytes that are no `/`.
        case star
        /// `**/`: nothing, or whole parts with their `/`.
        case folders
        /// `/**` at the end, after its `/`: the rest.
        case rest
    }

    private let tokens: [Token]

    /// Nil for a pattern that can match nothing, such as one with an open bracket.
    init?(_ pattern: ArraySlice<UInt8>) {
        var parser = GlobParser(pattern)
        var tokens: [Token] = []
        while let byte = parser.next() {
            switch byte {
            case UInt8(ascii: "?"): tokens.append(.any)
            case UInt8(ascii: "*"): tokens.append(Glob.star(&parser))
            case UInt8(ascii: "["):
                guard let set = parser.set() else { return nil }
                tokens.append(.set(set))
            case UInt8(ascii: "\\"):
                guard let escaped = parser.next() else { return nil }
                tokens.append(.byte(escaped))
            default: tokens.append(.byte(byte))
            }
        }
        self.tokens = tokens
    }

    private static func star(_ parser: inout GlobParser) -> Token {
        let atPartStart = parser.isAtPartStart
        let stars = 1 + parser.skip(UInt8(ascii: "*"))
        guard stars > 1, atPartStart else { return .star }
        if parser.isAtEnd { return .rest }
        return parser.skipOne(PathParts.slash) ? .folders : .star
    }

    func matches(_ text: ArraySlice<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { text in tokens.withUnsafeBufferPointer { Glob.match($0, text) } }
    }

    private static func match(_ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var token = 0
        var at = 0
        var star: (token: Int, at: Int)?
        var folders: (token: Int, at: Int)?
        while true {
            if token < tokens.count {
                switch tokens[token] {
                case .rest: return true
                case .star:
                    star = (token + 1, at)
                    token += 1
                    continue
                case .folders:
                    folders = (token + 1, at)
                    star = nil
                    token += 1
                    continue
                default:
                    if at < text.count, one(tokens[token], text[at]) {
                        token += 1
                        at += 1
                        continue
                    }
                }
            } else if at == text.count {
                return true
            }
            if let last = star, last.at < text.count, text[last.at] != PathParts.slash {
                star = (last.token, last.at + 1)
                (token, at) = (last.token, last.at + 1)
            } else if let last = folders, let slash = text[last.at...].firstIndex(of: PathParts.slash) {
                folders = (last.token, slash + 1)
                star = nil
                (token, at) = (last.token, slash + 1)
            } else {
                return false
            }
        }
    }

    private static func one(_ token: Token, _ byte: UInt8) -> Bool {
        switch token {
        case .byte(let wanted): byte == wanted
        case .any: byte != PathParts.slash
        case .set(let set): byte != PathParts.slash && set.contains(byte)
        case .star, .folders, .rest: false
        }
    }
}
