internal import DependencyReaders
internal import Packages
internal import PluginSDK

/// Turns what is known of a target into findings, in a fixed order.
struct DependencyReport {
    let files: [ScannedFile]
    let table: ComponentTable
    let sources: AdvisorySources
    let suppressions: SuppressionList
    let licences: LicencePolicy

    /// Warnings of one file that are reported.
    private static let warningLimit = 20

    private struct Version: Hashable {
        let ecosystem: Ecosystem
        let name: String
        let version: String
    }

    /// A folder often has several files that name the same packages, such as go.mod and go.sum.
    private struct Place: Hashable {
        let folder: ArraySlice<UInt8>
        let component: Int
        let scope: Package.Scope
        let advisory: String
    }

    func vulnerabilities(_ context: borrowing Context) throws {
        var known: [Version: [AdvisorySources.Hit]] = [:]
        var current: (file: Int, paths: DependencyPaths, place: SuppressionList.Place)?
        var reported: Set<Place> = []
        for entry in table.entries {
            try context.checkCancellation()
            let file = files[entry.file]
            let package = file.inventory.packages[entry.package]
            guard !package.version.isEmpty else { continue }
            let version = Version(ecosystem: package.ecosystem, name: package.name, version: package.version)
            let hits = known[version] ?? sources.hits(package.ecosystem, name: package.name, version: package.version)
            known[version] = hits
            guard !hits.isEmpty else { continue }
            if current?.file != entry.file {
                current = (entry.file, DependencyPaths(file.inventory), suppressions.place(of: file.path))
            }
            guard let current else { continue }
            let purl = table.components[entry.component].purl
            for hit in hits {
                let reason = suppressions.reason(for: hit.ids, package, purl: purl, in: current.place)
                let place = Place(
                    folder: file.folder, component: entry.component, scope: package.scope,
                    advisory: hit.ids.first ?? "")
                // A rule may pass over one file and not the other.
                guard reason != nil || reported.insert(place).inserted else { continue }
                let vulnerability = Vulnerability(
                    hit: hit, package: package, purl: purl, file: file, path: current.paths.path(to: entry.package))
                try context.report(vulnerability.finding(suppressedBy: reason))
            }
        }
    }

    func licences(_ context: borrowing Context) throws {
        guard !licences.isEmpty else { return }
        for entry in table.entries {
            let file = files[entry.file]
            let package = file.inventory.packages[entry.package]
            guard let objection = licences.objection(to: package.licence) else { continue }
            let place: Region =
                package.line > 0 ? .lines(package.line...package.line, in: file.path) : .file(file.path)
            let name = package.version.isEmpty ? package.name : "\(package.name) \(package.version)"
            var finding = Finding(
                rule: DependencyRule.deniedLicence.rawValue,
                message: "\(name) (\(package.ecosystem.rawValue)) \(objection).", at: place)
            finding.matchKey = Array("\(package.ecosystem.rawValue)\n\(package.name)\n\(package.licence)".utf8)
            finding.component = table.components[entry.component].purl
            finding.properties = ["licence": .string(package.licence), "package": .string(package.name)]
            try context.report(finding)
        }
    }

    func coverage(_ context: borrowing Context) throws {
        var coverage = Coverage()
        for entry in table.entries {
            coverage.count(files[entry.file].inventory.packages[entry.package], in: files[entry.file])
        }
        for note in coverage.notes(sources) { context.log(.note, note) }
        for finding in coverage.findings(sources) { try context.report(finding) }
    }

    func warnings(
        _ policy: DependencyPolicy?, _ documents: [(path: [UInt8], warnings: [Inventory.Warning])],
        _ context: borrowing Context
    ) throws {
        for file in files { try report(file.inventory.warnings, in: file.path, as: .unreadable, context) }
        for document in documents { try report(document.warnings, in: document.path, as: .unreadable, context) }
        guard let policy else { return }
        let path = Array(DependencyPolicy.fileName.utf8)
        try report(policy.warnings, in: path, as: .policy, context)
        let expired = suppressions.expired.map { rule in
            Inventory.Warning(
                line: rule.line,
                "the ignore rule for \(rule.subject) expired on \(rule.expires) and hides nothing any more")
        }
        try report(expired, in: path, as: .policy, context)
    }

    private func report(
        _ warnings: [Inventory.Warning], in path: [UInt8], as rule: DependencyRule, _ context: borrowing Context
    ) throws {
        for warning in warnings.prefix(DependencyReport.warningLimit) {
            let place: Region = warning.line > 0 ? .lines(warning.line...warning.line, in: path) : .file(path)
            let message = warning.reason.prefix(1).uppercased() + warning.reason.dropFirst() + "."
            var finding = Finding(rule: rule.rawValue, message: message, at: place)
            finding.matchKey = Array(warning.reason.utf8)
            try context.report(finding)
        }
        let rest = warnings.count - DependencyReport.warningLimit
        guard rest > 0 else { return }
        var finding = Finding(
            rule: rule.rawValue, message: "\(rest) further places of this file could not be read.", at: .file(path))
        finding.matchKey = Array("rest".utf8)
        try context.report(finding)
    }
}

extension DependencyPolicy.Ignore {
    fileprivate var subject: String {
        [advisory, package, path].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
