extension ScanStatistics {
    /// The body of `GET /dashboard/stats`.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("total_scans", totalScans)
            json.member("total_findings", severities.total)
            json.member("average_risk_score", averageRiskScore)
            json.member("completed_scans", completedScans)
            json.key("severity_totals")
            json.object { severities.writeMembers(to: &$0) }
            json.key("open_by_state")
            json.object { json in
                for status in FindingState.Status.allCases { json.member(status.rawValue, byState[status] ?? 0) }
            }
        }
    }
}

extension TrendDay {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("date", date)
            json.member("risk_score", riskScore)
            json.member("total_findings", severities.total)
            severities.writeMembers(to: &json)
        }
    }
}
