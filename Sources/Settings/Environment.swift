internal import Glibc

/// Reads settings from environment variables and says clearly what is wrong with one.
public struct Environment: Sendable {
    public let variables: [String: String]

    /// A setting that cannot be used; the description names the variable and what is allowed.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public let description: String

        public init(description: String) { self.description = description }
    }

    /// The variables of this process.
    public static var process: Environment {
        var variables: [String: String] = [:]
        var entry = environ
        while let pair = entry.pointee {
            let parts = String(cString: pair).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return Environment(variables: variables)
    }

    public init(variables: [String: String]) { self.variables = variables }

    /// Nil when the variable is unset or empty.
    func text(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    func list(_ name: String, separator: Character) -> [String] {
        (text(name) ?? "").split(separator: separator).map { part in
            String(part.drop(while: { $0 == " " }).reversed().drop(while: { $0 == " " }).reversed())
        }.filter { !$0.isEmpty }
    }

    func integer<T: FixedWidthInteger>(_ name: String, _ range: ClosedRange<T>, default fallback: T) throws -> T {
        guard let text = text(name) else { return fallback }
        guard let value = T(text), range.contains(value) else {
            throw Fault(
                description:
                    "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
        }
        return value
    }

    func seconds(_ name: String, default fallback: Double) throws -> Double {
        guard let text = text(name) else { return fallback }
        guard let value = Double(text), value > 0, value <= 604_800 else {
            throw Fault(description: "\(name) must be a number of seconds above 0 and up to 604800, not '\(text)'")
        }
        return value
    }

    func flag(_ name: String) throws -> Bool {
        switch text(name)?.lowercased() {
        case nil, "0", "false", "no", "off": return false
        case "1", "true", "yes", "on": return true
        case let other?: throw Fault(description: "\(name) must be 1 or 0, not '\(other)'")
        }
    }
}
