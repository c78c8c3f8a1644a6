internal import DependencyReaders
internal import Packages
internal import PluginSDK

/// Which packages were held against which advisories, and which were not: that nothing is reported must never look like
/// a clean bill where nothing was known.
struct Coverage {
    private struct Count {
        /// With a version, and so held against what is known.
        var checked = 0
        var unpinned = 0
        /// The first file that names one, for the finding.
        var file: [UInt8]
    }

    private var counts: [Ecosystem: Count] = [:]

    mutating func count(_ package: Package, in file: ScannedFile) {
        var count = counts[package.ecosystem] ?? Count(file: file.path)
        if package.version.isEmpty { count.unpinned += 1 } else { count.checked += 1 }
        counts[package.ecosystem] = count
    }

    private var sorted: [(key: Ecosystem, value: Count)] { counts.sorted { $0.key.rawValue < $1.key.rawValue } }

    /// What belongs to the result as a whole.
    func notes(_ sources: AdvisorySources) -> [String] {
        guard !counts.isEmpty else { return [] }
        let packages = counts.values.reduce(0) { $0 + $1.checked }
        guard sources.imported != nil else {
            return [
                "No advisory database was imported, so \(packages) \(packages == 1 ? "package was" : "packages were")"
                    + " only held against the few "
                    + "built-in advisories. Import one with `securescan db update` or `securescan db import`."
            ]
        }
        return sorted.map { ecosystem, count in
            let name = ecosystem.rawValue
            guard let time = sources.importTime(of: ecosystem) else {
                return
                    "\(Coverage.packages(count.checked, of: name)) not checked: no advisories of \(name) were imported."
            }
            let unpinned =
                count.unpinned == 0
                ? "" : "; \(count.unpinned) without a version \(count.unpinned == 1 ? "was" : "were") not"
            return "\(Coverage.packages(count.checked, of: name)) checked with the advisories imported on "
                + "\(Day.text(time)) (\(Day.age(since: time)))\(unpinned)."
        }
    }

    /// One for each ecosystem of which nothing is known, and one for packages without a version.
    func findings(_ sources: AdvisorySources) -> [Finding] {
        sorted.flatMap { ecosystem, count -> [Finding] in
            var findings: [Finding] = []
            let name = ecosystem.rawValue
            if count.checked > 0, sources.importTime(of: ecosystem) == nil {
                let message =
                    "\(Coverage.packages(count.checked, of: name)) not checked for vulnerabilities, beyond the few "
                    + "built-in advisories: no advisories of \(name) were imported."
                findings.append(finding(message, "\(name) database", in: count.file, of: ecosystem, count.checked))
            }
            if count.unpinned > 0 {
                let message =
                    "\(Coverage.packages(count.unpinned, of: name)) not checked for vulnerabilities: no file "
                    + "pins a version."
                findings.append(finding(message, "\(name) unpinned", in: count.file, of: ecosystem, count.unpinned))
            }
            return findings
        }
    }

    private static func packages(_ count: Int, of ecosystem: String) -> String {
        count == 1 ? "1 package of \(ecosystem) was" : "\(count) packages of \(ecosystem) were"
    }

    private func finding(
        _ message: String, _ key: String, in file: [UInt8], of ecosystem: Ecosystem, _ packages: Int
    ) -> Finding {
        var finding = Finding(rule: DependencyRule.notChecked.rawValue, message: message, at: .file(file))
        finding.matchKey = Array(key.utf8)
        finding.properties = ["ecosystem": .string(ecosystem.rawValue), "packages": .int(Int64(packages))]
        return finding
    }
}
