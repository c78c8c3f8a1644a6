internal import Model

/// A step of the way that a value takes from where it comes in to where it does harm.
struct FlowStep {
    var path: String
    var line: Int?
    var column: Int?
    var lineEnd: Int?
    var note: String
}

/// Why a finding does not count, or what was decided about it.
struct Verdict {
    /// A word for people: `ignore_rule`, `comment`, `vex`, or a state such as `false_positive`.
    var kind: String
    var reason: String
    /// The file that says so, when one does.
    var path: String?
    var line: Int?

    var place: String? { path.map { $0 + (line.map { ":\($0)" } ?? "") } }
}

/// A known vulnerability of a package in one version.
struct PackageFlaw {
    var package: String
    var version: String
    var ecosystem: String
    var purl: String?
    var advisory: String
    var fixedVersion: String?
    var isDirect: Bool?
    var isDevelopment: Bool
    var isExploited: Bool
    /// From what the project names to the package.
    var way: [String]
    var aliases: [String]
    var references: [String]
    var score: Double?
}

extension [String: JSONValue] {
    func text(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }

    func integer(_ name: String) -> Int? {
        if case .int(let number)? = self[name] { Int(exactly: number) } else { nil }
    }

    func texts(_ name: String) -> [String] {
        guard case .array(let values)? = self[name] else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func object(_ name: String) -> [String: JSONValue]? {
        if case .object(let members)? = self[name] { members } else { nil }
    }

    func number(_ name: String) -> Double? {
        switch self[name] {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }
}

extension Finding {
    /// With `path:line:column`, as far as it is known; empty when it is about the target as a whole.
    var place: String {
        guard let lineStart else { return filePath }
        return filePath + ":\(lineStart)" + (columnStart.map { ":\($0)" } ?? "")
    }

    var snippet: String? { metadata.text("snippet") }

    var flow: [FlowStep] {
        guard case .array(let steps)? = metadata["related"] else { return [] }
        return steps.compactMap { step in
            guard case .object(let step) = step else { return nil }
            return FlowStep(
                path: step.text("path") ?? "", line: step.integer("line_start"), column: step.integer("column_start"),
                lineEnd: step.integer("line_end"), note: step.text("note") ?? "")
        }
    }

    var flaw: PackageFlaw? {
        guard let package = metadata.text("package"), let advisory = metadata.text("advisory") else { return nil }
        let component = metadata.object("component")
        var isDirect: Bool?
        if case .bool(let flag)? = metadata["direct"] { isDirect = flag }
        return PackageFlaw(
            package: package, version: component?.text("version") ?? "", ecosystem: metadata.text("ecosystem") ?? "",
            purl: component?.text("purl") ?? metadata.text("component_ref"), advisory: advisory,
            fixedVersion: metadata.text("fixed_version"), isDirect: isDirect,
            isDevelopment: metadata.text("scope") == "development",
            isExploited: metadata["known_exploited"] == .bool(true), way: metadata.texts("dependency_path"),
            aliases: metadata.texts("aliases"), references: metadata.texts("references"),
            score: metadata.number("cvss_score"))
    }

    /// The weakness and those that its metadata adds, without repetition.
    var weaknesses: [String] {
        var all = cwe.map { [$0] } ?? []
        for other in metadata.texts("cwes") where !all.contains(other) { all.append(other) }
        return all.filter { Finding.weaknessNumber($0) != nil }
    }

    /// The number in `CWE-89`.
    static func weaknessNumber(_ text: String) -> String? {
        guard text.hasPrefix("CWE-") else { return nil }
        let digits = text.dropFirst(4)
        return !digits.isEmpty && digits.utf8.count < 8 && digits.utf8.allSatisfy(\.isDigit) ? String(digits) : nil
    }
}

extension FindingWithState {
    /// Nil for a finding that counts and about which nothing was decided that takes it off the list.
    var verdict: Verdict? {
        if let reason = finding.metadata.object(Finding.suppression) {
            return Verdict(
                kind: reason.text("kind") ?? "suppressed", reason: reason.text("reason") ?? "",
                path: reason.text("path"), line: reason.integer("line"))
        }
        guard let state, FindingState.Status.settingAside.contains(state.status) else { return nil }
        return Verdict(kind: state.status.rawValue, reason: state.note ?? "")
    }
}
