public import Model

extension Store {
    /// The recorded events of a scan after a number, all of them, in order.
    public func events(of scanID: String, after sequence: Int64) async throws -> [RecordedEvent] {
        try await read { try EventRecord.fetch($0, scanID: scanID, after: sequence, limit: -1) }
    }

    /// The story of a scan after a number, and then what happens, until the terminal event; see `ScanEventStream`.
    /// `buffer` is how many events wait for a reader that is slower than the scan, at least 1.
    public func follow(scanID: String, after sequence: Int64, buffer: Int = 256) -> ScanEventStream {
        ScanEventStream(store: self, scanID: scanID, after: sequence, buffer: buffer)
    }

    /// The next part of a story for a follower; nil when the scan is unknown.
    func story(of scanID: String, after sequence: Int64) async throws -> StoryPart? {
        try await read { try StoryPart($0, scanID: scanID, after: sequence) }
    }
}
