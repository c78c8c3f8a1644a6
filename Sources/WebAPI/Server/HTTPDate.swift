/// The last second of a day in UTC, as HTTP writes moments (RFC 9110, 5.6.7: `Thu, 31 Dec 2026 23:59:59 GMT`).
public struct HTTPDate: Sendable, Equatable {
    public let year: Int
    public let month: Int
    public let day: Int

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// `month` 1…12 and `day` 1…31 are the caller's to keep.
    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-12-31`; nil for anything else, and for days that do not exist.
    public init?(day text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ (45...57).contains($0) }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3, (1...12).contains(numbers[1]) else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
        guard (1...HTTPDate.days(in: month, of: year)).contains(day) else { return nil }
    }

    var text: String {
        let name = HTTPDate.months[month - 1]
        return "\(weekday), \(HTTPDate.digits(day, 2)) \(name) \(HTTPDate.digits(year, 4)) 23:59:59 GMT"
    }

    /// The day as it is read, `2026-12-31`.
    public var isoDay: String {
        [HTTPDate.digits(year, 4), HTTPDate.digits(month, 2), HTTPDate.digits(day, 2)].joined(separator: "-")
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    /// Sakamoto's rule for the proleptic Gregorian calendar.
    private var weekday: String {
        let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
        let y = month < 3 ? year - 1 : year
        return HTTPDate.weekdays[(y + y / 4 - y / 100 + y / 400 + offsets[month - 1] + day) % 7]
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
