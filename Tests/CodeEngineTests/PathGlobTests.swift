import Testing

@testable import CodeEngine

/// The patterns of `paths`.
struct PathGlobTests {
    @Test(arguments: [
        ("*.py", "a/b.py", true), ("*.py", "a/b.pyc", false), ("tests", "a/tests/b.py", true),
        ("tests", "a/b.py", false),
        ("a/*.py", "a/b.py", true), ("a/*.py", "x/a/b.py", true), ("a/*.py", "a/b/c.py", false),
        ("/a/*.py", "a/b.py", true), ("a/**", "a/b/c.py", true), ("a/**/c.py", "a/c.py", true),
        ("a/**/c.py", "a/b/b/c.py", true), ("a/**/c.py", "a/b/xc.py", false), ("**/c.py", "c.py", true),
        ("a/", "a/b.py", true), ("a/", "a/b/c.py", false), ("?.py", "a.py", true), ("?.py", "ab.py", false),
        ("a?b", "a/b", false), ("a**b/c", "axx/yyb/c", true), ("***.py", "a.py", true), ("", "a", false),
        ("*", "a", true), ("**", "a/b", true), ("a/**/**/b", "a/b", true), ("é?.py", "éx.py", true),
    ])
    func patternsMean(_ pattern: String, _ path: String, _ fits: Bool) {
        #expect(PathGlob.matches(pattern, path) == fits)
    }

    /// With a matcher that goes back and tries again, as many ways as there are to share 200 letters among 12 stars.
    @Test(.timeLimit(.minutes(1))) func aHostilePatternIsNotCostly() {
        let name = String(repeating: "a", count: 200)
        for pattern in [
            String(repeating: "*a", count: 12) + "*b", String(repeating: "**a", count: 12) + "b",
            String(repeating: "**/", count: 60) + "b", String(repeating: "a*?", count: 40) + "b/",
        ] {
            for _ in 0..<100 { #expect(!PathGlob.matches(pattern, "\(name)/\(name)/\(name)")) }
        }
    }
}
