internal import Model

/// The form that narrows the findings down. It is hidden until the script of the page runs.
struct HTMLFilters {
    private let overview: HTMLOverview

    init(_ overview: HTMLOverview) { self.overview = overview }

    func write(to output: inout ReportBytes) {
        output.raw(
            "<form id=\"filters\" class=\"filters\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n")
        output.raw("<label class=\"field\">Words<input type=\"search\" name=\"text\"></label>\n")
        output.raw("<fieldset><legend>Severity</legend>")
        for severity in Severity.allCases.reversed() {
            output.raw("<label><input type=\"checkbox\" name=\"severity\" value=\"\(severity.rawValue)\" checked> ")
            output.raw("\(severity.rawValue)</label>")
        }
        output.raw("</fieldset>\n")
        choice("Scanner", "scanner", overview.scanners.sorted(), to: &output)
        choice("Decision", "state", overview.states.sorted(), to: &output)
        if !overview.controls.isEmpty { choice("Control", "control", overview.controls.sorted(), to: &output) }
        output.raw(
            "<button type=\"reset\">Show all</button>\n<output id=\"count\" aria-live=\"polite\"></output>\n</form>\n")
    }

    private func choice(_ title: String, _ name: String, _ values: [String], to output: inout ReportBytes) {
        output.raw("<label class=\"field\">\(title)<select name=\"\(name)\"><option value=\"\">all</option>")
        for value in values.prefix(2000) {
            output.raw("<option value=\"")
            output.markup(SafeText.line(value, limit: 200))
            output.raw("\">")
            output.markup(SafeText.line(value, limit: 200).replacing("_", with: " "))
            output.raw("</option>")
        }
        output.raw("</select></label>\n")
    }
}
