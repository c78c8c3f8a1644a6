import CLibarchive

/// Zip archives as OSV publishes them.
public enum ZipFixture {
    /// The bytes of an archive with the files, deflated.
    public static func bytes(_ files: [(name: String, content: [UInt8])]) throws -> [UInt8] {
        let capacity = files.reduce(4096) { $0 + $1.content.count * 2 + 1024 }
        var buffer = [UInt8](repeating: 0, count: capacity)
        var used = 0
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        let result = buffer.withUnsafeMutableBytes { buffer -> Int32 in
            guard archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used) == ARCHIVE_OK else {
                return -1
            }
            for file in files {
                let entry = archive_entry_new()
                defer { archive_entry_free(entry) }
                archive_entry_set_pathname(entry, file.name)
                archive_entry_set_size(entry, Int64(file.content.count))
                archive_entry_set_filetype(entry, 0o100000)
                archive_entry_set_perm(entry, 0o644)
                guard archive_write_header(archive, entry) == ARCHIVE_OK else { return -1 }
                archive_write_data(archive, file.content, file.content.count)
            }
            return archive_write_close(archive)
        }
        guard result == ARCHIVE_OK else { throw SystemError(0, "a zip archive cannot be written") }
        return Array(buffer.prefix(used))
    }

    public static func bytes(_ records: [String]) throws -> [UInt8] {
        try bytes(records.enumerated().map { (name: "\($0.offset).json", content: Array($0.element.utf8)) })
    }

    /// A record about one package, affected before a version.
    public static func record(
        _ id: String, _ ecosystem: String = "npm", _ name: String = "left", fixed: String = "1.2.0", more: String = ""
    ) -> String {
        """
        {"id": "\(id)", "modified": "2024-05-06T07:08:09Z", "affected": [{"package": {"ecosystem": "\(ecosystem)",
        "name": "\(name)"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": \
        "\(fixed)"}]}]}]\(more)}
        """
    }
}
