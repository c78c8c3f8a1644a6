internal import DependencyReaders

/// Tells by the path of a file how it is read.
struct FormatTable: Sendable {
    private let entries: [(pattern: PathPattern, format: LockfileFormat)]
    private let statements: [PathPattern]

    init(_ formats: [LockfileFormat] = LockfileFormat.all) {
        entries = formats.flatMap { format in format.patterns.map { (PathPattern($0), format) } }
        statements = VEXStatement.patterns.map(PathPattern.init)
    }

    /// The format of a file; nil when it names no packages. Where two patterns fit, the earlier format is taken.
    func format(of path: [UInt8]) -> LockfileFormat? {
        let parts = path.pathParts
        return entries.first { $0.pattern.matches(parts) }?.format
    }

    /// Whether a file holds statements about vulnerabilities and nothing else.
    func holdsStatements(_ path: [UInt8]) -> Bool {
        let parts = path.pathParts
        return statements.contains { $0.matches(parts) }
    }

    /// What the host is asked for.
    static let patterns = LockfileFormat.all.flatMap(\.patterns) + VEXStatement.patterns + [DependencyPolicy.fileName]
}
