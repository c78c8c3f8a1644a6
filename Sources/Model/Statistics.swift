/// Totals over all scans that are stored.
public struct ScanStatistics: Sendable, Equatable {
    public var totalScans = 0
    public var completedScans = 0
    /// Over all scans, whatever their status.
    public var severities = SeverityCounts()
    /// Over completed scans, to one decimal; 0 without any.
    public var averageRiskScore = 0.0
    /// What was decided about the findings of the latest completed scan of each target; undecided ones are `new`.
    public var byState: [FindingState.Status: Int] = [:]

    public init() {}
}

/// How things stood at the end of one day (UTC): the latest completed scan of each target until then.
public struct TrendDay: Sendable, Equatable {
    /// `2026-01-31`
    public var date: String
    /// Mean over the targets, to one decimal.
    public var riskScore: Double
    public var severities: SeverityCounts

    public init(date: String, riskScore: Double, severities: SeverityCounts) {
        self.date = date
        self.riskScore = riskScore
        self.severities = severities
    }
}
