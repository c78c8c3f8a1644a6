import Testing

@testable import DependencyEngine

@Suite struct PathPatternTests {
    @Test(arguments: [
        ("a.lock", "a.lock", true), ("a.lock", "x/y/a.lock", true), ("a.lock", "a.lock/b", false),
        ("*.lock", "x/y.lock", true), ("*.lock", "x.lock.txt", false), ("/a.lock", "a.lock", true),
        ("/a.lock", "x/a.lock", false), ("x/*.lock", "x/a.lock", true), ("x/*.lock", "x/y/a.lock", false),
        ("x/*.lock", "y/x/a.lock", false), ("x/**", "x/a", true), ("x/**", "x/y/z", true), ("x/**", "x", false),
        ("**/a", "a", true), ("**/a", "x/y/a", true), ("x/**/a", "x/a", true), ("x/**/a", "x/1/2/a", true),
        ("x/**/a", "y/a", false), ("x/", "x/a", true), ("x/", "x/y/a", true), ("x/", "y/x/a", true),
        ("x/", "y/x", false), ("/x/", "y/x/a", false), ("x/", "xy/a", false),
        ("r?.txt", "r1.txt", true), ("r?.txt", "r.txt", false), ("*a*b*", "xaxbx", true), ("*a*b*", "xbxax", false),
        ("**/x/**/y/**", "a/x/b/y/c", true), ("**/x/**/y/**", "a/y/b/x/c", false), ("", "a", false), ("/", "a", false),
        ("**", "a/b", true), ("A.lock", "a.lock", false),
    ])
    func matchesAsGitDoes(pattern: String, path: String, isMatch: Bool) {
        #expect(PathPattern(pattern).matches(Array(path.utf8).pathParts) == isMatch)
    }

    /// A pattern may come from a hostile target.
    @Test func workIsBounded() {
        let pattern = PathPattern(Array(repeating: "**/*a", count: 40).joined(separator: "/") + "/b")
        let path = Array(Array(repeating: "a", count: 200).joined(separator: "/").utf8)
        let took = ContinuousClock().measure { #expect(!pattern.matches(path.pathParts)) }
        #expect(took < .seconds(5))
    }
}
