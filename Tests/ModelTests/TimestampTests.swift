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
}
