/// How many rows there are of what, by a word that tells them apart.
public struct StoredCounts: Sendable, Equatable {
    /// Scans by status; every status is there.
    public var scans: [String: Int]
    /// Findings of all scans by severity.
    public var findings: [String: Int]
    /// Deliveries to webhooks by status; only those that there are.
    public var deliveries: [String: Int]

    public init(scans: [String: Int], findings: [String: Int], deliveries: [String: Int]) {
        self.scans = scans
        self.findings = findings
        self.deliveries = deliveries
    }
}
