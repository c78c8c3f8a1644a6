internal import Model

/// Checks findings and components against the rules that were listed and the files that exist, and counts what it
/// rejects. Belongs to the supervisor's thread.
struct Emissions {
    enum Rejection: String, CaseIterable {
        case rule = "a rule that the plugin did not list"
        case path = "a file that is not in the target"
        case bounds = "a place outside of its file"
    }

    private static let cacheLimit = 4096

    private let rules: Set<String>
    private let tree: any FileTree
    private let arena: ContentArena
    private var sizes: [[UInt8]: UInt64?] = [:]
    private(set) var rejected: [Rejection: Int] = [:]

    init(rules: [Rule], tree: any FileTree, arena: ContentArena) {
        self.rules = Set(rules.map(\.id))
        self.tree = tree
        self.arena = arena
    }

    /// The finding with its paths filled in; nil when it is rejected. Related places that do not exist are left out.
    mutating func check(_ finding: RawFinding, in file: ScanFile?) -> RawFinding? {
        var finding = finding
        guard rules.contains(finding.ruleID) else { return reject(.rule) }
        if file == nil && finding.primary?.path.isEmpty == true { finding.primary = nil }
        if let region = finding.primary {
            guard let placed = place(region, in: file) else { return nil }
            finding.primary = placed
        }
        if let region = finding.secret {
            guard let placed = place(region, in: file) else { return nil }
            finding.secret = placed
        }
        finding.related = finding.related.compactMap { place($0, in: file) }
        return finding
    }

    /// Where a component was declared; a place that does not exist is left out.
    mutating func evidence(_ region: RawRegion?, in file: ScanFile?) -> Region? {
        guard let region, let placed = place(region, in: file) else { return nil }
        var result = Region(path: PathText.display(placed.path), note: placed.note)
        if placed.startLine > 0 {
            result.lineStart = Int(placed.startLine)
            result.lineEnd = Int(max(placed.startLine, placed.endLine))
            result.columnStart = placed.startColumn > 0 ? Int(placed.startColumn) : nil
            result.columnEnd = placed.endColumn > 0 ? Int(placed.endColumn) : nil
        } else if placed.byteLength > 0, let file, file.entry.path == placed.path {
            let content = UnsafeRawBufferPointer(rebasing: arena.bytes(file.extent)[..<file.count])
            result.lineStart = Self.line(of: Int(placed.byteOffset), in: content)
            result.lineEnd = Self.line(of: Int(placed.byteOffset + placed.byteLength) - 1, in: content)
        }
        return result
    }

    /// One clause about what was rejected; nil when nothing was.
    var summary: String? {
        let parts = Rejection.allCases.compactMap { kind in rejected[kind].map { "\($0) with \(kind.rawValue)" } }
        return parts.isEmpty ? nil : "rejected " + parts.joined(separator: ", ")
    }

    private mutating func place(_ region: RawRegion, in file: ScanFile?) -> RawRegion? {
        var region = region
        let size: UInt64
        if let file, region.path.isEmpty || region.path == file.entry.path {
            region.path = file.entry.path
            size = UInt64(file.count)
        } else {
            guard TreePath.isValid(region.path), let known = fileSize(region.path) else { return reject(.path) }
            size = known
        }
        let (end, overflow) = region.byteOffset.addingReportingOverflow(region.byteLength)
        guard !overflow, end <= size else { return reject(.bounds) }
        return region
    }

    private mutating func reject<Value>(_ kind: Rejection) -> Value? {
        rejected[kind, default: 0] += 1
        return nil
    }

    private mutating func fileSize(_ path: [UInt8]) -> UInt64? {
        if let known = sizes[path] { return known }
        if sizes.count >= Self.cacheLimit { sizes.removeAll() }
        let entry = try? tree.entry(at: path)
        let size = entry.map { UInt64(max(0, $0.size)) }
        sizes[path] = .some(size)
        return size
    }

    private static func line(of offset: Int, in content: UnsafeRawBufferPointer) -> Int {
        1 + content.prefix(offset).reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    }
}
