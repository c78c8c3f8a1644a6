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
        /// Of a package that is named by its purl, in the spelling for comparison.
        let purl: String?
        /// In upper case.
        let advisory: String
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
                ignores.append(
                    Ignore(
                        rule: rule, path: rule.path.isEmpty ? nil : PathPattern(rule.path),
                        purl: rule.package.hasPrefix("pkg:") ? SuppressionList.comparable(rule.package) : nil,
                        advisory: rule.advisory.uppercased()))
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
        guard !ignores.isEmpty || !statements.isEmpty else { return nil }
        let subject = Subject(ids: ids, package: package, purl: purl, file: file)
        if let ignore = ignores.first(where: { subject.fits($0) }) {
            return Suppression(
                kind: "ignore_rule", reason: ignore.rule.reason, path: DependencyPolicy.fileName,
                line: ignore.rule.line)
        }
        for id in subject.ids {
            for entry in statements[id] ?? []
            where entry.products.isEmpty || entry.products.contains(subject.exact)
                || entry.products.contains(subject.anyVersion)
            {
                return entry.suppression
            }
        }
        return nil
    }

    /// What rules are held against, spelled for comparison once and not for each of them.
    private struct Subject {
        let ids: [String]
        let ecosystem: Ecosystem
        let name: String
        let exact: String
        let anyVersion: String
        let path: [ArraySlice<UInt8>]

        init(ids: [String], package: Package, purl: String, file: [UInt8]) {
            self.ids = ids.map { $0.uppercased() }
            ecosystem = package.ecosystem
            name = package.ecosystem.normalizedName(package.name)
            exact = SuppressionList.comparable(purl)
            anyVersion = SuppressionList.withoutVersion(purl)
            path = file.pathParts
        }

        func fits(_ ignore: Ignore) -> Bool {
            if !ignore.advisory.isEmpty, !ids.contains(ignore.advisory) { return false }
            if let purl = ignore.purl {
                guard purl == exact || purl == anyVersion else { return false }
            } else if !ignore.rule.package.isEmpty {
                guard ecosystem.normalizedName(ignore.rule.package) == name else { return false }
            }
            return ignore.path?.matches(path) ?? true
        }
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
