/// The file of advisories, version 1. All numbers are little-endian; nothing in it is aligned.
///
/// A header of 320 bytes (magic text, version, sizes, checksums, place and length of each section) and then the
/// sections. A text is its offset in the section of texts and its length; a list is its first row in another section
/// and the number of rows. Rows have a fixed size, so that each is found without reading others, and a reader checks
/// every number in them before it goes where it leads.
///
/// The versions that the advisories of a package name are kept once, sorted by the order of the ecosystem; ranges and
/// lists refer to them by their place. Beside each is the key whose bytes sort as the version does (`Version.key`). A
/// query makes the key of its own version, finds its place by it, and compares only places from there on.
enum Layout {
    static let magic = Array("SCANADVS".utf8)
    /// Raise it as well when `Version.key` or the normal form of names changes: files of another version are not read.
    static let version: UInt32 = 1
    static let headerSize = 320
    static let headerChecksumOffset = 312
    static let sectionsOffset = 32

    /// In the order of the file.
    enum Section: Int, CaseIterable {
        case texts, textLists, ecosystems, feeds, packages, affected, events, runs, versions, records, links, groups
        case exploitation

        /// Bytes of a row.
        var stride: Int {
            switch self {
            case .texts: 1
            case .textLists, .ecosystems, .groups, .events, .runs: 8
            case .versions: 16
            case .feeds: 48
            case .packages: 32
            case .affected: 40
            case .records: 112
            case .links: 4
            case .exploitation: 20
            }
        }
    }

    /// Offsets in a row of `feeds`.
    enum FeedField {
        static let (name, source, tag) = (0, 8, 16)
        static let (importedAt, newest) = (24, 32)
        static let (records, refused) = (40, 44)
    }

    /// Offsets in a row of `packages`, which are sorted by ecosystem and then by the bytes of the name. Texts that are
    /// no versions follow those that are.
    enum PackageField {
        static let (ecosystem, name) = (0, 4)
        static let (affected, affectedCount) = (12, 16)
        static let (versions, versionCount, literalCount) = (20, 24, 28)
    }

    /// Offsets in a row of `affected`: one advisory's word on one package.
    enum AffectedField {
        static let (record, package, name, release) = (0, 4, 8, 16)
        static let (events, eventCount, runs, runCount) = (24, 28, 32, 36)
    }

    /// Offsets in a row of `records`.
    enum RecordField {
        static let (id, summary, details) = (0, 8, 16)
        static let (aliases, vectors, cwes, references, links) = (24, 32, 40, 48, 56)
        static let (published, modified, withdrawn) = (64, 72, 80)
        static let (feeds, group, stated, score) = (88, 96, 100, 104)
    }

    /// Offsets in a row of `exploitation`, which is sorted by CVE.
    enum ExploitationField {
        static let (cve, probability, percentile, flags) = (0, 8, 12, 16)
    }

    /// In the first word of an event: it is the first of its range.
    static let rangeStart: UInt32 = 0x8000_0000
    /// In place of a version: before all.
    static let fromTheStart: UInt32 = 0xFFFF_FFFF
    /// Marks the place of a text that is no version.
    static let literal: UInt32 = 0x8000_0000
    static let noDate = Int64.min
    static let none: UInt32 = 0xFFFF_FFFF
    static let feedLimit = 64
}
