/// The form of a path as it may cross the plugin boundary.
enum TreePath {
    static let limit = 8 << 10

    /// Relative, not empty, `/` between parts, no empty, `.` or `..` part, no NUL.
    static func isValid(_ path: [UInt8]) -> Bool {
        guard !path.isEmpty, path.count <= limit, !path.contains(0) else { return false }
        return path.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { part in
            !(part.isEmpty || part.elementsEqual([0x2E]) || part.elementsEqual([0x2E, 0x2E]))
        }
    }
}
