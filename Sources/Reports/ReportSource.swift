public import Model

/// One reading of a scan's findings, all of them or the part that a report asks for.
public enum ReportPass: Sendable, Hashable {
    /// Those that count, in canonical order: worst first.
    case canonical
    /// Those that somebody gave a reason to pass over, in the same order.
    case suppressed
    /// The first so many in canonical order, file by file: files by their worst finding and path, and in each the worst
    /// first.
    case byFile(limit: Int)
}

public struct ReportPage: Sendable {
    public var items: [FindingWithState]
    /// Where the next page begins; nil after the last.
    public var next: String?

    public init(items: [FindingWithState], next: String?) {
        self.items = items
        self.next = next
    }
}

/// Where the findings of a report come from. Equal passes give equal findings.
public protocol ReportSource: Sendable {
    func page(_ pass: ReportPass, from cursor: String?) async throws -> ReportPage
}

/// Findings that are in memory anyway, as `securescan scan` has them.
public struct CollectedFindings: ReportSource {
    private let counted: [Finding]
    private let suppressed: [Finding]

    /// Both in canonical order.
    public init(_ counted: [Finding], suppressed: [Finding] = []) {
        self.counted = counted
        self.suppressed = suppressed
    }

    public func page(_ pass: ReportPass, from cursor: String?) -> ReportPage {
        switch pass {
        case .canonical: return page(counted, cursor)
        case .suppressed: return page(suppressed, cursor)
        case .byFile(let limit): return page(CollectedFindings.byFile(counted.prefix(limit)), cursor, size: limit)
        }
    }

    private func page(_ all: [Finding], _ cursor: String?, size: Int = 1000) -> ReportPage {
        let start = min(cursor.flatMap { Int($0) } ?? 0, all.count)
        let end = min(all.count, start + size)
        return ReportPage(
            items: all[start..<end].map { FindingWithState(finding: $0) }, next: end < all.count ? String(end) : nil)
    }

    static func byFile(_ findings: ArraySlice<Finding>) -> [Finding] {
        var groups: [String: [Finding]] = [:]
        for finding in findings { groups[finding.filePath, default: []].append(finding) }
        let order = groups.sorted { a, b in
            let (worstA, worstB) = (a.value.first?.severity ?? .info, b.value.first?.severity ?? .info)
            return worstA == worstB ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : worstA > worstB
        }
        return order.flatMap(\.value)
    }
}
