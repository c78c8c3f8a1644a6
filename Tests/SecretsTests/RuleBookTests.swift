import SecretsAuthoring
import SecretsEngine
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RuleBookTests {
    /// A rule that is right, with the members in `changes` replaced; nil takes one out.
    private func rule(_ changes: [String: String?]) -> String {
        var members: [String: String] = [
            "id": #""secrets.acme.token""#, "title": #""Acme token""#, "severity": #""high""#, "vendor": #""acme""#,
            "opens": #""It opens all of Acme to its bearer.""#, "revoke": #""Delete it in Acme's settings page.""#,
            "prefilter": #""acme_[a-z0-9]{20}""#, "pattern": #""(?<prefix>acme_)(?<secret>[a-z0-9]{20})""#,
            "examples":
                #"{"positive": ["a=acme_«{{lower:20}}»", "acme_«{{lower:20}}»"], "negative": ["acme_1", "acme"]}"#,
        ]
        for (name, value) in changes { members[name] = value }
        return "{" + members.map { "\"\($0.key)\": \($0.value)" }.sorted().joined(separator: ", ") + "}"
    }

    private func message(_ rules: String...) -> String {
        do throws(SecretsError) {
            _ = try CompiledRules(
                try RuleBook(text: "{\"rules\": [\(rules.joined(separator: ", "))]}", file: "acme.json"))
            return ""
        } catch {
            return error.message
        }
    }

    @Test func rightRuleCompiles() {
        #expect(message(rule([:])) == "")
        #expect(message(rule(["prefilter": nil, "keywords": #"["acme_", "+a(b"]"#])) == "")
    }

    @Test(arguments: [
        ("id", #""acme.token""#, "acme.json: acme.token: id: must have the form secrets.<vendor>.<name>"),
        ("title", #""""#, "acme.json: secrets.acme.token: title: must be one line"),
        ("opens", #""All.""#, "acme.json: secrets.acme.token: opens: must say it in a sentence"),
        ("severity", #""bad""#, "acme.json: rules.0.severity: Cannot initialize Severity"),
        ("cwes", #"["798"]"#, "acme.json: secrets.acme.token: cwes: \"798\" is not like CWE-798"),
        ("entropy", "9", "acme.json: secrets.acme.token: entropy: must lie between 0 and 6"),
        ("after", "99999", "acme.json: secrets.acme.token: after: must lie between 1 and 16384"),
        (
            "prefilter", #""acme_[a-z0-9]+""#,
            "acme.json: secrets.acme.token: prefilter: a prefilter must have a longest match"
        ),
        ("prefilter", #""acme_(""#, "acme.json: secrets.acme.token: prefilter: the prefilter does not compile"),
        ("prefilter", #""ac""#, "acme.json: secrets.acme.token: prefilter: must match at least 3 bytes"),
        ("keywords", #"["acme"]"#, "acme.json: secrets.acme.token: prefilter: give either a prefilter or keywords"),
        ("pattern", #""acme_(?<secret>""#, "acme.json: secrets.acme.token: pattern: the pattern does not compile"),
        (
            "pattern", #""acme_([a-z0-9]{20})""#,
            "acme.json: secrets.acme.token: pattern: must have a group (?<secret>…)"
        ),
        ("patern", #""x""#, "acme.json: rules.0: the member \"patern\" is not known"),
        ("paths", #"{"name": []}"#, "acme.json: rules.0.paths: the member \"name\" is not known"),
        (
            "examples", #"{"positive": ["«a»"], "negative": ["b", "c"]}"#,
            "acme.json: secrets.acme.token: examples.positive: must hold at least two"
        ),
        (
            "examples", #"{"positive": ["a", "«b»"], "negative": ["b", "c"]}"#,
            "acme.json: secrets.acme.token: examples.positive: must mark the secret"
        ),
        (
            "examples", #"{"positive": ["«a»", "acme_«{{lower:20}}»"], "negative": ["b", "acme_{{lower:20}}"]}"#,
            """
            acme.json: secrets.acme.token: examples.positive[0]: found [] instead of [Range(0..<1)]
            acme.json: secrets.acme.token: examples.negative[1]: found [Range(5..<25)] instead of nothing
            """
        ),
    ])
    func wrongRuleIsRefusedWithFileRuleAndField(field: String, value: String, start: String) {
        let message = message(rule([field: value]))
        #expect(message.hasPrefix(start), "\(message)")
    }

    @Test func idIsUsedOnce() {
        #expect(message(rule([:]), rule([:])) == "acme.json: secrets.acme.token: the id is already used in acme.json")
    }

    @Test func brokenFileIsRefusedWithThePlace() {
        #expect(throws: SecretsError("a.json: line 2, column 1: a member name in quotes is expected")) {
            try RuleBook(text: "{\n]", file: "a.json")
        }
        #expect(throws: SecretsError("the folder /nowhere cannot be read")) { try RuleBook(folder: "/nowhere") }
    }

    @Test func templatesAreFilledTheSameEachTime() {
        let one = Example("a {{base62:8}} {{}}b {{ .x }} {{hex:4}}").filled(seed: "s")
        #expect(one.text == Example("a {{base62:8}} {{}}b {{ .x }} {{hex:4}}").filled(seed: "s").text)
        #expect(one.text != Example("a {{base62:8}} {{}}b {{ .x }} {{hex:4}}").filled(seed: "t").text)
        #expect(one.text.hasSuffix(one.text.suffix(4)) && one.text.contains(" b {{ .x }} "))
        #expect(Example("x«yz»«»").filled(seed: "").secrets == [1..<3, 3..<3])
    }
}
