import Testing

@testable import Compliance

struct FrameworkReaderTests {
    static let source = #""source":{"title":"T","published":"2026","url":"https://example.org","licence":"ours"}"#

    static func text(
        _ controls: String, id: String = "acme", format: String = "securescan-framework/1", more: String = ""
    ) -> String {
        #"{"format":"\#(format)","id":"\#(id)","name":"ACME","version":"1",\#(source),\#(more)"controls":\#(controls)}"#
    }

    private static func faults(_ text: String) -> [String] {
        switch FrameworkReader.read(Array(text.utf8), name: "acme.json") {
        case .success: []
        case .failure(let faults): faults.all.map(\.description)
        }
    }

    @Test func aFrameworkIsReadAsItStands() throws {
        let text = Self.text(
            """
            [{"id":"ACME-1","reference":"1","title":"No injection","description":"None.","group":"Code",
              "assessable":true,"cwes":["CWE-74"],"added_cwes":["CWE-611"],"except_cwes":["CWE-79"],
              "rules":["code.*.eval"],"tags":["injection"],"keywords":["eval"]},
             {"id":"ACME-2","title":"Training","assessable":false}]
            """, more: #""scope":{"complete":true,"note":"Both."},"exclusive":true,"#)
        let framework = try FrameworkReader.read(Array(text.utf8), name: "acme.json").get()
        var evidence = Evidence()
        evidence.weaknesses = [74, 611]
        evidence.added = [611]
        evidence.exceptions = [79]
        evidence.rules = ["code.*.eval"]
        evidence.tags = ["injection"]
        evidence.keywords = ["eval"]
        #expect(framework.file == "acme.json" && framework.isExclusive && framework.scope.isComplete)
        #expect(
            framework.controls == [
                Control(
                    id: "ACME-1", reference: "1", title: "No injection", summary: "None.", group: "Code",
                    evidence: evidence),
                Control(id: "ACME-2", reference: "ACME-2", title: "Training"),
            ])
    }

    private static let wrong: [(String, String)] = [
        ("{", "acme.json: line 1, column 2: is not JSON: expected a key in double quotes"),
        ("{\n  \"id\": x}", "acme.json: line 2, column 9: is not JSON: expected a value"),
        ("[]", "acme.json: must be an object"),
        (
            text("[{\"id\":\"A\",\"title\":\"x\u{202E}y\",\"assessable\":false}]"),
            "acme.json: controls[0].title: must be a text of 1 to 400 characters without line breaks and invisible ones"
        ),
        (
            text("[{\"id\":\"A\",\"title\":\"x\u{9B}31m\",\"assessable\":false}]"),
            "acme.json: controls[0].title: must be a text of 1 to 400 characters without line breaks and invisible ones"
        ),
        (
            text(#"[{"id":"A","title":"T","assessable":true,"cwes":["CWE-99999"]}]"#),
            "acme.json: controls[0].cwes[0]: 'CWE-99999' must be an entry of CWE 4.14, written as 'CWE-89'"
        ),
        (text("[]"), "acme.json: controls: must be a list of 1 to 3000 objects"),
        (text("[1]"), "acme.json: controls[0]: must be an object"),
        (text("[]", id: "A b"), "acme.json: id: 'A b' must consist of a-z, 0-9, '.' and '-'"),
        (text("[]", format: "x"), "acme.json: format: must be 'securescan-framework/1'"),
        (
            text(#"[{"id":"A","title":"T","assessable":true}]"#),
            """
            acme.json: controls[0].assessable: is true, so at least one of cwes, added_cwes, rules, tags and \
            keywords must say by what
            """
        ),
        (
            text(#"[{"id":"A","title":"T","assessable":false,"cwes":["CWE-89"]}]"#),
            """
            acme.json: controls[0].assessable: is false, so cwes, added_cwes, rules, tags and keywords must be \
            absent
            """
        ),
        (
            text(#"[{"id":"A","title":"T","assessable":true,"cwes":["CWE-89","CWE-99999"]}]"#),
            "acme.json: controls[0].cwes[1]: 'CWE-99999' must be an entry of CWE 4.14, written as 'CWE-89'"
        ),
        (
            text(#"[{"id":"A","title":"T","assessable":true,"cwes":["CWE-89"],"cwe":[]}]"#),
            """
            acme.json: controls[0]: 'cwe' is no member here; allowed are id, reference, title, description, \
            group, assessable, cwes, added_cwes, except_cwes, rules, tags, keywords
            """
        ),
        (
            text(#"[{"id":"A","title":"T","assessable":false},{"id":"A","title":"T","assessable":false}]"#),
            "acme.json: controls[1].id: 'A' is there twice"
        ),
        (
            text(#"[{"id":"A B","title":"T","assessable":false}]"#),
            "acme.json: controls[0].id: 'A B' must consist of letters, digits and '.', '-', '_', ':', '(', ')'"
        ),
        (
            text(#"[{"id":"A","assessable":false}]"#),
            "acme.json: controls[0].title: is missing; it must be a text of 1 to 400 characters"
        ),
        (
            text(#"[{"id":"A","title":"T"}]"#),
            "acme.json: controls[0].assessable: is missing; it must be true or false"
        ),
        (
            text(#"[{"id":"A","title":"T","assessable":true,"rules":["**"]}]"#),
            """
            acme.json: controls[0].rules[0]: '**' must be the id of a rule such as 'code.python.sql-injection', \
            in which '*' stands for any text
            """
        ),
    ]

    @Test(arguments: wrong)
    func whatIsWrongIsToldWithItsPlaceAndWhatIsAllowed(text: String, fault: String) {
        #expect(Self.faults(text).contains(fault), "\(Self.faults(text))")
    }

    @Test func everythingThatIsWrongIsToldAtOnce() {
        let text = Self.text(#"[{"id":"A","title":1,"assessable":"yes"}]"#, id: "")
        #expect(Self.faults(text).count == 3)
    }

    @Test func faultsAreBoundedAndShowNoControlCharacters() {
        let controls = (0..<100).map { #"{"id":"A\#($0) \u001b[31m","title":"T","assessable":false}"# }
        let faults = Self.faults(Self.text("[\(controls.joined(separator: ","))]"))
        #expect(faults.count == 20)
        #expect(!faults.contains { $0.contains("\u{1B}") })
    }

    @Test func aFileThatIsTooLargeIsRefused() {
        let faults = Self.faults(String(repeating: " ", count: FrameworkReader.mostBytes + 1))
        #expect(faults == ["acme.json: is larger than 1048576 bytes"])
    }

    @Test(arguments: [
        ("secrets.*", "secrets.aws", true), ("secrets.*", "code.x", false), ("code.*.old-tls", "code.go.old-tls", true),
        ("code.*.old-tls", "code.old-tls", false), ("code.x", "code.x", true), ("code.x", "code.xy", false),
        ("*eval*", "code.eval-x", true), ("a*a", "a", false), ("a*b*c", "a-c-b", false), ("*b*", "b", true),
    ])
    func aStarStandsForAnyText(pattern: String, id: String, fits: Bool) {
        #expect(RulePattern(pattern).matches(id) == fits)
    }
}
