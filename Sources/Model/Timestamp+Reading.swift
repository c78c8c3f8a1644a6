extension Timestamp {
    /// Reads a moment of RFC 3339, such as `2026-01-31T09:05:00.25Z` or `2026-01-31T10:05:00+01:00`. Digits below a
    /// microsecond are dropped. Nil for anything else, for days that do not exist, and for leap seconds.
    public init?(iso8601 text: String) {
        var rest = text.utf8[...]
        guard let year = Timestamp.number(4, &rest), Timestamp.takes("-", &rest),
            let month = Timestamp.number(2, &rest), Timestamp.takes("-", &rest),
            let day = Timestamp.number(2, &rest), Timestamp.takes("Tt ", &rest),
            let hour = Timestamp.number(2, &rest), Timestamp.takes(":", &rest),
            let minute = Timestamp.number(2, &rest), Timestamp.takes(":", &rest),
            let second = Timestamp.number(2, &rest), let fraction = Timestamp.fraction(&rest),
            let offset = Timestamp.offset(&rest), rest.isEmpty,
            let days = Timestamp.days(year, month, day), hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }

    private static func takes(_ characters: String, _ rest: inout Substring.UTF8View) -> Bool {
        guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly so many digits.
    private static func number(_ digits: Int, _ rest: inout Substring.UTF8View) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<digits {
            guard let byte = rest.popFirst(), (48...57).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        return value
    }

    /// Microseconds behind a point; 0 when there is none.
    private static func fraction(_ rest: inout Substring.UTF8View) -> Int64? {
        guard takes(".", &rest) else { return 0 }
        let digits = rest.prefix { (48...57).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        let known = digits.prefix(6).reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
        return (digits.count..<max(6, digits.count)).reduce(known) { value, _ in value * 10 }
    }

    /// Minutes east of UTC.
    private static func offset(_ rest: inout Substring.UTF8View) -> Int64? {
        if takes("Zz", &rest) { return 0 }
        let isWest = rest.first == UInt8(ascii: "-")
        guard takes("+-", &rest), let hours = number(2, &rest), takes(":", &rest), let minutes = number(2, &rest),
            hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar, by eras of 400 years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), year > 0, (1...lengths[Int(month) - 1]).contains(day) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = (shifted / 400, shifted % 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
