import CodeFlow
import CodeParsing
import CodeSyntax
import Digest

/// The files of one language as one program; trees are made again when they are needed and not at hand.
///
/// Sendable without the compiler's help: it belongs to the one thread that runs the analysis.
final class CodeProgram: Program, @unchecked Sendable {
    private(set) var files: [AnalyzedFile]
    private let load: (String) -> [UInt8]?
    private let reader: FileReader
    private let rules: LanguageRules
    private let settingsFiles: SettingsFiles
    private var declared: [String: [Int]] = [:]
    /// The lanes that have a sink anywhere, one set per run.
    private let sinkLanes: [UInt64]
    private let contentIDs: [String: String]
    private var kept: [FileID: ProgramFile] = [:]
    private var order: [FileID] = []
    private var keptNodes = 0
    private var extended: [String: [Int]] = [:]
    /// Of Python files, the last part of the module's name.
    private let modules: [Substring]
    private var known: [ImportedFrom: [FileID]] = [:]
    /// Names of functions and classes in whose files values come from outside.
    private var givers: Set<String> = []
    var run = 0

    /// Nodes of trees kept at hand; 28 bytes each.
    private static let mostNodes = 1_000_000

    init(
        _ files: [AnalyzedFile], _ rules: LanguageRules, settings: SettingsFiles, reader: FileReader,
        load: @escaping (String) -> [UInt8]?
    ) {
        self.files = files
        self.rules = rules
        self.reader = reader
        self.load = load
        settingsFiles = settings
        sinkLanes = (0..<rules.runs).map { run in
            files.reduce(0) { $0 | (run < $1.sinkLanes.count ? $1.sinkLanes[run] : 0) }
        }
        contentIDs = Dictionary(files.map { ($0.path, $0.contentID) }, uniquingKeysWith: { first, _ in first })
        modules = files.map { $0.language == .python ? ImportPaths.module($0.path) : "" }
        for (index, file) in files.enumerated() {
            for name in file.declared { declared[name, default: []].append(index) }
            for name in file.extended { extended[name, default: []].append(index) }
        }
        givers = Set(files.filter(\.takesInput).flatMap(\.declared))
    }

    func file(_ id: FileID) -> ProgramFile? {
        if let known = kept[id] { return known }
        if let tree = files[Int(id.rawValue)].tree, files[Int(id.rawValue)].isWhole { return keep(id, tree) }
        guard let bytes = load(files[Int(id.rawValue)].path) else { return nil }
        return bytes.withUnsafeBufferPointer { keep(id, $0) }
    }

    /// The file with its text in hand.
    func keep(_ id: FileID, _ text: UnsafeBufferPointer<UInt8>) -> ProgramFile? {
        if let known = kept[id] { return known }
        makeWhole(Int(id.rawValue), text)
        let file = files[Int(id.rawValue)]
        if let tree = file.tree { return keep(id, tree) }
        return (try? reader.parse(text, file.language, file.path, rules)).map { keep(id, $0) }
    }

    /// What was kept of a file from an earlier scan lacks its marks.
    private func makeWhole(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) {
        guard !files[index].isWhole, case .analyzed(var whole) = reader.read(text, path: files[index].path) else {
            return
        }
        whole.contentID = files[index].contentID
        whole.forgetFindings()
        files[index] = whole
    }

    private func keep(_ id: FileID, _ tree: SyntaxTree) -> ProgramFile {
        let file = files[Int(id.rawValue)]
        let all = file.marks.isEmpty ? Marks() : file.marks[min(run, file.marks.count - 1)]
        let made = ProgramFile(
            id: id, path: file.path, tree: tree, marks: all.withSources(of: sinkLanes[min(run, sinkLanes.count - 1)]),
            givers: givers(for: id, tree))
        keptNodes += tree.nodes.count
        kept[id] = made
        order.append(id)
        while keptNodes > Self.mostNodes, order.count > 1, let oldest = kept.removeValue(forKey: order.removeFirst()) {
            keptNodes -= oldest.tree.nodes.count
        }
        return made
    }

