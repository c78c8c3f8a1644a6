/// Build arguments with their defaults, and text in which they are put.
///
/// https://docs.docker.com/reference/dockerfile/#environment-replacement
struct DockerfileVariables {
    /// Bytes that one expanded text may have; arguments made of arguments double with each step otherwise.
    static let textLimit = 4096
    /// Arguments that are taken.
    static let countLimit = 1000

    private var values: [String: String] = [:]
    private var count = 0

    /// Takes `ARG name=default …`; a name without a default has no value.
    mutating func declare(_ words: ArraySlice<Substring>) {
        for word in words {
            guard let (name, value) = word.cut(at: UInt8(ascii: "=")), count < Self.countLimit else { continue }
            count += 1
            values[String(name)] = expand(value.unquoted)
        }
    }

    /// Nil when a variable without a value is in it, or the result is too long.
    func expand(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return String(text) }
        var result = ""
        var rest = text
        while let dollar = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[rest.utf8.index(after: dollar)...]
            guard let value = takeVariable(&rest) else { return nil }
            result += value
            guard result.utf8.count <= Self.textLimit else { return nil }
        }
        result += rest
        return result.utf8.count <= Self.textLimit ? result : nil
    }

    /// `NAME`, `{NAME}`, `{NAME:-default}`, `{NAME:+instead}`, also without the colon.
    private func takeVariable(_ rest: inout Substring) -> String? {
        guard rest.utf8.first == UInt8(ascii: "{") else { return values[takeName(&rest)] }
        guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")) else { return nil }
        var inner = rest[..<close].dropFirst()
        rest = rest[rest.utf8.index(after: close)...]
        let value = values[takeName(&inner)]
        if inner.isEmpty { return value }
        if inner.utf8.first == UInt8(ascii: ":") { inner = inner.dropFirst() }
        let other = String(inner.dropFirst())
        switch inner.utf8.first {
        case UInt8(ascii: "-"): return value.flatMap { $0.isEmpty ? nil : $0 } ?? other
        case UInt8(ascii: "+"): return value.map { $0.isEmpty ? "" : other } ?? ""
        default: return nil
        }
    }

    private func takeName(_ rest: inout Substring) -> String {
        let isInName: (UInt8) -> Bool = { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        let end = rest.utf8.firstIndex { !isInName($0) } ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(rest[..<end])
    }
}
