internal import Model

/// The JSON that a job of GitLab's pipelines hands over as a security report (its schemas, version 15). Each report has
/// the findings of its own kind; those that were decided to be no matter carry the flag that GitLab has for it.
final class GitLabReport: ReportWriter {
    enum Kind: String {
        case sast
        case secrets = "secret_detection"
        case dependencies = "dependency_scanning"

        var name: String { rawValue.replacing("_", with: "-") }

        func takes(_ finding: Finding) -> Bool {
            switch self {
            // With what concerns dependencies and is no flaw of a package: each finding is in one of the reports.
            case .sast: finding.flaw == nil && finding.scanType != "secrets"
            case .secrets: finding.flaw == nil && finding.scanType == "secrets"
            case .dependencies: finding.flaw != nil
            }
        }
    }

    /// Of the schemas.
    static let schemaVersion = "15.0.0"

    let passes: [ReportPass] = [.canonical]
    private let subject: ReportSubject
    private let kind: Kind
    private var output = ReportBytes()
    private var isFirst = true
    /// Lockfiles with their packages, for the list that the dependency report ends with.
    private var files: [String: GitLabDependencyFile] = [:]

    init(_ subject: ReportSubject, _ kind: Kind) {
        self.subject = subject
        self.kind = kind
        output.raw("{\"version\":\"\(GitLabReport.schemaVersion)\",\"scan\":")
        output.raw(InertJSON.written(writeScan))
        output.raw(",\"vulnerabilities\":[")
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func add(_ item: FindingWithState) {
        guard kind.takes(item.finding) else { return }
        if !isFirst { output.raw(",") }
        isFirst = false
        output.raw(
            InertJSON.written { GitLabVulnerability(item, kind, commit: subject.scan.target?.commit).write(to: &$0) })
        guard kind == .dependencies, let flaw = item.finding.flaw else { return }
        let path = item.finding.filePath
        files[path, default: GitLabDependencyFile(path: path, manager: flaw.ecosystem)].add(flaw)
    }

    func finish() {
        output.raw("]")
        if kind == .dependencies {
            output.raw(",\"dependency_files\":")
            var json = JSONWriter()
            json.array { json in for file in files.values.sorted(by: { $0.path < $1.path }) { file.write(to: &json) } }
            output.raw(InertJSON.escaped(json.take()))
        }
        output.raw("}\n")
    }

    private func writeScan(to json: inout JSONWriter) {
        let scan = subject.scan
        json.object { json in
            json.member("type", kind.rawValue)
            json.member("status", subject.gaps.isEmpty ? "success" : "failure")
            json.member("start_time", String((scan.startedAt ?? scan.createdAt).iso8601.prefix(19)))
            json.member("end_time", String(subject.time.iso8601.prefix(19)))
            for role in ["analyzer", "scanner"] {
                json.key(role)
                json.object { json in
                    json.member("id", "securescan")
                    json.member("name", "SecureScan")
                    json.member("version", subject.version.isEmpty ? "0" : subject.version)
                    json.key("vendor")
                    json.object { $0.member("name", "SecureScan") }
                }
            }
            json.key("messages")
            json.array { json in
                for gap in subject.gaps { message("warn", gap, to: &json) }
                if let leftOut = subject.leftOut { message("info", leftOut, to: &json) }
                for note in scan.notes { message("info", "\(note.scanner): \(note.message)", to: &json) }
            }
        }
    }

    private func message(_ level: String, _ text: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("level", level)
            json.member("value", SafeText.line(text))
        }
    }
}

/// A lockfile and those of its packages that have flaws, each once.
struct GitLabDependencyFile {
    let path: String
    let manager: String
    private var packages: Set<String> = []
    private var order: [(name: String, version: String)] = []

    init(path: String, manager: String) {
        self.path = path
        self.manager = manager
    }

    mutating func add(_ flaw: PackageFlaw) {
        guard packages.insert("\(flaw.package)\u{0}\(flaw.version)").inserted else { return }
        order.append((flaw.package, flaw.version))
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("path", SafeText.line(path))
            json.member("package_manager", SafeText.line(manager.isEmpty ? "unknown" : manager))
            json.key("dependencies")
            json.array { json in
                for package in order {
                    json.object { GitLabVulnerability.writePackage(package.name, package.version, to: &$0) }
                }
            }
        }
    }
}
