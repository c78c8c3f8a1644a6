import CodeParsing
import CodeSyntax
import Glibc
import Testing

/// Real programs, where this machine has some: the libraries of its Python.
///
/// They say how much of the language is understood: all of it parses, and nothing ends without a kind of its own.
@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonCorpusTests {
    @Test(.enabled(if: paths.count > 100, "no Python is installed here"))
    func installedPythonIsUnderstood() throws {
        let parser = SourceParser(LanguageSet())
        var nodes = 0
        for path in Self.paths {
            guard let bytes = Self.bytes(path), bytes.count < 1 << 20 else { continue }
            let tree = try bytes.withUnsafeBufferPointer {
                try parser.parse($0, .python, path: path, vocabulary: Vocabulary())
            }
            nodes += tree.nodes.count
            let isWhole = !tree.isCut && tree.errors.isEmpty
            #expect(isWhole, "\(path)")
            let hasUnknown = tree.nodes.contains { $0.kind == .opaque }
            #expect(!hasUnknown, "\(path)")
        }
        #expect(nodes > 100_000)
    }

    /// Not the tests, some of which are broken on purpose.
    private static let paths: [String] = ["/usr/lib/python3*/*.py", "/usr/lib/python3*/*/*.py"].flatMap { matching($0) }

    private static func matching(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0, let names = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { names[$0].map { String(cString: $0) } }.filter {
            !$0.contains("/test") && !$0.contains("lib2to3")
        }
    }

    private static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
