internal import Model

/// Charts as SVG in the page. Each says in words what it shows.
struct HTMLCharts {
    private let subject: ReportSubject

    init(_ subject: ReportSubject) { self.subject = subject }

    func write(to output: inout ReportBytes) {
        guard subject.scan.findingsCount > 0 || !subject.history.isEmpty else { return }
        output.raw("<div class=\"charts\">\n")
        writeBars(to: &output)
        if !subject.history.isEmpty { writeTrend(to: &output) }
        output.raw("</div>\n")
    }

    private func writeBars(to output: inout ReportBytes) {
        let counts = subject.scan.severityCounts
        let most = max(1, Severity.allCases.map { counts[$0] }.max() ?? 1)
        let words = Severity.allCases.reversed().map { "\(counts[$0]) \($0.rawValue)" }.joined(separator: ", ")
        output.raw("<figure><figcaption>By severity</figcaption>\n")
        output.raw("<svg viewBox=\"0 0 420 150\" role=\"img\" aria-label=\"Findings by severity: \(words)\">\n")
        for (row, severity) in Severity.allCases.reversed().enumerated() {
            let (top, count) = (row * 30, counts[severity])
            let width = count == 0 ? 0 : max(2, 290 * count / most)
            output.raw("<text x=\"62\" y=\"\(top + 19)\" text-anchor=\"end\">\(severity.rawValue)</text>")
            output.raw("<rect class=\"bar \(severity.rawValue)\" x=\"72\" y=\"\(top + 4)\" width=\"\(width)\" ")
            output.raw("height=\"20\" rx=\"2\"/><text x=\"\(80 + width)\" y=\"\(top + 19)\">\(count)</text>\n")
        }
        output.raw("</svg></figure>\n")
    }

    private var points: [ReportSubject.Standing] {
        let scan = subject.scan
        return subject.history.suffix(29)
            + [.init(at: subject.time, severities: scan.severityCounts, riskScore: scan.riskScore)]
    }

    private func writeTrend(to output: inout ReportBytes) {
        let points = points
        let shown: [Severity] = [.critical, .high, .medium, .low]
        let most = max(1, points.flatMap { point in shown.map { point.severities[$0] } }.max() ?? 1)
        let (first, last) = (points[0], points[points.count - 1])
        output.raw("<figure><figcaption>The last \(points.count) scans</figcaption>\n")
        output.raw("<svg viewBox=\"0 0 420 150\" role=\"img\" aria-label=\"From \(first.at.isoDate) to ")
        output.raw("\(last.at.isoDate): \(first.severities.total) findings became \(last.severities.total), the risk ")
        output.raw("score \(first.riskScore) became \(last.riskScore)\">\n")
        output.raw("<path class=\"axis\" d=\"M34 10V120H410\" fill=\"none\"/><text x=\"28\" y=\"18\" ")
        output.raw("text-anchor=\"end\">\(most)</text><text x=\"28\" y=\"122\" text-anchor=\"end\">0</text>\n")
        line(points.map { $0.riskScore / 100 }, "risk", to: &output)
        for severity in shown {
            let heights = points.map { Double($0.severities[severity]) / Double(most) }
            line(heights, "area \(severity.rawValue)", to: &output)
        }
        output.raw("<text x=\"34\" y=\"140\">\(first.at.isoDate)</text><text x=\"410\" y=\"140\" text-anchor=\"end\">")
        output.raw("\(last.at.isoDate)</text>\n</svg>\n<ul class=\"legend\">")
        for severity in shown { output.raw("<li class=\"\(severity.rawValue)\">\(severity.rawValue)</li>") }
        output.raw("<li class=\"risk\">risk score (of 100)</li></ul></figure>\n")
    }

    /// Heights from 0 to 1.
    private func line(_ heights: [Double], _ kind: String, to output: inout ReportBytes) {
        let step = heights.count > 1 ? 372 / Double(heights.count - 1) : 0
        let places = heights.enumerated().map { index, height in
            "\(tenth(36 + Double(index) * step)),\(tenth(119 - 108 * min(1, max(0, height))))"
        }
        output.raw("<polyline class=\"\(kind)\" points=\"\(places.joined(separator: " "))\"/>\n")
    }

    private func tenth(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
