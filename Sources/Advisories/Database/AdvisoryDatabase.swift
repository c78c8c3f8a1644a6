internal import Packages

/// Reads the file of ``DatabaseWriter`` where it lies, for any number of threads.
///
/// Nothing in the bytes is trusted: what leads out of them is a miss, and work per query is bounded.
///
/// `@unchecked Sendable`: the bytes are only read. Whoever makes a database keeps them unchanged while it is used.
public struct AdvisoryDatabase: @unchecked Sendable {
    private let tables: [Table]
    private let owner: (any AnyObject & Sendable)?
    private let texts: UnsafeRawBufferPointer
    private let body: UnsafeRawBufferPointer
    private let checksum: UInt64
    let ecosystems: [Ecosystem?]

    /// Reads the header; with `verifying` all bytes are compared with their checksum, which takes about as long as
    /// reading them.
    /// - Parameter owner: what the bytes live as long as; the database and its copies hold it. Without one the caller
    ///   sees to it that the bytes outlive them.
    public init(
        _ bytes: UnsafeRawBufferPointer, of owner: (any AnyObject & Sendable)? = nil, verifying: Bool = false
    ) throws(AdvisoryError) {
        self.owner = owner
        guard bytes.count >= 12, bytes.starts(with: Layout.magic) else {
            throw AdvisoryError(.format, "this is no database of advisories")
        }
        guard Row(bytes: bytes).u32(8) == Layout.version else {
            throw AdvisoryError(
                .version, "the database was written by another version of this program; import it again")
        }
        guard bytes.count >= Layout.headerSize else { throw AdvisoryError(.damaged, "the database is cut off") }
        let header = Row(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<Layout.headerSize]))
        let summed = UnsafeRawBufferPointer(rebasing: bytes[..<Layout.headerChecksumOffset])
        guard header.u64(Layout.headerChecksumOffset) == Checksum64.of(summed) else {
            throw AdvisoryError(.damaged, "the header of the database is damaged")
        }
        guard header.u64(16) == UInt64(bytes.count) else { throw AdvisoryError(.damaged, "the database is cut off") }
        body = UnsafeRawBufferPointer(rebasing: bytes[Layout.headerSize...])
        checksum = header.u64(24)
        tables = try AdvisoryDatabase.tables(bytes, header)
        let place = try AdvisoryDatabase.place(of: .texts, bytes, header)
        texts = UnsafeRawBufferPointer(rebasing: bytes[place])
        var known: [Ecosystem?] = []
        let names = tables[Layout.Section.ecosystems.rawValue]
        for index in 0..<min(names.count, 1024) {
            let name = names[index].flatMap { [texts] in AdvisoryDatabase.text($0.u32(0), $0.u32(4), in: texts) }
            known.append(name.flatMap(Ecosystem.init(rawValue:)))
        }
        ecosystems = known
        if verifying { try verify() }
    }

    /// Compares all bytes with their checksum.
    public func verify() throws(AdvisoryError) {
        guard Checksum64.of(body) == checksum else { throw AdvisoryError(.damaged, "the database is damaged") }
    }

    private static func tables(_ bytes: UnsafeRawBufferPointer, _ header: Row) throws(AdvisoryError) -> [Table] {
        var tables: [Table] = []
        for section in Layout.Section.allCases {
            let rows = UnsafeRawBufferPointer(rebasing: bytes[try place(of: section, bytes, header)])
            guard let table = Table(rows, stride: section.stride) else {
                throw AdvisoryError(.damaged, "a part of the database has an impossible size")
            }
            tables.append(table)
        }
        return tables
    }

    private static func place(
        of section: Layout.Section, _ bytes: UnsafeRawBufferPointer, _ header: Row
    ) throws(AdvisoryError) -> Range<Int> {
        let field = Layout.sectionsOffset + section.rawValue * 16
        let (start, length) = (header.u64(field), header.u64(field + 8))
        let (end, overflows) = start.addingReportingOverflow(length)
        guard !overflows, start >= UInt64(Layout.headerSize), end <= UInt64(bytes.count) else {
            throw AdvisoryError(.damaged, "a part of the database lies outside of it")
        }
        return Int(start)..<Int(end)
    }

    func table(_ section: Layout.Section) -> Table { tables[section.rawValue] }

    private static func text(_ start: UInt32, _ length: UInt32, in texts: UnsafeRawBufferPointer) -> String? {
        let end = UInt64(start) + UInt64(length)
        guard end <= UInt64(texts.count) else { return nil }
        return String(decoding: texts[Int(start)..<Int(end)], as: UTF8.self)
    }

    /// The text that a row refers to; nil when it does not lie in the file.
    func text(_ row: Row, _ field: Int) -> String? {
        AdvisoryDatabase.text(row.u32(field), row.u32(field + 4), in: texts)
    }

    func utf8(_ row: Row, _ field: Int) -> UnsafeRawBufferPointer? {
        let (start, end) = (Int(row.u32(field)), Int(row.u32(field)) + Int(row.u32(field + 4)))
        return end <= texts.count ? UnsafeRawBufferPointer(rebasing: texts[start..<end]) : nil
    }

    /// The list of texts that a row refers to, of at most `limit`; without those that do not lie in the file.
    func list(_ row: Row, _ field: Int, limit: Int) -> [String] {
        let lists = table(.textLists)
        guard let range = lists.range(row.u32(field), row.u32(field + 4)) else { return [] }
        return range.prefix(limit).compactMap { lists[$0].flatMap { text($0, 0) } }
    }
}
