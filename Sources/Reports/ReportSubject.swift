public import Compliance
public import Model

/// What a report says besides the findings.
public struct ReportSubject: Sendable {
    /// How the target stood after an earlier scan.
    public struct Standing: Sendable, Equatable {
        public var at: Timestamp
        public var severities: SeverityCounts
        public var riskScore: Double

        public init(at: Timestamp, severities: SeverityCounts, riskScore: Double) {
            self.at = at
            self.severities = severities
            self.riskScore = riskScore
        }
    }

    /// How many findings are set aside, where that is known without reading them.
    public struct SetAside: Sendable, Equatable {
        /// Of those that count, the ones about which something was decided that takes them off the list.
        public var decided: SeverityCounts
        /// Those that somebody gave a reason to pass over.
        public var suppressed: Int

        public init(decided: SeverityCounts, suppressed: Int) {
            self.decided = decided
            self.suppressed = suppressed
        }
    }

    public let scan: Scan
    /// Of this program.
    public let version: String
    /// The catalogue; plugins that did not run do no harm.
    public let plugins: [PluginInfo]
    /// What the scan says about each control; nil where frameworks are not asked.
    public let compliance: Coverage?
    /// Earlier scans like this one, oldest first, without this one.
    public let history: [Standing]
    /// Nil when the findings have to be read to know.
    public let setAside: SetAside?
    /// What is suppressed is listed apart by formats that leave it out otherwise.
    public let listsSuppressed: Bool

    public init(
        _ scan: Scan, version: String, plugins: [PluginInfo] = [], compliance: Coverage? = nil,
        history: [Standing] = [], setAside: SetAside? = nil, listsSuppressed: Bool = false
    ) {
        self.scan = scan
        self.version = version
        self.plugins = plugins
        self.compliance = compliance
        self.setAside = setAside
        self.listsSuppressed = listsSuppressed
        self.history = history
    }

    /// When it ended; the one time that a report carries.
    var time: Timestamp { scan.completedAt ?? scan.createdAt }

    /// What people call the target: the last part of the remote's path or of the target's.
    public var name: String {
        let remote = scan.target?.remote.flatMap(ReportSubject.lastPart)
        return SafeText.line(remote ?? ReportSubject.lastPart(of: scan.request.targetPath) ?? "target", limit: 200)
    }

    /// For `Content-Disposition`: ASCII letters, digits, `.`, `_` and `-` alone.
    public func fileName(_ format: ReportFormat) -> String {
        let safe = name.utf8.prefix(100).map { byte in
            byte.isLetterOrDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") ? byte : UInt8(ascii: "-")
        }
        let stem = String(decoding: safe.drop { !$0.isLetterOrDigit }, as: UTF8.self)
        return (stem.isEmpty ? "report" : stem) + "." + format.fileExtension
    }

    /// Why the result is not whole, one sentence each; empty when it is.
    var gaps: [String] {
        var gaps: [String] = []
        if scan.status != .completed { gaps.append("The scan ended as \(scan.status.rawValue).") }
        if let error = scan.error { gaps.append(error) }
        gaps += scan.scannersFailed.map { "\($0.name) failed: \($0.error)" }
        gaps += scan.scannersSkipped.map { "\($0.name) was skipped: \($0.reason)" }
        return gaps.map { SafeText.line($0) }
    }

    /// What was not looked at, by reason, or nil.
    var leftOut: String? {
        let skipped = (scan.target?.skipped ?? [:]).sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return skipped.isEmpty ? nil : "Left out: " + skipped.joined(separator: ", ") + "."
    }

    private static func lastPart(of path: String) -> String? {
        var last = path.prefix { $0 != "?" && $0 != "#" }.split { $0 == "/" || $0 == ":" }.last ?? ""
        if let at = last.lastIndex(of: "@") { last = last[last.index(after: at)...] }
        if last.hasSuffix(".git") { last = last.dropLast(4) }
        return last.isEmpty || last == "." || last == ".." ? nil : String(last)
    }
}
