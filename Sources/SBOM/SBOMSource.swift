public import Model

/// Where a document's contents come from, page by page, so that neither side ever holds all of them. An empty page is
/// the last one; pages may have any size, about 1000 is sensible.
public protocol SBOMSource: Sendable {
    /// Components in byte order of their refs, which are unique, from the first one after `ref` on.
    func components(after ref: String?) async throws -> [Component]

    /// The same components in the same order, for the dependency graph, which needs less of them. Called twice.
    func outlines(after ref: String?) async throws -> [ComponentOutline]

    /// Relations in byte order of `from`, then `to`, each once, from the first one after `relation` on.
    func relations(after relation: ComponentRelation?) async throws -> [ComponentRelation]

    /// Vulnerabilities ordered by id, so that those that say the same of several components are written as one. The
    /// first page has no cursor; a page without a next one is the last.
    func vulnerabilities(from cursor: String?) async throws -> SBOMVulnerabilityPage
}

extension SBOMSource {
    public func outlines(after ref: String?) async throws -> [ComponentOutline] {
        try await components(after: ref).map(ComponentOutline.init)
    }

    public func vulnerabilities(from cursor: String?) async throws -> SBOMVulnerabilityPage {
        SBOMVulnerabilityPage(items: [])
    }
}

/// What the dependency graph needs to know of a component.
public struct ComponentOutline: Sendable, Equatable {
    public var ref: String
    public var scope: ComponentScope
    public var direct: Bool

    public init(ref: String, scope: ComponentScope, direct: Bool) {
        self.ref = ref
        self.scope = scope
        self.direct = direct
    }

    public init(_ component: Component) {
        self.init(ref: component.ref, scope: component.scope, direct: component.direct)
    }
}

public struct SBOMVulnerabilityPage: Sendable {
    public var items: [SBOMVulnerability]
    public var next: String?

    public init(items: [SBOMVulnerability], next: String? = nil) {
        self.items = items
        self.next = next
    }
}