    /// The names in a file that may stand for what gives values from outside. Where every name of another file is
    /// imported, the import must lead to it.
    private func givers(for id: FileID, _ tree: SyntaxTree) -> Set<String> {
        let file = files[Int(id.rawValue)]
        let names = givers.intersection(file.mentioned).subtracting(file.declared)
        guard !names.isEmpty, [.python, .javascript, .typescript].contains(file.language) else { return names }
        var leading: Set<String> = []
        for imported in tree.imports {
            let last = imported.path.split(whereSeparator: { ".:/\\".contains($0) }).last.map(String.init) ?? ""
            guard names.contains(last) else { continue }
            let sources = self.files(declaring: last, imported: imported.path, from: id)
            if sources.contains(where: { files[Int($0.rawValue)].takesInput }) {
                leading.insert(tree.text(imported.local))
            }
        }
        return leading
    }

    /// Forgets the files' marks, which another run has others of.
    func begin(run: Int) {
        self.run = run
        kept = [:]
        order = []
        keptNodes = 0
    }

    /// Whether data flow is to be followed from the file.
    func needsFlow(_ file: AnalyzedFile) -> Bool { file.needsFlow || (file.hasSinks && mayTake(file)) }

    /// Whether something in the file may have its value from outside by way of another file.
    private func mayTake(_ file: AnalyzedFile) -> Bool {
        !givers.isEmpty && !givers.isDisjoint(with: Set(file.mentioned).subtracting(file.declared))
    }

    func files(extending name: String, from file: FileID) -> [FileID] {
        let here = files[Int(file.rawValue)]
        let others = (extended[name] ?? []).filter { $0 != Int(file.rawValue) }
        let near = others.filter { isNeighbour(files[$0], here) }
        return (near + others.filter { !near.contains($0) }).prefix(8).map { FileID(rawValue: Int32($0)) }
    }

    func settings(_ key: String) -> [String] { settingsFiles.values(key) }

    /// Whether the files are still what they were.
    func has(_ consulted: [(path: String, contentID: String)]) -> Bool {
        consulted.allSatisfy { file in
            !file.contentID.isEmpty && contentIDs[file.path] == file.contentID
        }
    }

    /// Of what decides where a name leads: the declarations of all files, and the settings.
    var digest: [UInt8] {
        var hash = SHA256()
        for file in files {
            hash.update(file.path)
            for name in file.declared { hash.update("\0" + name) }
            for name in file.extended { hash.update("\u{2}" + name) }
            if file.takesInput { hash.update("\u{3}") }
            hash.update("\u{1}")
        }
        settingsFiles.update(&hash)
        for lanes in sinkLanes { hash.update("\(lanes),") }
        return hash.finish()
    }

    // Where a name is declared.

    private struct ImportedFrom: Hashable {
        let name: String
        let path: String
        let file: FileID
    }

    /// Answers that are kept: the same is asked wherever a name is used, and all files may declare it.
    private static let mostKnown = 50_000

    func files(declaring name: String, imported path: String, from file: FileID) -> [FileID] {
        guard declared[name] != nil else { return [] }
        let key = ImportedFrom(name: name, path: path, file: file)
        if let known = known[key] { return known }
        let found = filesFound(declaring: name, imported: path, from: file)
        if known.count >= Self.mostKnown { known = [:] }
        known[key] = found
        return found
    }

    private func filesFound(declaring name: String, imported path: String, from file: FileID) -> [FileID] {
        guard var candidates = declared[name] else { return [] }
        let here = files[Int(file.rawValue)]
        if here.language == .python, !path.isEmpty {
            let wanted = ImportPaths.modules(path, from: here.path)
            candidates = candidates.filter { wanted.contains(modules[$0]) }
        }
        let others = candidates.filter { $0 != Int(file.rawValue) }
        let fitting =
            path.isEmpty
            ? others.filter { isNeighbour(files[$0], here) }
            : others.filter { ImportPaths.fits(files[$0].path, import: path, from: here.path, here.language) }
        if fitting.isEmpty, path.isEmpty, others.count == 1, seesEverything(here.language) {
            return [FileID(rawValue: Int32(others[0]))]
        }
        return fitting.map { FileID(rawValue: Int32($0)) }
    }

