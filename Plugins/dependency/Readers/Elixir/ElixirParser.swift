/// Reads a map of literal terms one entry at a time, so that a large lockfile never is in memory as a whole.
struct ElixirParser {
    /// Terms inside one another; a lockfile has five.
    static let depthLimit = 32
    /// Terms of one entry; the longest real ones have some hundreds.
    static let termLimit = 10_000

    struct Failure: Error, Equatable {
        let line: Int
        let reason: String
    }

    private var tokenizer: ElixirTokenizer
    private var termCount = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        tokenizer = ElixirTokenizer(bytes)
    }

    /// Hands over each `key => value` of the outermost map with the line of its key.
    mutating func entries(_ take: (_ key: String, _ value: ElixirTerm, _ line: Int) -> Void) throws(Failure) {
        guard tokenizer.next() == .open else { throw failure("a map is expected") }
        while let token = tokenizer.next() {
            switch token {
            case .close: return
            case .comma: continue
            case .key(let key):
                let line = tokenizer.line
                take(key, try entryValue(), line)
            case .string(let key), .atom(let key):
                let line = tokenizer.line
                guard tokenizer.next() == .arrow else { throw failure("\"=>\" is expected after the name") }
                take(key, try entryValue(), line)
            case .open, .arrow: throw failure("the name of a package is expected")
            }
        }
        throw failure("the file ends inside its map")
    }

    private mutating func entryValue() throws(Failure) -> ElixirTerm {
        termCount = 0
        guard let token = tokenizer.next() else { throw failure("the file ends where a value is expected") }
        return try term(token, depth: 1)
    }

    private mutating func term(_ token: ElixirTokenizer.Token, depth: Int) throws(Failure) -> ElixirTerm {
        termCount += 1
        guard termCount <= Self.termLimit else { throw failure("more than \(Self.termLimit) terms in one entry") }
        guard depth <= Self.depthLimit else { throw failure("more than \(Self.depthLimit) terms inside one another") }
        switch token {
        case .string(let text): return .string(text)
        case .atom(let text): return .atom(text)
        case .open: return try group(depth: depth + 1)
        case .key(let key):
            guard let next = tokenizer.next() else { throw failure("the file ends where a value is expected") }
            return .pair(key: .atom(key), value: try term(next, depth: depth + 1))
        case .close, .comma, .arrow: throw failure("a value is expected")
        }
    }

    private mutating func group(depth: Int) throws(Failure) -> ElixirTerm {
        var terms: [ElixirTerm] = []
        while let token = tokenizer.next() {
            switch token {
            case .close: return .group(terms)
            case .comma: continue
            case .arrow:
                guard let key = terms.popLast(), key.name != nil, let next = tokenizer.next() else {
                    throw failure("a name before \"=>\" and a value after it are expected")
                }
                terms.append(.pair(key: key, value: try term(next, depth: depth)))
            default: terms.append(try term(token, depth: depth))
            }
        }
        throw failure("the file ends inside a term")
    }

    private func failure(_ reason: String) -> Failure {
        Failure(line: tokenizer.line, reason: reason)
    }
}
