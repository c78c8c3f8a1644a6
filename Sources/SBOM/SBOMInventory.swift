public import Model

/// A source that is in memory already. Puts everything into the order that documents are written in; of several
/// components with one ref the first counts.
public struct SBOMInventory: SBOMSource {
    private let components: [Component]
    private let relations: [ComponentRelation]
    private let vulnerabilities: [SBOMVulnerability]

    private static let pageSize = 1000

    public init(
        components: [Component], relations: [ComponentRelation] = [], vulnerabilities: [SBOMVulnerability] = []
    ) {
        var refs: Set<[UInt8]> = []
        self.components = components.filter { refs.insert(Array($0.ref.utf8)).inserted }
            .sorted { $0.ref.isBefore($1.ref) }
        var last: ComponentRelation?
        self.relations = relations.sorted { $0.isBefore($1) }.filter { relation in
            defer { last = relation }
            return last.map { $0.isBefore(relation) } ?? true
        }
        self.vulnerabilities = vulnerabilities.enumerated()
            .sorted { ($0.element.id, $0.offset) < ($1.element.id, $1.offset) }.map(\.element)
    }

    public func components(after ref: String?) -> [Component] {
        let start = ref.map { ref in components.firstIndex(fromSorted: { ref.isBefore($0.ref) }) } ?? 0
        return Array(components[(start ?? components.count)...].prefix(Self.pageSize))
    }

    public func relations(after relation: ComponentRelation?) -> [ComponentRelation] {
        let start = relation.map { relation in relations.firstIndex(fromSorted: { relation.isBefore($0) }) } ?? 0
        return Array(relations[(start ?? relations.count)...].prefix(Self.pageSize))
    }

    public func vulnerabilities(from cursor: String?) -> SBOMVulnerabilityPage {
        SBOMVulnerabilityPage(items: vulnerabilities)
    }
}

extension Collection {
    /// Index of the first element that `belongs`, in a collection where all that do stand at the end.
    fileprivate func firstIndex(fromSorted belongs: (Element) -> Bool) -> Index? {
        var (low, count) = (startIndex, self.count)
        while count > 0 {
            let middle = index(low, offsetBy: count / 2)
            if belongs(self[middle]) {
                count /= 2
            } else {
                low = index(after: middle)
                count -= count / 2 + 1
            }
        }
        return low == endIndex ? nil : low
    }
}

extension String {
    /// Byte order, as SQLite's; `<` would take canonically equivalent texts for equal.
    func isBefore(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension ComponentRelation {
    func isBefore(_ other: ComponentRelation) -> Bool {
        from.utf8.elementsEqual(other.from.utf8) ? to.isBefore(other.to) : from.isBefore(other.from)
    }
}
