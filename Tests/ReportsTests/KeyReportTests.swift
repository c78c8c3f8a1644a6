import Model
import Testing

@testable import Reports

struct KeyReportTests {
    @Test func lineTellsStateScopesAndDates() {
        let day: Int64 = 86_400_000_000
        var key = APIKey(
            id: "i", name: "ci\u{1B}[2J", prefix: "ssk_abcdefghij_x", scopes: [.read, .admin],
            createdAt: Timestamp(microseconds: 0))
        let now = Timestamp(microseconds: 5 * day)
        #expect(
            KeyReport.line(key, at: now)
                == "i  ssk_abcdefghij_x  live  read,admin  created 1970-01-01  never used  ci\u{FFFD}[2J")
        key.lastUsedAt = Timestamp(microseconds: day)
        key.expiresAt = Timestamp(microseconds: 2 * day)
        #expect(
            KeyReport.line(key, at: now).contains(
                "  expired  read,admin  created 1970-01-01  used 1970-01-02  expires 1970-01-03  "))
        key.revokedAt = Timestamp(microseconds: day)
        #expect(KeyReport.line(key, at: now).contains("  revoked  "))
    }
}
