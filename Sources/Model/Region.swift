/// A place in a file. Lines and columns are 1-based; columns count bytes of the line. `lineStart == nil` means the
/// whole file.
public struct Region: Sendable, Equatable {
    public var path: String
    public var lineStart: Int?
    public var lineEnd: Int?
    public var columnStart: Int?
    /// One past the last column, so `columnEnd - columnStart` is the length on one line (SARIF 2.1.0, 3.30.8).
    public var columnEnd: Int?
    /// What this place means in a chain of places; empty for the main one.
    public var note: String

    public init(
        path: String, lineStart: Int? = nil, lineEnd: Int? = nil, columnStart: Int? = nil, columnEnd: Int? = nil,
        note: String = ""
    ) {
        self.path = path
        self.lineStart = lineStart
        self.lineEnd = lineEnd
        self.columnStart = columnStart
        self.columnEnd = columnEnd
        self.note = note
    }
}
