internal import DependencyReaders

/// A file that names packages, and what it says.
struct ScannedFile: Sendable {
    let path: [UInt8]
    let format: String
    var inventory: Inventory

    var folder: ArraySlice<UInt8> { path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)] }

    /// For people.
    var name: String { String(decoding: path, as: UTF8.self) }
}
