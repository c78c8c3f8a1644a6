internal import DependencyReaders
internal import Packages

/// The ignore rules of a policy, found by what they name, so that a long list costs a finding no more than a short one.
struct IgnoreRules {
    private struct Name: Hashable {
        let ecosystem: Ecosystem
        let name: String
    }

    private struct Entry {
        let rule: DependencyPolicy.Ignore
        let path: PathPattern?
        /// As `PackageURL.comparable` has it; nil where the package is given by its name.
        let purl: String?
    }

    private var entries: [Entry] = []
    private var byAdvisory: [String: [Int]] = [:]
    private var byPurl: [String: [Int]] = [:]
    private var byName: [Name: [Int]] = [:]
    private var byPath: [Int] = []

    init(_ rules: [DependencyPolicy.Ignore]) {
        for rule in rules {
            let purl = rule.package.hasPrefix("pkg:") ? PackageURL.comparable(rule.package) : nil
            let index = entries.count
            entries.append(Entry(rule: rule, path: rule.path.isEmpty ? nil : PathPattern(rule.path), purl: purl))
            if !rule.advisory.isEmpty {
                byAdvisory[rule.advisory.uppercased(), default: []].append(index)
            } else if let purl {
                byPurl[purl, default: []].append(index)
            } else if !rule.package.isEmpty {
                for ecosystem in Ecosystem.allCases {
                    byName[Name(ecosystem: ecosystem, name: ecosystem.normalizedName(rule.package)), default: []]
                        .append(index)
                }
            } else {
                byPath.append(index)
            }
        }
    }

    /// The first rule that is about the file alone and fits.
    func first(ofFile path: [ArraySlice<UInt8>]) -> Int? {
        byPath.first { entries[$0].path?.matches(path) ?? false }
    }

    /// The first rule that fits.
    /// - Parameter fileRule: what `first(ofFile:)` gives for the file.
    func first(
        for ids: [String], _ package: Package, purls: [String], in path: [ArraySlice<UInt8>], fileRule: Int?
    ) -> DependencyPolicy.Ignore? {
        let name = Name(ecosystem: package.ecosystem, name: package.ecosystem.normalizedName(package.name))
        var best = fileRule
        func consider(_ candidates: [Int]?) {
            let fitting = candidates?.first { fits(entries[$0], name, purls, path) }
            if let fitting, fitting < best ?? .max { best = fitting }
        }
        for id in ids { consider(byAdvisory[id.uppercased()]) }
        for purl in purls { consider(byPurl[purl]) }
        consider(byName[name])
        return best.map { entries[$0].rule }
    }

    private func fits(_ entry: Entry, _ name: Name, _ purls: [String], _ path: [ArraySlice<UInt8>]) -> Bool {
        if let purl = entry.purl, !purls.contains(purl) { return false }
        if entry.purl == nil, !entry.rule.package.isEmpty,
            name.ecosystem.normalizedName(entry.rule.package) != name.name
        {
            return false
        }
        return entry.path?.matches(path) ?? true
    }
}

extension PackageURL {
    /// Without qualifiers and subpath, in the canonical spelling; what is no purl stays as it is.
    static func comparable(_ text: String, withVersion: Bool = true) -> String {
        guard var purl = try? PackageURL(parsing: text) else { return text }
        purl.qualifiers = [:]
        purl.subpath = ""
        if !withVersion { purl.version = "" }
        return purl.text
    }
}
