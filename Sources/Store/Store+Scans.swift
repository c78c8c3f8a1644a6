internal import GRDB
public import Model

extension Store {
    /// Accepts a pending scan; on the disk when this returns. A taken id or another status throws `.invalid`.
    public func insert(_ scan: Scan) async throws {
        guard scan.status == .pending else {
            throw StoreError(.invalid, "A new scan is pending, not \(scan.status.rawValue).")
        }
        try await write(.promised) { try ScanRecord.insert(scan, $0) }
    }

    /// Nil when no scan has this id.
    public func scan(id: String) async throws -> Scan? {
        try await read { try ScanRecord.fetch($0, id: id) }
    }

    /// Newest first, by creation time and then id. Without `limit` all of them; one below 1 counts as 1.
    public func scans(_ filter: ScanFilter, limit: Int?, cursor: String?) async throws -> Page<Scan> {
        let query = try ScanQuery(filter, limit: limit, cursor: cursor)
        return try await read(query.page)
    }

    /// The same listing, as the API writes it.
    public func writtenScans(_ filter: ScanFilter, limit: Int?, cursor: String?) async throws -> WrittenPage {
        let query = try ScanQuery(filter, limit: limit, cursor: cursor)
        return try await read(query.written)
    }

    /// Accepted and not begun yet, oldest first.
    public func pendingScans() async throws -> [Scan] { try await scansInOrder(.pending) }

    /// Begun and not ended, oldest first. Right after the start of the only server on this database, these are what
    /// a dead process left behind.
    public func runningScans() async throws -> [Scan] { try await scansInOrder(.running) }

    /// Removes a scan that has ended, with its findings, components and events; on the disk when this returns.
    public func delete(scanID: String) async throws -> DeleteOutcome {
        try await write(.promised) { db in
            guard let scan = try ScanRecord.fetch(db, id: scanID) else { return .notFound }
            guard scan.status.isTerminal else { return .active(scan.status) }
            try db.execute(sql: "DELETE FROM scans WHERE id = ?", arguments: [scanID])
            return .deleted
        }
    }

    private func scansInOrder(_ status: ScanStatus) async throws -> [Scan] {
        try await read { db in
            try ScanRecord.fetch(db, "WHERE status = ? ORDER BY created_at, id", [status.rawValue])
        }
    }
}
