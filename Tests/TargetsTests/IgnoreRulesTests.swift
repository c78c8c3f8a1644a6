import Model
import TestSupport
import Testing

@testable import Targets

#if canImport(Glibc)
    import Glibc
#endif

/// `.gitignore` in work trees; git itself says what is right.
@Suite(.timeLimit(.minutes(3)))
struct IgnoreRulesTests {
    let git: GitFixture

    init() throws { git = try GitFixture() }

    @Test func ignoredFilesAreLeftOutUnlessAskedFor() throws {
        try git.write(".gitignore", "*.log\n!keep.log\n/build/\n")
        try git.write("sub/.gitignore", "!again.log\nlocal\n")
        try git.write(".git/info/exclude", "excluded\n")
        let all = [
            ".gitignore", "a.log", "build/x", "excluded", "keep.log", "sub/.gitignore", "sub/again.log", "sub/b.log",
            "sub/build/x", "sub/local",
        ]
        for name in all where !name.hasSuffix(".gitignore") { try git.write(name, name) }
        let tree = try Targets.open(git.path)
        #expect(try tree.paths() == [".gitignore", "keep.log", "sub/.gitignore", "sub/again.log", "sub/build/x"])
        #expect(try tree.entry(at: Array("a.log".utf8)) == nil)
        #expect(try tree.paths("build") == [])
        #expect(try Targets.open(TargetSpec(path: git.path, noIgnore: true)).paths() == all)
    }

    @Test func trackedFilesAreScannedThoughTheyAreIgnored() throws {
        for name in ["out/deep/tracked", "out/tracked", "tracked.log"] { try git.write(name, name) }
        try git.commit()
        try git.write(".gitignore", "out/\n*.log\n")
        for name in ["out/deep/new", "out/new", "out/other/new", "new.log"] { try git.write(name, name) }
        let tree = try Targets.open(git.path)
        #expect(try tree.paths() == [".gitignore", "out/deep/tracked", "out/tracked", "tracked.log"])
        #expect(try tree.entry(at: Array("out/new".utf8)) == nil)
        #expect(try Targets.open(git.path + "/out").paths() == ["deep/tracked", "tracked"])
    }

    @Test(arguments: ["fifo", "link", "folder", "huge"])
    func anIgnoreFileThatIsNoneIsNotReadAndNotWaitedFor(kind: String) throws {
        try git.write("sub/file", "file")
        try git.write("rules", "file\n")
        let path = git.path + "/sub/.gitignore"
        switch kind {
        case "fifo": #expect(mkfifo(path, 0o600) == 0)
        case "link": #expect(symlink(git.path + "/rules", path) == 0)
        case "folder": #expect(mkdir(path, 0o755) == 0)
        default:
            try git.write("sub/.gitignore", "file\n")
            #expect(truncate(path, 1 << 33) == 0)
        }
        #expect(try Targets.open(git.path).paths("sub/file") == ["sub/file"])
    }

    @Test func patternsMatchAsGitSays() throws {
        var random = Generator(state: 42)
        let names = ["a", "b", "ab", "ba", "a.b", "a b", "[a]", "x\\y"]
        var paths: Set<String> = []
        for first in names {
            for second in names { paths.insert("\(first)f/\(second)") }
            for second in ["a", "b"] {
                paths.insert("d/\(first)f/\(second)/\(names.randomElement(using: &random) ?? "")")
            }
        }
        let pieces = [
            "a", "b", "f", "d", "/", "/", "*", "**", "**/", "/**", "?", "[ab]", "[!a]", "[a-b]", "[[:alpha:]]", "\\a",
            "\\",
            "[", "]", ".", " ", "\\ ", "!", "#", "[]a]", "x",
        ]
        for path in paths { try git.write(path, "") }
        for _ in 0..<60 {
            let lines = (0..<4).map { _ in
                (0..<Int.random(in: 1...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined()
            }
            try git.write(".git/info/exclude", lines.joined(separator: "\n") + "\n")
            let expected = try git.git("-c", "core.quotePath=false", "ls-files", "-z", "--others", "--exclude-standard")
            let expectedPaths = expected.split(separator: "\0").map(String.init).sorted {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }
            #expect(try Targets.open(git.path).paths() == expectedPaths, "\(lines)")
        }
    }

    @Test func aHostilePatternIsNotCostly() throws {
        let pattern = String(repeating: "*a", count: 100) + "b/" + String(repeating: "**/a*", count: 100) + "c"
        let glob = try #require(Glob(Array(pattern.utf8)[...]))
        let text = Array(String(repeating: "a", count: 1000).utf8) + Array(String(repeating: "/aaaa", count: 500).utf8)
        #expect(!glob.matches(text[...]))
    }

    @Test(arguments: [
        ("**/foo", "foo", true), ("**/foo", "a/b/foo", true), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
        ("a/**", "a/x/y", true), ("a/**", "a", false), ("a/*", "a/x/y", false), ("a*c/d", "abbc/d", true),
        ("a*c/d", "ab/c/d", false), ("a[/]b", "a/b", false), ("a?b", "a/b", false), ("*/x/*", "q/x/z", true),
        ("**/x/**/y*z/w", "1/x/2/x/3/yaz/w", true), ("[[:digit:]-a]", "-", true), ("[^a-c]", "d", true),
    ])
    func aGlobMatches(_ pattern: String, _ text: String, _ expected: Bool) throws {
        let glob = try #require(Glob(Array(pattern.utf8)[...]))
        #expect(glob.matches(Array(text.utf8)[...]) == expected)
    }
}

/// A small generator (SplitMix64), so that each run tries the same patterns.
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
