internal import Model

/// Takes the next part of a document, at most 64 KiB. Called where the caller of ``SBOMDocument/write(to:)`` runs.
public typealias SBOMSink = nonisolated(nonsending) (ArraySlice<UInt8>) async throws -> Void

/// One document about a scan. Equal contents give equal bytes.
public struct SBOMDocument<Source: SBOMSource>: Sendable {
    private let format: SBOMFormat
    private let subject: SBOMSubject
    private let source: Source

    public init(_ format: SBOMFormat, of subject: SBOMSubject, from source: Source) {
        self.format = format
        self.subject = subject
        self.source = source
    }

    /// Writes the document part by part, and never holds more of it than that and one component.
    ///
    /// What is thrown comes from the source, from the sink, or is an ``SBOMError``; the document is not whole then.
    public nonisolated(nonsending) func write(to sink: SBOMSink) async throws {
        switch format.kind {
        case .cycloneDXJSON: try await write(CycloneDXJSON(version: format.version), to: sink)
        case .cycloneDXXML: try await write(try CycloneDXXML(version: format.version), to: sink)
        case .spdx: try await write(SPDXJSON(), to: sink)
        }
    }

    private nonisolated(nonsending) func write(
        _ writer: consuming some DocumentWriter & ~Copyable, to sink: SBOMSink
    ) async throws {
        var references = ReferenceTable(reserved: [SBOMSubject.reference])
        writer.begin(subject)
        try await writeComponents(&writer, &references, to: sink)
        writer.beginGraph()
        try await writeRoot(&writer, references, to: sink)
        try await writeGraph(&writer, references, to: sink)
        writer.beginVulnerabilities()
        try await writeVulnerabilities(&writer, references, to: sink)
        writer.end()
        try await drain(&writer, from: 0, to: sink)
    }

    private nonisolated(nonsending) func writeComponents(
        _ writer: inout some DocumentWriter & ~Copyable, _ references: inout ReferenceTable,
        to sink: SBOMSink
    ) async throws {
        var page = try await source.components(after: nil)
        while let last = page.last {
            for component in page {
                if let entry = ComponentEntry(component, &references) { writer.component(entry) }
                try await drain(&writer, to: sink)
            }
            page = try await source.components(after: last.ref)
        }
    }

    private nonisolated(nonsending) func writeRoot(
        _ writer: inout some DocumentWriter & ~Copyable, _ references: ReferenceTable,
        to sink: SBOMSink
    ) async throws {
        writer.openNode(SBOMSubject.reference)
        var page = try await source.outlines(after: nil)
        while let last = page.last {
            for outline in page {
                guard let reference = references.reference(to: outline.ref) else { continue }
                writer.rootUses(reference, scope: outline.scope, direct: outline.direct)
                try await drain(&writer, to: sink)
            }
            page = try await source.outlines(after: last.ref)
        }
        writer.closeNode()
    }

    /// Every component is a node, with edges or without: CycloneDX has it that one left out has unknown dependencies.
    private nonisolated(nonsending) func writeGraph(
        _ writer: inout some DocumentWriter & ~Copyable, _ references: ReferenceTable,
        to sink: SBOMSink
    ) async throws {
        var relations = RelationReader(source)
        var page = try await source.outlines(after: nil)
        while let last = page.last {
            for outline in page {
                guard let reference = references.reference(to: outline.ref) else { continue }
                writer.openNode(reference)
                while let target = try await relations.next(from: outline.ref) {
                    guard let target = references.reference(to: target), target != reference else { continue }
                    writer.edge(to: target)
                    try await drain(&writer, to: sink)
                }
                writer.closeNode()
                try await drain(&writer, to: sink)
            }
            page = try await source.outlines(after: last.ref)
        }
    }

    private nonisolated(nonsending) func writeVulnerabilities(
        _ writer: inout some DocumentWriter & ~Copyable, _ references: ReferenceTable,
        to sink: SBOMSink
    ) async throws {
        guard writer.hasVulnerabilities else { return }
        var open: SBOMVulnerability?
        var cursor: String?
        repeat {
            let page = try await source.vulnerabilities(from: cursor)
            for vulnerability in page.items where open?.absorb(vulnerability) != true {
                if let entry = open.flatMap({ VulnerabilityEntry($0, references) }) { writer.vulnerability(entry) }
                open = vulnerability
                try await drain(&writer, to: sink)
            }
            cursor = page.next
        } while cursor != nil
        if let entry = open.flatMap({ VulnerabilityEntry($0, references) }) { writer.vulnerability(entry) }
    }

    /// Parts are handed on a little before they are full, so that one seldom has to be split in two.
    private nonisolated(nonsending) func drain(
        _ writer: inout some DocumentWriter & ~Copyable, from least: Int = 61_440,
        to sink: SBOMSink
    ) async throws {
        guard writer.pending >= least else { return }
        var rest = try writer.take()[...]
        while !rest.isEmpty {
            try await sink(rest.prefix(65_536))
            rest = rest.dropFirst(65_536)
        }
    }
}

/// Hands out the relations of one component after the other, in the order of a source.
private struct RelationReader<Source: SBOMSource> {
    private let source: Source
    private var page: [ComponentRelation] = []
    private var position = 0
    private var isAtEnd = false

    init(_ source: Source) { self.source = source }

    /// What `ref` depends on next; nil when there is nothing more. Relations of refs that come before it are passed
    /// over.
    nonisolated(nonsending) mutating func next(from ref: String) async throws -> String? {
        while true {
            if position == page.count {
                guard !isAtEnd else { return nil }
                page = try await source.relations(after: page.last)
                position = 0
                isAtEnd = page.isEmpty
                continue
            }
            let relation = page[position]
            if ref.isBefore(relation.from) { return nil }
            position += 1
            if relation.from.utf8.elementsEqual(ref.utf8) { return relation.to }
        }
    }
}
