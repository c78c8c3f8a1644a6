import Testing

@testable import CodeRules

@Suite struct FiniteNamesTests {
    @Test(arguments: [
        ("(get|post)$", ["get", "post"]), ("^run$", ["run"]),
        ("_?(request|req)$", ["_req", "_request", "req", "request"]),
        ("(?:a|b(c)?)d$", ["ad", "bcd", "bd"]),
    ])
    func alternativesAreSpelledOut(_ regex: String, _ names: [String]) {
        #expect(FiniteNames.all(regex)?.sorted() == names)
    }

    /// Without `$` anything may follow; the rest allows what no list can hold.
    @Test(arguments: [
        "(get|post)", "get.*$", "(?i)get$", "(?!get)$", "[ab]$", "get\\b$", "(get|post", "get)$", "$", "",
        "(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)$",
    ])
    func whatCannotBeListedIsNot(_ regex: String) {
        #expect(FiniteNames.all(regex) == nil)
    }
}
