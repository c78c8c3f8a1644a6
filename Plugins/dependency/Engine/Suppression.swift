internal import DependencyReaders
internal import Packages
internal import PluginSDK

/// Why a finding is passed over; the host keeps it apart with this.
struct Suppression: Equatable {
    /// `ignore_rule` or `vex`.
    var kind: String
    var reason: String
    /// The file that says so, and its line.
    var path: String
    var line: Int

    var json: JSON {
        ["kind": .string(kind), "reason": .string(reason), "path": .string(path), "line": .int(Int64(line))]
    }
}

/// Everything in a target that gives reasons to pass findings over.
struct SuppressionList {
    /// A file that names packages.
    struct Place {
        fileprivate let parts: [ArraySlice<UInt8>]
        fileprivate let rule: Int?
    }

    /// What a statement says, where its products are written for comparison.
    fileprivate struct Statement {
        let statement: VEXStatement
        let document: Int
        /// In its document.
        let number: Int
        let products: Set<String>
    }

    private let ignores: IgnoreRules
    private var statements: [String: [Statement]] = [:]
    private let documents: [String]
    /// Rules whose day has passed.
    let expired: [DependencyPolicy.Ignore]

    /// - Parameter today: as ISO 8601 writes it.
    init(_ policy: DependencyPolicy?, _ documents: [(path: String, statements: [VEXStatement])], today: String) {
        let rules = policy?.ignores ?? []
        expired = rules.filter { !$0.expires.isEmpty && $0.expires < today }
        ignores = IgnoreRules(rules.filter { $0.expires.isEmpty || $0.expires >= today })
        self.documents = documents.map(\.path)
        for (document, (_, statements)) in documents.enumerated() {
            for (number, statement) in statements.enumerated() {
                let products = Set(statement.products.map { PackageURL.comparable($0) })
                let entry = Statement(statement: statement, document: document, number: number, products: products)
                for id in statement.ids { self.statements[id.uppercased(), default: []].append(entry) }
            }
        }
    }

    /// Asked once for each file, because rules may name files alone.
    func place(of file: [UInt8]) -> Place {
        let parts = file.pathParts
        return Place(parts: parts, rule: ignores.first(ofFile: parts))
    }

    /// - Parameters:
    ///   - ids: all names of the weakness.
    ///   - place: the file that names the package.
    func reason(for ids: [String], _ package: Package, purl: String, in place: Place) -> Suppression? {
        let purls = [PackageURL.comparable(purl), PackageURL.comparable(purl, withVersion: false)]
        if let rule = ignores.first(for: ids, package, purls: purls, in: place.parts, fileRule: place.rule) {
            return Suppression(
                kind: "ignore_rule", reason: rule.reason, path: DependencyPolicy.fileName, line: rule.line)
        }
        var last: [Int: Statement] = [:]
        for id in ids {
            // Of one document the last word counts (OpenVEX, "Updating statements").
            for entry in statements[id.uppercased()] ?? [] where entry.isAbout(purls) {
                if entry.number >= last[entry.document]?.number ?? 0 { last[entry.document] = entry }
            }
        }
        let clearing = last.values.filter(\.statement.clears).min { $0.document < $1.document }
        return clearing.map { $0.suppression(by: documents[$0.document]) }
    }
}

extension SuppressionList.Statement {
    fileprivate func isAbout(_ purls: [String]) -> Bool {
        !statement.isLimited || purls.contains { products.contains($0) }
    }

    fileprivate func suppression(by file: String) -> Suppression {
        let parts = [statement.status, statement.justification, statement.detail].filter { !$0.isEmpty }
        return Suppression(kind: "vex", reason: parts.joined(separator: ": "), path: file, line: statement.line)
    }
}
