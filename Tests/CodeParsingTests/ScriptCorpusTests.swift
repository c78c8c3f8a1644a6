import CodeParsing
import CodeSyntax
import Glibc
import Testing

/// Real programs, where this machine has some: Node's package manager and whatever is installed beside it.
///
/// They say how much of a language is understood: no text that could not be parsed but in a few files, and no construct
/// without a kind of its own but those that have none.
@Suite(.enabled(if: LoweredText.hasParser(.javascript) && LoweredText.hasParser(.php), "a parser is not built"))
struct ScriptCorpusTests {
    private static let folders = ["/usr/lib/node_modules", "/usr/local/lib/node_modules", "/usr/share/javascript"]

    @Test(
        .enabled(
            if: Files.below(folders, ending: [".js", ".mjs", ".cjs"]).count > 100, "no JavaScript is installed here")
    )
    func installedJavaScriptIsUnderstood() throws {
        let count = try check(Files.below(Self.folders, ending: [".js", ".mjs", ".cjs"]), .javascript)
        // `export {a}` names what is exported and does nothing else.
        #expect(count.opaque * 10_000 < count.nodes)
        #expect(count.damaged * 100 < count.files)
    }

    @Test(.enabled(if: Files.below(folders, ending: [".ts", ".mts"]).count > 10, "no TypeScript is installed here"))
    func installedTypeScriptIsUnderstood() throws {
        let count = try check(Files.below(Self.folders, ending: [".ts", ".mts"]), .typescript)
        #expect(count.opaque * 1000 < count.nodes)
        #expect(count.damaged == 0)
    }

    private static let libraries = ["/usr/share/php", "/usr/lib/google-cloud-sdk"]

    @Test(.enabled(if: Files.below(libraries, ending: [".php"]).count > 20, "no PHP is installed here"))
    func installedPHPIsUnderstood() throws {
        let count = try check(Files.below(Self.libraries, ending: [".php"]), .php)
        #expect(count.opaque * 10_000 < count.nodes)
        // `$text{0}` is PHP 7; some generated files need luck.
        #expect(count.damaged * 20 < count.files)
    }

    private struct Count {
        var files = 0
        var nodes = 0
        var opaque = 0
        var damaged = 0
    }

    private func check(_ paths: [String], _ language: Language) throws -> Count {
        let parser = SourceParser(LanguageSet())
        var count = Count()
        for path in paths {
            guard let bytes = Files.bytes(path), bytes.count < 1 << 20 else { continue }
            let tree = try bytes.withUnsafeBufferPointer {
                try parser.parse($0, language, path: path, vocabulary: Vocabulary())
            }
            #expect(!tree.isCut, "\(path)")
            count.files += 1
            count.nodes += tree.nodes.count
            count.damaged += tree.errors.isEmpty ? 0 : 1
            guard tree.errors.isEmpty else { continue }
            // A leaf is markup around PHP, or what needs no parts.
            count.opaque += tree.nodes.indices.count { index in
                tree.nodes[index].kind == .opaque && Int(tree.nodes[index].next) > index + 1
            }
        }
        return count
    }
}

/// Files of this machine.
private enum Files {
    static func below(_ folders: [String], ending: [String]) -> [String] {
        var found: [String] = []
        var pending = folders
        while let folder = pending.popLast(), found.count < 2000 {
            guard let directory = opendir(folder) else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                let path = "\(folder)/\(name)"
                if entry.pointee.d_type == DT_DIR, !name.hasPrefix(".") { pending.append(path) }
                if entry.pointee.d_type == DT_REG, ending.contains(where: { name.hasSuffix($0) }) { found.append(path) }
            }
        }
        return found.sorted()
    }

    static func bytes(_ path: String) -> [UInt8]? {
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
