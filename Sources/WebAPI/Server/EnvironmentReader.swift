/// A setting that cannot be used; says which one, what it holds and what is allowed.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    public var message: String
    public var description: String { message }

    public init(_ message: String) { self.message = message }
}

/// Reads settings out of environment variables. A variable that is unset or empty is absent.
struct EnvironmentReader {
    private let variables: [String: String]

    init(_ variables: [String: String]) { self.variables = variables }

    func text(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    func integer(_ name: String, _ range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw refusal(name, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func seconds(_ name: String) throws(ConfigurationError) -> Duration? {
        guard let text = text(name) else { return nil }
        guard let value = Double(text), value > 0, value <= 86_400 else {
            throw refusal(name, text, "a number of seconds above 0 and at most 86400")
        }
        return .seconds(value)
    }

    func flag(_ name: String) throws(ConfigurationError) -> Bool? {
        guard let text = text(name) else { return nil }
        switch text.lowercased() {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off": return false
        default: throw refusal(name, text, "1 or 0")
        }
    }

    func origins(_ name: String) throws(ConfigurationError) -> [String]? {
        guard let text = text(name) else { return nil }
        let origins = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        for origin in origins where !CrossOrigin.isOrigin(origin) {
            throw refusal(name, origin, "'*' or origins such as https://dash.example.org, separated by commas")
        }
        return origins
    }

    func date(_ name: String) throws(ConfigurationError) -> HTTPDate? {
        guard let text = text(name) else { return nil }
        guard let date = HTTPDate(day: text) else { throw refusal(name, text, "a date such as 2026-12-31") }
        return date
    }

    /// A text that can be sent in a header. Its value is never part of a message.
    func key(_ name: String) throws(ConfigurationError) -> String? {
        guard let text = text(name) else { return nil }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ConfigurationError("\(name) must consist of printable ASCII characters without spaces")
        }
        return text
    }

    /// At least 16 bytes. Their value is never part of a message.
    func secret(_ name: String) throws(ConfigurationError) -> [UInt8]? {
        guard let text = text(name) else { return nil }
        guard text.utf8.count >= 16 else { throw ConfigurationError("\(name) must have at least 16 bytes") }
        return Array(text.utf8)
    }

    func addresses(_ name: String) throws(ConfigurationError) -> [AddressBlock]? {
        guard let text = text(name) else { return nil }
        var blocks: [AddressBlock] = []
        for part in text.split(separator: ",").map({ $0.filter { !$0.isWhitespace } }) where !part.isEmpty {
            guard let block = AddressBlock(part) else {
                throw refusal(name, part, "addresses or blocks such as 10.0.0.0/8, separated by commas")
            }
            blocks.append(block)
        }
        return blocks
    }

    private func refusal(_ name: String, _ value: String, _ allowed: String) -> ConfigurationError {
        ConfigurationError("\(name) is '\(value)'; it must be \(allowed)")
    }
}

extension RateLimit {
    /// Nil when calls are not to be counted.
    init?(_ variables: EnvironmentReader) throws(ConfigurationError) {
        let perMinute = try variables.integer("SECURESCAN_RATE_LIMIT_PER_MIN", 1...1_000_000)
        let burst = try variables.integer("SECURESCAN_RATE_LIMIT_BURST", 1...1_000_000)
        guard try variables.flag("SECURESCAN_RATE_LIMIT_ENABLED") ?? true else { return nil }
        self.init(perMinute: perMinute ?? 60, burst: burst ?? 10)
    }
}
