/// Why the program cannot work with its settings: one sentence that names the setting, what it holds and what is
/// allowed. The value of a secret is never part of it.
public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }

    /// A value as a message shows it: of one line, and not all of a long one.
    static func quoted(_ text: String) -> String {
        let limit = 80
        let shown = text.unicodeScalars.prefix(limit).map { scalar in
            scalar.properties.generalCategory == .control ? "?" : String(scalar)
        }
        return "'" + shown.joined() + (text.unicodeScalars.count > limit ? "…'" : "'")
    }
}
