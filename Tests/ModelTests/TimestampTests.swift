import Foundation
import Model
import Testing

struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z"),
        (1, "1970-01-01T00:00:00.000001Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
        (1_767_225_599_123_456, "2025-12-31T23:59:59.123456Z"),
        (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
    ])
    func writesISO8601(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).iso8601 == text)
    }

    @Test func agreesWithFoundationOverFourCenturies() {
        let formatter = ISO8601DateFormatter()
        for day in stride(from: Int64(-80_000), to: 80_000, by: 37) {
            let seconds = day * 86_400 + 12_345
            let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds))).dropLast()
            #expect(Timestamp(microseconds: seconds * 1_000_000).iso8601 == expected + ".000000Z")
        }
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-01-31T09:05:00.000123Z", 1_769_850_300_000_123),
        ("2026-01-31T10:05:00.0001239+01:00", 1_769_850_300_000_123), ("2024-02-29t23:59:59.5z", 1_709_251_199_500_000),
        ("1969-12-31T23:59:59Z", -1_000_000), ("2000-03-01 00:00:00-00:30", 951_870_600_000_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
    ])
    func textIsRead(text: String, microseconds: Int64) throws {
        #expect(Timestamp(iso8601: text)?.microseconds == microseconds)
        let written = Timestamp(microseconds: microseconds).iso8601
        #expect(Timestamp(iso8601: written)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026-01-31", "2026-01-31T09:05Z", "2026-01-31T09:05:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T09:60:00Z",
        "2026-01-31T09:05:60Z", "2026-01-31T09:05:00.Z", "2026-01-31T09:05:00Zx", "2026-01-31T09:05:00+0100",
        "0000-01-01T00:00:00Z", "2026-1-31T09:05:00Z", "２026-01-31T09:05:00Z",
    ])
    func otherTextIsNoTime(text: String) { #expect(Timestamp(iso8601: text) == nil) }
}
