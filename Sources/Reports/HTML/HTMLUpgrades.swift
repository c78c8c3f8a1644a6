internal import Model

/// Packages to upgrade: what most findings about dependencies come to, and the cheapest to mend.
struct HTMLUpgrades {
    private let packages: [HTMLOverview.Package]
    private let leftOut: Int

    init(_ packages: [HTMLOverview.Package], leftOut: Int) {
        self.packages = packages
        self.leftOut = leftOut
    }

    func write(to output: inout ReportBytes) {
        guard !packages.isEmpty else { return }
        output.raw("<section aria-labelledby=\"upgrades\">\n<h2 id=\"upgrades\">Dependencies to upgrade first</h2>\n")
        output.raw(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"upgrades\"><table>\n<thead><tr>")
        for title in ["Severity", "Package", "Upgrade to", "Flaws", "Comes in through", "File"] {
            output.raw("<th scope=\"col\">\(title)</th>")
        }
        output.raw("</tr></thead>\n<tbody>\n")
        // Exploited ones first, then worst first; equals in the order in which they came.
        let order = packages.enumerated().sorted { a, b in
            if a.element.isExploited != b.element.isExploited { return a.element.isExploited }
            if a.element.worst != b.element.worst { return a.element.worst > b.element.worst }
            return a.offset < b.offset
        }
        for (_, package) in order { row(package, to: &output) }
        output.raw("</tbody></table></div>\n")
        if leftOut > 0 { output.raw("<p>\(leftOut) findings about further packages are not in this table.</p>\n") }
        output.raw("</section>\n")
    }

    private func row(_ package: HTMLOverview.Package, to output: inout ReportBytes) {
        let flaw = package.flaw
        output.raw("<tr><td><span class=\"badge \(package.worst.rawValue)\">\(package.worst.rawValue)</span>")
        if package.isExploited { output.raw(" <span class=\"badge critical\">exploited</span>") }
        output.raw("</td><th scope=\"row\">")
        output.markup(SafeText.line("\(flaw.package) \(flaw.version)", limit: 200))
        if flaw.isDevelopment { output.raw(" <span class=\"badge\">development</span>") }
        output.raw("</th><td>")
        if let fixed = flaw.fixedVersion {
            output.raw("<b>")
            output.markup(SafeText.line(fixed, limit: 100))
            output.raw(package.hasUnfixed ? "</b> (not all are fixed)" : "</b>")
        } else {
            output.raw("no fixed version known")
        }
        output.raw("</td><td class=\"long\">")
        output.markup(SafeText.line(package.advisories.joined(separator: ", "), limit: 400))
        let more = package.count - package.advisories.count
        if more > 0 { output.raw(" and \(more) more") }
        output.raw("</td><td class=\"long\">")
        output.markup(SafeText.line(way(flaw), limit: 400))
        output.raw("</td><td class=\"long\">")
        output.markup(SafeText.line(package.file, limit: 400))
        output.raw("</td></tr>\n")
    }

    private func way(_ flaw: PackageFlaw) -> String {
        if flaw.isDirect == true { return "named by the project" }
        return flaw.way.count > 1 ? flaw.way.dropLast().joined(separator: " › ") : "unknown"
    }
}
