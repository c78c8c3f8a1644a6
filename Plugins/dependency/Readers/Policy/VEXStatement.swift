/// What somebody stated about one vulnerability in some packages: OpenVEX, or the analysis in a CycloneDX document.
public struct VEXStatement: Sendable, Equatable {
    /// Of the vulnerability: its id and aliases.
    public var ids: [String] = []
    /// Package URLs that it is about, without version for all versions.
    public var products: [String] = []
    /// It names products, though perhaps none that could be read; otherwise it is about all packages.
    public var isLimited = false
    /// OpenVEX: `not_affected`, `fixed`, `affected`, `under_investigation`. CycloneDX: `not_affected`,
    /// `false_positive`, `resolved`, `resolved_with_pedigree`, `exploitable`, `in_triage`.
    public var status = ""
    public var justification = ""
    /// For people.
    public var detail = ""
    public var line = 0

    public init() {}

    /// Says that the vulnerability does not concern these packages.
    public var clears: Bool {
        ["not_affected", "fixed", "false_positive", "resolved", "resolved_with_pedigree"].contains(status)
    }

    /// Files that hold statements, as in .gitignore; CycloneDX documents do too.
    public static let patterns = ["*.openvex.json", "openvex.json", "*.vex.json", "vex.json", "**/.vex/*.json"]

    private static let limit = 50_000

    /// The statements of a document of either kind; what cannot be read is a warning.
    public static func read(
        _ bytes: UnsafeRawBufferPointer
    ) -> (statements: [VEXStatement], warnings: [Inventory.Warning]) {
        var cursor = JSONCursor(UnsafeRawBufferPointer(rebasing: bytes.prefix(SourceFile.sizeLimit)))
        var statements: [VEXStatement] = []
        var purls: [String: String] = [:]
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                switch key {
                case "statements": read(&cursor, into: &statements, OpenVEX.statement)
                case "vulnerabilities": read(&cursor, into: &statements, CycloneDXAnalysis.statement)
                case "components": CycloneDXAnalysis.components(&cursor, into: &purls)
                default: break
                }
            }
        }
        cursor.finish()
        for index in statements.indices {
            statements[index].products = statements[index].products.map { purls[$0] ?? $0 }
        }
        return (statements, cursor.notes.all)
    }

    private static func read(
        _ cursor: inout JSONCursor, into statements: inout [VEXStatement],
        _ one: (inout JSONCursor) -> VEXStatement
    ) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            let line = cursor.line
            var statement = one(&cursor)
            statement.line = line
            guard !statement.ids.isEmpty, !statement.status.isEmpty else { continue }
            if statements.count == limit {
                cursor.notes.add(line, "more than \(limit) statements; the rest is not read")
            }
            if statements.count < limit { statements.append(statement) }
        }
    }
}

/// OpenVEX 0.2.0 (github.com/openvex/spec), and the simpler form of earlier drafts.
private enum OpenVEX {
    static func statement(_ cursor: inout JSONCursor) -> VEXStatement {
        var statement = VEXStatement()
        var components: [String] = []
        guard cursor.enterObject() else { return statement }
        while let key = cursor.nextKey() {
            switch key {
            case "vulnerability": statement.ids = ids(&cursor)
            case "products":
                statement.isLimited = true
                products(&cursor, into: &statement.products, components: &components)
            case "subcomponents":
                statement.isLimited = true
                references(&cursor, into: &components)
            case "status": statement.status = cursor.string() ?? ""
            case "justification": statement.justification = cursor.string() ?? ""
            case "impact_statement", "status_notes": statement.detail = cursor.string() ?? statement.detail
            default: break
            }
        }
        // The product is what was built; the packages in it are its subcomponents.
        if !components.isEmpty { statement.products = components }
        return statement
    }

    private static func ids(_ cursor: inout JSONCursor) -> [String] {
        if cursor.kind() == .string { return cursor.string().map { [$0] } ?? [] }
        var ids: [String] = []
        guard cursor.enterObject() else { return ids }
        while let key = cursor.nextKey() {
            switch key {
            case "name": if let name = cursor.string() { ids.append(name) }
            case "aliases": ids += cursor.strings()
            default: break
            }
        }
        return ids
    }

    private static func products(
        _ cursor: inout JSONCursor, into products: inout [String], components: inout [String]
    ) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            if cursor.kind() == .string {
                if let product = cursor.string() { products.append(product) }
                continue
            }
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                switch key {
                case "@id": if let id = cursor.string() { products.append(id) }
                case "identifiers": if let purl = identified(&cursor) { products.append(purl) }
                case "subcomponents": references(&cursor, into: &components)
                default: break
                }
            }
        }
    }

    private static func references(_ cursor: inout JSONCursor, into references: inout [String]) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            if cursor.kind() == .string {
                if let reference = cursor.string() { references.append(reference) }
                continue
            }
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                switch key {
                case "@id": if let id = cursor.string() { references.append(id) }
                case "identifiers": if let purl = identified(&cursor) { references.append(purl) }
                default: break
                }
            }
        }
    }

    private static func identified(_ cursor: inout JSONCursor) -> String? {
        cursor.pairs().first { $0.key == "purl" }?.value
    }
}
