internal import Glibc

/// A day in UTC, as ISO 8601 writes it.
enum Day {
    static var now: Int64 { Int64(time(nil)) }

    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    static func text(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return "an unknown day" }
        return padded(Int(parts.tm_year) + 1900, 4) + "-" + padded(Int(parts.tm_mon) + 1, 2) + "-"
            + padded(Int(parts.tm_mday), 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// For people: `today`, `1 day old`, `12 days old`.
    static func age(since seconds: Int64) -> String {
        let days = max(0, (now - seconds) / 86_400)
        return days == 0 ? "today" : days == 1 ? "1 day old" : "\(days) days old"
    }
}
