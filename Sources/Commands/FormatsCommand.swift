package import ArgumentParser
internal import Reports

/// `securescan formats`: in which forms a scan can be reported.
package struct FormatsCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "formats", abstract: "Lists the formats of reports.",
        discussion: "Each of them is a --format of 'securescan scan'; all but text and pdf come over HTTP as well.")

    package init() {}

    package func run() {
        line("text", "for people at a terminal")
        for format in ReportFormat.all { line(format.name, "\(format.summary) (.\(format.fileExtension))") }
        line("pdf", "the page of html, printed by a Chromium of this machine")
    }

    private func line(_ name: String, _ text: String) {
        print(name + String(repeating: " ", count: max(1, 30 - name.count)) + text)
    }
}
