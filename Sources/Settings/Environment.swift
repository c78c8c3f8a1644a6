internal import Glibc

/// Variables of a process.
struct Environment: Sendable {
    let variables: [String: String]

    /// The variables of this process.
    static var process: Environment {
        var variables: [String: String] = [:]
        var entry = environ
        while let pair = entry.pointee {
            let parts = String(cString: pair).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return Environment(variables: variables)
    }

    /// Nil when the variable is unset or empty.
    subscript(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
}
