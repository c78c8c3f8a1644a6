internal import Glibc
internal import Model

/// A copy of a CycloneDX document in a folder of its own, under a name by which its form is known.
struct ScratchDocument {
    /// As it was given.
    let name: String
    let folder: String
    private let file: String

    /// Reads the document once, from its start to its end, so that it may come through a pipe.
    init(copying name: String) throws {
        guard let source = fopen(name, "r") else {
            complain("\(name) cannot be read: \(String(cString: strerror(errno)))")
            throw Status.usage
        }
        defer { fclose(source) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var count = fread(&buffer, 1, buffer.count, source)
        self.name = name
        file = ScratchDocument.isMarkup(buffer[..<count]) ? "bom.xml" : "bom.json"
        folder = try ScratchDocument.makeFolder()
        do {
            let target = try OutputFile("\(folder)/\(file)")
            while count > 0 {
                try target.write(buffer[..<count])
                count = fread(&buffer, 1, buffer.count, source)
            }
            try target.close()
            guard ferror(source) == 0 else {
                complain("\(name) cannot be read: \(String(cString: strerror(errno)))")
                throw Status.usage
            }
        } catch {
            remove()
            throw error
        }
    }

    func remove() {
        unlink("\(folder)/\(file)")
        rmdir(folder)
    }

    /// Puts the name of the document in the place of the copy's.
    func rename(_ scan: inout Scan, _ findings: inout [Finding]) {
        scan.request.targetPath = name
        scan.error = scan.error?.replacing(folder, with: name)
        for index in findings.indices where findings[index].filePath == file { findings[index].filePath = name }
    }

    /// By the first character that is no blank, which may follow a byte order mark of UTF-8 or UTF-16.
    private static func isMarkup(_ bytes: ArraySlice<UInt8>) -> Bool {
        let blanks: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0]
        return bytes.first { !blanks.contains($0) } == UInt8(ascii: "<")
    }

    private static func makeFolder() throws -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array((parent + "/securescan-XXXXXX").utf8CString)
        guard let made = mkdtemp(&path) else {
            complain("no folder can be made in \(parent) for the document: \(String(cString: strerror(errno)))")
            throw Status.usage
        }
        return String(cString: made)
    }
}
