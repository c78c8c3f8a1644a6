import CodeParsing
import CodeSyntax
import Glibc
import Testing

/// Real programs of this machine, and how much of them is understood.
struct Corpus {
    let language: Language
    let paths: [String]

    /// Files that fit shell patterns, but for those whose paths contain one of the words.
    init(_ language: Language, _ patterns: [String], without words: [String] = []) {
        self.language = language
        paths = patterns.flatMap { Self.matching($0) }.filter { path in !words.contains { path.contains($0) } }
    }

    private(set) var nodes = 0
    private(set) var damaged: [String] = []
    private(set) var cut: [String] = []
    /// Files with a construct that has no kind of its own.
    private(set) var opaque: [String] = []

    mutating func read() throws {
        let parser = SourceParser(LanguageSet())
        for path in paths {
            guard let bytes = Self.bytes(path), bytes.count < 1 << 20 else { continue }
            let tree = try bytes.withUnsafeBufferPointer {
                try parser.parse($0, language, path: path, vocabulary: Vocabulary())
            }
            nodes += tree.nodes.count
            if !tree.errors.isEmpty { damaged.append(path) }
            if tree.isCut { cut.append(path) }
            if tree.errors.isEmpty, tree.nodes.contains(where: { $0.kind == .opaque }) { opaque.append(path) }
        }
    }

    private static func matching(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0, let names = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { names[$0].map { String(cString: $0) } }
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
