import Glibc

/// A file of this repository, found from the place of this source.
enum RepositoryFile {
    static func text(_ path: String, source: String = #filePath) -> String? {
        let root = source.split(separator: "/").dropLast(3).joined(separator: "/")
        guard let file = fopen("/\(root)/\(path)", "r") else { return nil }
        defer { fclose(file) }
        var text = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&text, 1, text.count, file)
        return String(decoding: text[..<count], as: UTF8.self)
    }
}
