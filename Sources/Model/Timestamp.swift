#if canImport(Glibc)
    import Glibc
#endif

/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

    /// Seconds from `earlier` to this moment; negative when `earlier` is later.
    public func seconds(since earlier: Timestamp) -> Double {
        Double(microseconds - earlier.microseconds) / 1_000_000
    }

    /// ISO 8601 with microseconds and a trailing `Z`, for example `2026-01-31T09:05:00.000123Z`.
    public var iso8601: String {
        String(unsafeUninitializedCapacity: 40) { buffer in
            withASCII { ascii in
                _ = buffer.update(from: ascii)
                return ascii.count
            }
        }
    }

    /// The same text where it is made, since a page of a listing has hundreds of them.
    func withASCII<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        let day = microseconds.flooredQuotient(86_400_000_000)
        let inDay = microseconds - day * 86_400_000_000
        let date = Timestamp.civil(fromDays: day)
        let seconds = inDay / 1_000_000
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { buffer in
            var end = Timestamp.put(date.year, 4, into: buffer, at: 0, then: "-")
            end = Timestamp.put(date.month, 2, into: buffer, at: end, then: "-")
            end = Timestamp.put(date.day, 2, into: buffer, at: end, then: "T")
            end = Timestamp.put(seconds / 3600, 2, into: buffer, at: end, then: ":")
            end = Timestamp.put(seconds / 60 % 60, 2, into: buffer, at: end, then: ":")
            end = Timestamp.put(seconds % 60, 2, into: buffer, at: end, then: ".")
            end = Timestamp.put(inDay % 1_000_000, 6, into: buffer, at: end, then: "Z")
            return body(UnsafeBufferPointer(rebasing: buffer[..<end]))
        }
    }

    /// Writes a number with leading zeros, or in full where it is longer, and the mark behind it; where that ends.
    private static func put(
        _ number: Int64, _ width: Int, into buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int,
        then mark: Unicode.Scalar
    ) -> Int {
        var start = start
        if number < 0 {
            buffer[start] = UInt8(ascii: "-")
            start += 1
        }
        var rest = number.magnitude
        var digits = 1
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        let end = start + max(width, digits)
        rest = number.magnitude
        for place in stride(from: end - 1, through: start, by: -1) {
            buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        buffer[end] = UInt8(ascii: mark)
        return end + 1
    }

    /// The day in UTC, counted from 1970-01-01.
    public var day: Int64 { microseconds.flooredQuotient(86_400_000_000) }

    /// The date in UTC, for example `2026-01-31`.
    public var isoDate: String { String(iso8601.prefix { $0 != "T" }) }

    /// Proleptic Gregorian date of a day number, by the era arithmetic of 400-year cycles of 146 097 days.
    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
