public import CodeSyntax

/// A file of the analysed program, by its number.
public struct FileID: Hashable, Sendable, Comparable {
    public let rawValue: Int32

    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    public static func < (left: FileID, right: FileID) -> Bool { left.rawValue < right.rawValue }
}

/// A node of a file.
public struct Place: Hashable, Sendable {
    public let file: FileID
    public let node: NodeID

    public init(file: FileID, node: NodeID) {
        self.file = file
        self.node = node
    }
}
