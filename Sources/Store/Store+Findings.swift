internal import GRDB
public import Model

extension Store {
    /// Findings in canonical order: severity descending, then file, line, rule, title, id, texts by their bytes. Of a
    /// running scan, what is stored so far; of an unknown one, nothing. `limit` below 1 counts as 1.
    ///
    /// A page reads only its own rows of the index; the first page of a filtered listing that does not fit counts the
    /// matching rows besides, for `total`.
    public func findings(
        of scanID: String, _ filter: FindingFilter, limit: Int, cursor: String?
    ) async throws -> Page<FindingWithState> {
        let query = try FindingQuery(scanID: scanID, filter, limit: limit, cursor: cursor)
        return try await read(query.page)
    }

    /// The findings of a scan gathered by rule, severity and tags; without those decided to be false positives.
    public func ruleTallies(of scanID: String) async throws -> [RuleTally] {
        try await read { try TallyQuery.rows($0, scanID: scanID) }
    }

    /// The same listing, as the API writes it.
    public func writtenFindings(
        of scanID: String, _ filter: FindingFilter, limit: Int, cursor: String?
    ) async throws -> WrittenPage {
        let query = try FindingQuery(scanID: scanID, filter, limit: limit, cursor: cursor)
        return try await read(query.written)
    }
}