    /// Java and Go see the files of their folder without an import.
    private func isNeighbour(_ other: AnalyzedFile, _ here: AnalyzedFile) -> Bool {
        guard here.language == .java || here.language == .go || here.language == .c else { return false }
        return ImportPaths.folder(other.path) == ImportPaths.folder(here.path)
    }

    /// Classes are found by their name alone.
    private func seesEverything(_ language: Language) -> Bool {
        language == .java || language == .ruby || language == .php || language == .c
    }
}

/// Which file an import may mean.
enum ImportPaths {
    static func folder(_ path: String) -> Substring {
        path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    }

    /// What a Python file is called in imports.
    static func module(_ path: String) -> Substring {
        let name = without(without(path, ".py"), "/__init__")
        return name[(name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex)...]
    }

    /// How a Python file may be called that an import means: by its last part, by the one before, or as a folder above.
    static func modules(_ path: String, from: String) -> [Substring] {
        let dots = path.prefix { $0 == "." }.count
        var names = Array(path.dropFirst(dots).split(separator: ".").suffix(2))
        guard dots > 0 else { return names }
        var base = folder(from)
        for _ in 1..<max(1, dots) { base = folder(String(base)) }
        if let last = base.split(separator: "/").last { names.append(last) }
        return names
    }

    static func fits(_ file: String, import path: String, from: String, _ language: Language) -> Bool {
        switch language {
        case .python: python(file, path, from)
        case .javascript, .typescript: javascript(file, path, from)
        case .java:
            without(file, ".java").hasSuffix(path.replacing(".", with: "/")) || file.hasSuffix(owner(path) + ".java")
        case .go: go(file, path)
        case .php, .ruby, .c: true
        }
    }

    private static func without(_ file: String, _ suffix: String) -> String {
        file.hasSuffix(suffix) ? String(file.dropLast(suffix.count)) : file
    }

    /// `com.example.Tools.clean` of a static import: the class's file.
    private static func owner(_ path: String) -> String {
        path.split(separator: ".").dropLast().joined(separator: "/")
    }

    /// A module's path, or that of something in it.
    private static func python(_ file: String, _ path: String, _ from: String) -> Bool {
        let name = without(without(file, ".py"), "/__init__")
        let dots = path.prefix { $0 == "." }.count
        let rest = path.dropFirst(dots).split(separator: ".")
        guard dots == 0 else {
            var base = folder(from)
            for _ in 1..<max(1, dots) { base = folder(String(base)) }
            let prefix = base.isEmpty ? "" : base + "/"
            return [rest.count, rest.count - 1].contains {
                $0 >= 0 && name == prefix + rest.prefix($0).joined(separator: "/")
                    || (rest.prefix(max(0, $0)).isEmpty && name == base)
            }
        }
        return [rest.count, rest.count - 1].contains { count in
            guard count > 0 else { return false }
            let module = rest.prefix(count).joined(separator: "/")
            return name == module || name.hasSuffix("/" + module)
        }
    }

    private static func javascript(_ file: String, _ path: String, _ from: String) -> Bool {
        guard path.hasPrefix(".") else { return false }
        var parts = folder(from).split(separator: "/").map(String.init)
        // What follows the module is the member: "./db.query".
        for part in path.split(separator: "/") {
            if part == "." { continue }
            if part == ".." { parts = Array(parts.dropLast()) } else { parts.append(String(part)) }
        }
        let wanted = parts.joined(separator: "/")
        var name = file
        for suffix in [".tsx", ".ts", ".jsx", ".mjs", ".cjs", ".js"] where name.hasSuffix(suffix) {
            name = String(name.dropLast(suffix.count))
            break
        }
        name = without(name, "/index")
        return wanted == name || wanted == file || wanted.hasPrefix(name + ".")
    }

    private static func go(_ file: String, _ path: String) -> Bool {
        let folder = folder(file)
        guard let last = folder.split(separator: "/").last else { return false }
        return path == folder || path.hasSuffix("/" + folder) || path.split(separator: "/").last == last
    }
}
