internal import CLibarchive

/// The files of a zip archive, one after the other, by libarchive: with its directory, so that an archive that was cut
/// off is noticed before anything of it is taken, and with the checksum of every file.
final class ZipReader {
    struct Limits: Sendable {
        /// Bytes of one file.
        var entryBytes = 16 << 20
        /// Files.
        var entries = 2_000_000
        /// Bytes of all files.
        var totalBytes = 8 << 30
        /// How many times larger the files may be than the archive; records of advisories shrink to a tenth.
        var ratio = 200
        /// Bytes up to which the ratio does not matter.
        var ratioFreeBytes = 32 << 20
    }

    struct Entry {
        var name: String
        var content: Content

        enum Content {
            case bytes([UInt8])
            /// Larger than a file may be.
            case tooLarge
        }
    }

    private let archive: OpaquePointer
    private let limits: Limits
    private let archiveBytes: Int
    private var entries = 0
    private var total = 0

    /// - Parameter archiveBytes: the size of the file.
    init(path: String, archiveBytes: Int, limits: Limits = Limits()) throws(FeedError) {
        guard let archive = archive_read_new() else { throw FeedError(.archive, "libarchive is out of memory") }
        self.archive = archive
        self.limits = limits
        self.archiveBytes = archiveBytes
        // The variant that reads the directory at the end; the other one would take a beginning for the whole.
        archive_read_support_format_zip_seekable(archive)
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else {
            throw FeedError(.archive, "the archive cannot be read: \(ZipReader.reason(archive))")
        }
    }

    deinit { archive_read_free(archive) }

    /// The next file, without folders and what else is no file; nil at the end.
    func next() throws(FeedError) -> Entry? {
        while true {
            var header: OpaquePointer?
            let result = archive_read_next_header(archive, &header)
            if result == ARCHIVE_EOF { return nil }
            guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let header else { throw failure() }
            entries += 1
            guard entries <= limits.entries else {
                throw FeedError(.archive, "the archive has more than \(limits.entries) files")
            }
            // AE_IFREG, which is a cast in C.
            guard archive_entry_filetype(header) == 0o100000 else { continue }
            let name = archive_entry_pathname_utf8(header) ?? archive_entry_pathname(header)
            return Entry(name: name.map { String(cString: $0) } ?? "", content: try content())
        }
    }

    private func content() throws(FeedError) -> Entry.Content {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = archive_read_data(archive, &part, part.count)
            guard count >= 0 else { throw failure() }
            if count == 0 { return .bytes(bytes) }
            total += count
            guard total <= limits.totalBytes,
                total <= limits.ratioFreeBytes || total / limits.ratio <= archiveBytes
            else { throw FeedError(.archive, "the archive unpacks to far more than an archive of advisories would") }
            // The rest is passed over by the next header.
            guard bytes.count + count <= limits.entryBytes else { return .tooLarge }
            bytes += part[..<count]
        }
    }

    private func failure() -> FeedError {
        FeedError(.archive, "the archive is damaged: \(ZipReader.reason(archive))")
    }

    private static func reason(_ archive: OpaquePointer) -> String {
        archive_error_string(archive).map { String(cString: $0).cut(to: 200) } ?? "no reason given"
    }
}
