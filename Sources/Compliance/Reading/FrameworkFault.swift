/// What is wrong with a framework's file.
public struct FrameworkFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// Of the file, as people know it.
    public var file: String
    /// Where in it, as `controls[3].cwes[0]` or `line 7, column 12`; empty for the file as a whole.
    public var place: String
    /// A sentence that says what is wrong and what is allowed.
    public var reason: String

    public var description: String { place.isEmpty ? "\(file): \(reason)" : "\(file): \(place): \(reason)" }

    public init(file: String, place: String = "", reason: String) {
        self.file = file
        self.place = place
        self.reason = reason
    }

    /// What is shown of a file is cut, and cannot move a cursor.
    static func shown(_ text: String) -> String {
        let safe = String(
            String.UnicodeScalarView(text.unicodeScalars.prefix(60).filter(ObjectReader.isVisible)))
        return "'\(safe)'"
    }
}
