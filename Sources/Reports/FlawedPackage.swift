internal import Model

/// A package at one place of a target; findings about its flaws are shown as one block.
struct FlawedPackage: Hashable {
    let file: String
    let line: Int?
    let ref: String
    /// With version and ecosystem, for people.
    let name: String
    /// Through which packages it comes in, and what for; nil when there is nothing to say.
    let way: String?

    /// Nil for a finding that is about no flaw of a package.
    init?(_ finding: Finding) {
        let metadata = finding.metadata
        guard let package = metadata.text("package"), let ref = metadata.text("component_ref"),
            metadata.text("advisory") != nil
        else { return nil }
        (file, line, self.ref) = (finding.filePath, finding.lineStart, ref)
        var name = package
        if case .object(let component)? = metadata["component"], let version = component.text("version") {
            name += " " + version
        }
        if let ecosystem = metadata.text("ecosystem") { name += " (\(ecosystem))" }
        self.name = TextReport.printable(name)
        way = FlawedPackage.way(metadata)
    }

    var place: String { TextReport.printable(file) + (line.map { ":\($0)" } ?? "") }

    /// The findings of each package, worst first and in their order.
    static func grouped(_ findings: [Finding]) -> [FlawedPackage: [Finding]] {
        var groups: [FlawedPackage: [Finding]] = [:]
        for severity in Severity.allCases.reversed() {
            for finding in findings where finding.severity == severity {
                if let package = FlawedPackage(finding) { groups[package, default: []].append(finding) }
            }
        }
        return groups
    }

    /// Which flaw it is and what mends it.
    static func line(_ finding: Finding) -> String {
        let metadata = finding.metadata
        var text = "\(finding.severity.rawValue) \(metadata.text("advisory") ?? "")"
        if let fixed = metadata.text("fixed_version") {
            text += ", fixed in \(fixed)"
            if let next = metadata.text("fixed_version_next_major") { text += " and \(next)" }
        } else {
            text += ", no fixed version known"
        }
        if metadata["known_exploited"] == .bool(true) { text += ", known to be exploited" }
        return text + (metadata.text("summary").map { ": \($0)" } ?? "")
    }

    private static func way(_ metadata: [String: JSONValue]) -> String? {
        var parts: [String] = []
        if metadata.text("scope") == "development" { parts.append("for development") }
        if case .array(let path)? = metadata["dependency_path"], path.count > 1 {
            let names = path.dropLast().compactMap { if case .string(let name) = $0 { name } else { nil } }
            parts.append("through \(names.joined(separator: " > "))")
        }
        return parts.isEmpty ? nil : "Used " + parts.joined(separator: ", ") + "."
    }
}
