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
    private struct Ignore {
        let rule: DependencyPolicy.Ignore
        let path: PathPattern?
    }

    /// What a statement says, where its products are written for comparison.
    fileprivate struct Statement {
        let statement: VEXStatement
        let file: String
        let products: Set<String>
    }

    private var ignores: [Ignore] = []
    private var statements: [String: [Statement]] = [:]
    /// Rules whose day has passed.
    private(set) var expired: [DependencyPolicy.Ignore] = []

    /// - Parameter today: as ISO 8601 writes it.
    init(_ policy: DependencyPolicy?, _ documents: [(path: String, statements: [VEXStatement])], today: String) {
        for rule in policy?.ignores ?? [] {
            if !rule.expires.isEmpty, rule.expires < today {
                expired.append(rule)
            } else {
                ignores.append(Ignore(rule: rule, path: rule.path.isEmpty ? nil : PathPattern(rule.path)))
            }
        }
        for document in documents {
            for statement in document.statements where statement.clears {
                let products = Set(statement.products.map(SuppressionList.comparable))
                let entry = Statement(statement: statement, file: document.path, products: products)
                for id in statement.ids { statements[id.uppercased(), default: []].append(entry) }
            }
        }
    }

    /// - Parameters:
    ///   - ids: all names of the weakness.
    ///   - file: that names the package.
    func reason(for ids: [String], _ package: Package, purl: String, in file: [UInt8]) -> Suppression? {
        let parts = file.pathParts
        for ignore in ignores where applies(ignore, ids, package, purl, parts) {
            return Suppression(
                kind: "ignore_rule", reason: ignore.rule.reason, path: DependencyPolicy.fileName,
                line: ignore.rule.line)
        }
        guard !statements.isEmpty else { return nil }
        let (exact, anyVersion) = (SuppressionList.comparable(purl), SuppressionList.withoutVersion(purl))
        for id in ids {
            for entry in statements[id.uppercased()] ?? []
            where entry.products.isEmpty || entry.products.contains(exact) || entry.products.contains(anyVersion) {
                return entry.suppression
            }
        }
        return nil
    }

    private func applies(
        _ ignore: Ignore, _ ids: [String], _ package: Package, _ purl: String, _ path: [ArraySlice<UInt8>]
    ) -> Bool {
        let rule = ignore.rule
        if let pattern = ignore.path, !pattern.matches(path) { return false }
        if !rule.advisory.isEmpty, !ids.contains(where: { $0.uppercased() == rule.advisory.uppercased() }) {
            return false
        }
        guard !rule.package.isEmpty else { return true }
        if rule.package.hasPrefix("pkg:") {
            let wanted = SuppressionList.comparable(rule.package)
            return wanted == SuppressionList.comparable(purl) || wanted == SuppressionList.withoutVersion(purl)
        }
        return package.ecosystem.normalizedName(rule.package) == package.ecosystem.normalizedName(package.name)
    }

    /// Without qualifiers and subpath, in the canonical spelling; what is no purl stays as it is.
    private static func comparable(_ text: String) -> String {
        guard var purl = try? PackageURL(parsing: text) else { return text }
        purl.qualifiers = [:]
        purl.subpath = ""
        return purl.text
    }

    private static func withoutVersion(_ text: String) -> String {
        guard var purl = try? PackageURL(parsing: text) else { return text }
        purl.qualifiers = [:]
        purl.subpath = ""
        purl.version = ""
        return purl.text
    }
}

extension SuppressionList.Statement {
    fileprivate var suppression: Suppression {
        let parts = [statement.status, statement.justification, statement.detail].filter { !$0.isEmpty }
        return Suppression(kind: "vex", reason: parts.joined(separator: ": "), path: file, line: statement.line)
    }
}
