internal import Model

/// A form in which a scan can be reported.
public struct ReportFormat: Sendable {
    /// What it is called in `--format` and `?format=`.
    public let name: String
    public let mediaType: String
    /// Of a file, without its first dot.
    public let fileExtension: String
    /// What it is for, in a few words.
    public let summary: String
    /// It is whole, or done in half the time, only with ``ReportSubject/setAside``.
    public var tellsSetAside = false
    let writer: @Sendable (ReportSubject) -> any ReportWriter

    /// Every form of a document, in the order in which help texts list them. `text` and `pdf` are for the command line
    /// alone: one is for a terminal, the other takes a browser.
    public static let all: [ReportFormat] = [
        ReportFormat(
            name: "html", mediaType: "text/html; charset=utf-8", fileExtension: "html",
            summary: "one page for people, without a server or a network", writer: { HTMLReport($0) }),
        ReportFormat(
            name: "sarif", mediaType: "application/sarif+json", fileExtension: "sarif",
            summary: "SARIF 2.1.0, for code scanning of GitHub and editors", tellsSetAside: true,
            writer: SARIFReport.init),
        ReportFormat(
            name: "json", mediaType: "application/json", fileExtension: "json",
            summary: "the shapes of the REST API", writer: JSONReport.init),
        ReportFormat(
            name: "jsonl", mediaType: "application/jsonl", fileExtension: "jsonl",
            summary: "the same, one object a line", writer: JSONLinesReport.init),
        ReportFormat(
            name: "csv", mediaType: "text/csv; charset=utf-8", fileExtension: "csv", summary: "a table",
            writer: CSVReport.init),
        ReportFormat(
            name: "junit", mediaType: "application/xml", fileExtension: "xml", summary: "JUnit XML, for build servers",
            tellsSetAside: true, writer: JUnitReport.init),
        ReportFormat(
            name: "md", mediaType: "text/markdown; charset=utf-8", fileExtension: "md", summary: "Markdown",
            writer: { MarkdownReport($0) }),
        ReportFormat(
            name: "pr-comment", mediaType: "text/markdown; charset=utf-8", fileExtension: "comment.md",
            summary: "Markdown with a marker, short enough for a comment on GitHub",
            writer: { CommentReport($0) }),
        ReportFormat(
            name: "oscal", mediaType: "application/oscal+json", fileExtension: "oscal.json",
            summary: "OSCAL assessment results: which controls of which frameworks the findings violate",
            writer: OSCALDocument.init),
        gitLab(.sast, "gl-sast-report.json"), gitLab(.secrets, "gl-secret-detection-report.json"),
        gitLab(.dependencies, "gl-dependency-scanning-report.json"),
    ]

    /// The page of `html` without its filters and their script, for paper.
    public static let printedPage = ReportFormat(
        name: "html-print", mediaType: "text/html; charset=utf-8", fileExtension: "html",
        summary: "the page without its filters", writer: { HTMLReport($0, isPrinted: true) })

    private static func gitLab(_ kind: GitLabReport.Kind, _ fileExtension: String) -> ReportFormat {
        ReportFormat(
            name: "gitlab-\(kind.name)", mediaType: "application/json", fileExtension: fileExtension,
            summary: "GitLab's report of the type \(kind.rawValue)", writer: { GitLabReport($0, kind) })
    }

    public static func named(_ name: String) -> ReportFormat? { all.first { $0.name == name } }
}
