import Testing

@testable import PluginHost

@Suite(.timeLimit(.minutes(10)))
struct FilePatternTests {
    @Test(arguments: [
        ("*.py", "a.py", true), ("*.py", "src/deep/a.py", true), ("*.py", "a.pyc", false), ("*.py", ".py", true),
        ("Makefile", "x/Makefile", true), ("Makefile", "Makefile/x", false),
        ("package?.json", "package1.json", true), ("package?.json", "package.json", false),
        ("/README", "README", true), ("/README", "docs/README", false),
        ("src/*.c", "src/a.c", true), ("src/*.c", "src/x/a.c", false), ("src/*.c", "lib/src/a.c", false),
        ("src/**", "src/x/a.c", true), ("src/**", "src", false), ("src/**/a.c", "src/a.c", true),
        ("src/**/a.c", "src/x/y/a.c", true), ("**/a.c", "a.c", true), ("**/x/*.c", "p/q/x/a.c", true),
        ("**", "anything/at/all", true), ("a/**/b/**/c", "a/x/b/y/z/c", true), ("a/**/b/**/c", "a/x/y/c", false),
        ("vendor/", "vendor/a", true), ("vendor/", "x/vendor/y/a", true), ("vendor/", "vendor", false),
        ("/vendor/", "vendor/a/b", true), ("/vendor/", "x/vendor/a", false),
        ("[a-c].txt", "b.txt", true), ("[a-c].txt", "d.txt", false), ("[!a-c].txt", "d.txt", true),
        ("[^a-c].txt", "b.txt", false), ("[]x].txt", "].txt", true), ("[a-]", "-", true), ("[\\]]", "]", true),
        ("\\*.txt", "*.txt", true), ("\\*.txt", "a.txt", false), ("a**b", "axxb", true), ("*", "a/b", true),
    ])
    func pathsMatchAsInGitignore(_ pattern: String, _ path: String, _ expected: Bool) throws {
        #expect(try FilePattern(pattern).matches(Array(path.utf8)) == expected)
    }

    @Test func bytesThatAreNotTextMatchToo() throws {
        #expect(try FilePattern("*.bin").matches([0xFF, 0xFE] + Array(".bin".utf8)))
        #expect(try FilePattern("?").matches([0xFF]))
    }

    @Test func lastMatchDecides() throws {
        let patterns = try FilePatterns(["*.js", "!*.min.js", "keep.min.js"])
        #expect(patterns.want(Array("a.js".utf8)))
        #expect(!patterns.want(Array("a.min.js".utf8)))
        #expect(patterns.want(Array("keep.min.js".utf8)))
        #expect(!patterns.want(Array("a.css".utf8)))
        #expect(try FilePatterns([]).want(Array("a.css".utf8)))
    }

    @Test(arguments: [
        ("", "is empty"), ("/", "is empty"), ("!", "is empty"), ("a//b", "has an empty part"),
        ("[abc", "has a `[` without its `]`"), ("x\\", "ends in a lone backslash"),
    ])
    func patternsThatMeanNothingAreRefused(_ pattern: String, _ reason: String) {
        #expect(throws: PluginRejection("its file pattern `\(pattern)` \(reason)")) { try FilePattern(pattern) }
    }

    /// Exponential matchers need years for these.
    @Test func hostilePatternsAreFast() throws {
        let name = [UInt8](repeating: 0x61, count: 1000)
        #expect(try !FilePattern(String(repeating: "a*", count: 200) + "b").matches(name))
        let path = Array(String(repeating: "a/", count: 500).utf8) + [0x61]
        #expect(try !FilePattern(String(repeating: "**/a/", count: 100) + "b").matches(path))
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func randomPatternsNeverTrap(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("a*?[]!-\\/.b".utf8)
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            guard let pattern = try? FilePattern(String(decoding: text, as: UTF8.self)) else { continue }
            _ = pattern.matches(Array("a/b.a/bb".utf8))
        }
    }
}
