internal import Compliance
internal import Model

enum ComplianceSchemas {
    static let frameworks = Schema.named(
        "ComplianceFrameworks",
        .object([
            Property(
                "frameworks",
                .list(
                    of: .object([
                        id, name, version, Property("total_controls", .count, "That are listed", example: 10),
                    ])))
        ]))

    static let framework = Schema.named(
        "ComplianceFramework",
        .object([
            id, name, version, Property("total_controls", .count, "That are listed", example: 10),
            Property("assessable_controls", .count, "That a scan could say something about", example: 10),
            Property("checked_controls", .count, "That loaded rules speak to", example: 9),
            Property("built_in", .boolean, example: true),
            Property("exclusive", .boolean, "A finding belongs to one control at most", example: true),
            Property(
                "source",
                .object([
                    Property("title", .string, example: "OWASP Top 10:2021"),
                    Property("published", .string, example: "2021-09-24"),
                    Property("url", .string, example: "https://owasp.org/Top10/2021/"),
                    Property("licence", .string, example: "Creative Commons Attribution-ShareAlike 4.0"),
                ])),
            Property(
                "scope",
                .object([
                    Property("complete", .boolean, "Every control of the standard is listed", example: true),
                    Property("note", .string, example: "All ten categories."),
                ])), Property("controls", .list(of: control)),
        ]))

    static let coverage = Schema.named(
        "ComplianceCoverage",
        .object([
            Property("coverage", .list(of: section)),
            Property(
                "frameworks",
                .dictionary(
                    of: .object([
                        Property("controls", .list(of: .string), example: ["OWASP-A03"]),
                        Property("observed", .list(of: .string), "With findings", example: ["OWASP-A03"]),
                        Property("coverage_pct", .number, "Share of those with findings", example: 10.0),
                    ]), keys: nil), "By name; of a further edition, by name and version",
                example: [
                    "OWASP Top 10": ["controls": ["OWASP-A03"], "observed": ["OWASP-A03"], "coverage_pct": 100.0]
                ]),
        ]))

    private static let id = Property("id", .string, example: "owasp-top10-2021")
    private static let name = Property("name", .string, example: "OWASP Top 10")
    private static let version = Property("version", .string, example: "2021")
    private static let tag = Property("id", .string, "The tag on findings", example: "OWASP-A03")

    private static let control = Schema.object([
        tag, Property("reference", .string, "In the standard", example: "A03:2021"),
        Property("title", .string, example: "Injection"), Property("description", .string, example: "In our words."),
        Property("group", .string, example: ""), Property("assessable", .boolean, example: true),
        Property("checked_by", .list(of: .string), "Loaded plugins with rules for it", example: ["code"]),
        Property("rules_count", .count, example: 41),
        Property("cwes", .list(of: .string), "With what is below them", example: ["CWE-89"]),
        Property("added_cwes", .list(of: .string), "Not on the standard's own list", example: []),
        Property("except_cwes", .list(of: .string), "Below the others, and not meant", example: []),
        Property("rules", .list(of: .string), example: []), Property("tags", .list(of: .string), example: []),
        Property("keywords", .list(of: .string), example: []),
    ])

    private static let section = Schema.object([
        Property("framework", .string, example: "OWASP Top 10"),
        Property("framework_id", .string, example: "owasp-top10-2021"), version,
        Property("total_controls", .count, example: 10),
        Property("controls_violated", .list(of: .string), example: ["OWASP-A03"]),
        Property("controls_clear", .list(of: .string), "Checked, nothing found", example: ["OWASP-A02"]),
        Property("controls_not_assessable", .list(of: .string), example: ["OWASP-A09"]),
        Property(
            "violated_details",
            .list(
                of: .object([
                    tag, Property("name", .string, example: "Injection"),
                    Property("findings_count", .count, example: 3),
                    Property("max_severity", .choice(Severity.allCases.reversed().map(\.rawValue))),
                ]))),
        Property(
            "not_assessable_details",
            .list(
                of: .object([
                    tag, Property("name", .string, example: "Security Logging and Monitoring Failures"),
                    Property(
                        "reason", .choice(Coverage.Reason.allCases.map(\.rawValue)),
                        "`other_evidence`: no scan of files can tell; `no_rule`: no loaded rule speaks to it; "
                            + "`not_run`: scanners that could tell did not take part or did not finish"),
                ]))),
        Property("coverage_percentage", .number, "Share of violated and clear ones among all", example: 90.0),
    ])
}
