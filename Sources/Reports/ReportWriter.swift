internal import Model

/// One format's spelling of a report. The passes come one after the other; what a pass reads is either written as it
/// comes or counted for a later one.
protocol ReportWriter: AnyObject {
    var passes: [ReportPass] { get }
    /// No finding of this pass is wanted any more.
    var isFull: Bool { get }
    /// Bytes that `take` would hand over.
    var pending: Int { get }

    /// Hands over what was written since the last time.
    func take() -> [UInt8]
    func begin(_ pass: ReportPass)
    func add(_ item: FindingWithState)
    func end(_ pass: ReportPass)
    func finish()
}

extension ReportWriter {
    var isFull: Bool { false }
    func begin(_ pass: ReportPass) {}
    func end(_ pass: ReportPass) {}
    func finish() {}
}

/// How much of a report there can be at most, whatever was found. Every report says what it leaves out.
public enum ReportLimits {
    /// Results in one SARIF run, which is what GitHub accepts; it shows the first 5000.
    public static let sarifResults = 25_000
    /// Bytes of a SARIF document. GitHub accepts 10 MB after gzip, which packs such documents to less than a tenth.
    public static let sarifBytes = 60_000_000
    /// Tags of a SARIF rule. GitHub refuses more than 20 and shows the first 10.
    public static let sarifTags = 20
    /// Steps of a flow in SARIF; GitHub keeps 1000.
    public static let flowSteps = 1000
    /// Findings that an HTML page shows one by one, so that a browser can still search in it.
    public static let pageFindings = 5000
    /// Packages in the table of upgrades of an HTML page.
    public static let pagePackages = 500
    /// Bytes of a comment. GitHub takes 65 536 characters.
    public static let commentBytes = 65_000
    /// Bytes of one text of a finding; more is cut, with an ellipsis.
    public static let textBytes = 16_384
}
