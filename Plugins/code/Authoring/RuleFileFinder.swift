internal import Glibc

/// A file that was read whole.
public struct TextFile: Sendable {
    /// As people reach it from where they are.
    public let path: String
    public let bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The last part of the path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The path without the name, with its final `/`.
    var folder: String { String(path.dropLast(name.count)) }
}

/// Why a path cannot be used.
public struct FileFailure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// Finds rule files and what is beside them, as a scan finds them: no hidden files, no symbolic links below what was
/// named.
public enum RuleFileFinder {
    /// Of one file.
    private static let mostBytes = 64 << 20
    private static let deepest = 16

    /// By its name, whether a file is one of rules; `x.test.yml` is what the rules of `x.yml` are tried on.
    static func isRuleFile(_ name: some StringProtocol) -> Bool {
        guard !name.hasPrefix("."), let dot = name.lastIndex(of: ".") else { return false }
        let stem = name[..<dot]
        return [".yml", ".yaml"].contains(name[dot...]) && !stem.hasSuffix(".test") && !stem.hasSuffix(".fixed")
    }

    /// The rule files among the paths and in the folders among them, in order. A file that is named is taken whatever
    /// it is called. Throws when a path does not exist, and when nothing is found.
    public static func ruleFiles(_ paths: [String]) throws(FileFailure) -> [TextFile] {
        var files: [TextFile] = []
        for path in paths {
            var status = stat()
            guard stat(path, &status) == 0 else { throw failure(path) }
            if status.st_mode & S_IFMT == S_IFDIR {
                try collect(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path, 0, &files)
            } else {
                files.append(try read(path))
            }
        }
        guard !files.isEmpty else {
            throw FileFailure("no rule file (*.yml, *.yaml) in \(paths.joined(separator: ", "))")
        }
        return files
    }

    /// What the rules of a file are to be tried on: `x.py`, `x.test.py` and the like beside `x.yml`.
    static func tests(of file: TextFile) throws(FileFailure) -> [TextFile] {
        let stem = file.name.split(separator: ".").dropLast().joined(separator: ".")
        guard !stem.isEmpty else { return [] }
        var tests: [TextFile] = []
        for (name, isFolder) in try entries(of: file.folder.isEmpty ? "." : file.folder)
        where !isFolder && name.hasPrefix(stem + ".") && name != file.name && !isRuleFile(name) {
            // The text after a rule's fix is no test of what the rule finds.
            guard !name.dropFirst(stem.count).hasPrefix(".fixed.") else { continue }
            tests.append(try read(file.folder + name))
        }
        return tests
    }

    private static func collect(_ folder: String, _ depth: Int, _ files: inout [TextFile]) throws(FileFailure) {
        guard depth < deepest else { throw FileFailure("\(folder) lies too deep") }
        for (name, isFolder) in try entries(of: folder) {
            let path = folder + "/" + name
            if isFolder {
                try collect(path, depth + 1, &files)
            } else if isRuleFile(name) {
                files.append(try read(path))
            }
        }
    }

    private static func entries(of folder: String) throws(FileFailure) -> [(name: String, isFolder: Bool)] {
        guard let stream = opendir(folder) else { throw failure(folder) }
        defer { closedir(stream) }
        var entries: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            guard !name.hasPrefix("."), lstat(folder + "/" + name, &status) == 0 else { continue }
            let kind = status.st_mode & S_IFMT
            if kind == S_IFDIR || kind == S_IFREG { entries.append((name, kind == S_IFDIR)) }
        }
        return entries.sorted { $0.name < $1.name }
    }

    private static func read(_ path: String) throws(FileFailure) -> TextFile {
        guard let file = fopen(path, "re") else { throw failure(path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
            guard bytes.count <= mostBytes else { throw FileFailure("\(path) is too large") }
        }
        guard ferror(file) == 0 else { throw failure(path) }
        return TextFile(path: path, bytes: bytes)
    }

    private static func failure(_ path: String) -> FileFailure {
        FileFailure("\(path): \(String(cString: strerror(errno)))")
    }
}
