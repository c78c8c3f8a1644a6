internal import Model
internal import WebAPI

extension Kind where Value: FixedWidthInteger {
    static func whole(_ range: ClosedRange<Value>) -> Kind {
        scalar("a whole number from \(range.lowerBound) to \(range.upperBound)", show: { "\($0)" }) { text in
            Value(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Bytes, as `1048576`, `1024 KiB` or `1MiB`.
    static func bytes(_ range: ClosedRange<Value>) -> Kind {
        let allowed =
            "a number of bytes from \(ByteCount.text(range.lowerBound)) to \(ByteCount.text(range.upperBound))"
        return scalar(allowed, show: { ByteCount.text($0) }) { text in
            ByteCount.read(text).flatMap(Value.init(exactly:)).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

/// Sizes in binary units (IEC 80000-13).
enum ByteCount {
    private static let units: [(name: String, shift: Int)] = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]

    /// In the largest unit that leaves no remainder.
    static func text(_ bytes: some FixedWidthInteger) -> String {
        let count = Int64(clamping: bytes)
        for unit in units where count > 0 && count % (1 << unit.shift) == 0 {
            return "\(count >> unit.shift) \(unit.name)"
        }
        return "\(count)"
    }

    /// Nil for anything but a whole number, with one of the units or none, that fits.
    static func read(_ text: String) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text[digits.endIndex...].drop { $0 == " " }
        guard let count = Int64(digits) else { return nil }
        guard !unit.isEmpty else { return digits.endIndex == text.endIndex ? count : nil }
        guard let shift = units.first(where: { $0.name.lowercased() == unit.lowercased() })?.shift else { return nil }
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: 1 << shift)
        return isTooLarge ? nil : bytes
    }
}

extension Kind where Value == Double {
    static func seconds(upTo limit: Int) -> Kind {
        scalar("a number of seconds above 0 and at most \(limit)", show: Kind.shown) { text in
            Double(text).flatMap { $0 > 0 && $0 <= Double(limit) ? $0 : nil }
        }
    }

    fileprivate static func shown(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    }
}

extension Kind where Value == Duration {
    static func seconds(upTo limit: Int) -> Kind {
        let seconds = Kind<Double>.seconds(upTo: limit)
        return Kind(
            allowed: seconds.allowed, read: { raw throws(Unreadable) in .seconds(try seconds.read(raw)) },
            show: { Kind<Double>.shown($0 / .seconds(1)) })
    }
}

extension Kind where Value == Bool {
    static var flag: Kind {
        scalar("1 or 0, or true or false", show: { $0 ? "true" : "false" }) { text in
            switch text.lowercased() {
            case "1", "true", "yes", "on": true
            case "0", "false", "no", "off": false
            default: nil
            }
        }
    }
}

extension Kind where Value == HTTPDate {
    static var day: Kind {
        scalar("a date such as 2026-12-31", show: \.isoDay, read: { HTTPDate(day: $0) })
    }
}

extension Kind where Value == Timestamp {
    static var moment: Kind {
        scalar("a moment of RFC 3339 such as 2026-01-31T09:05:00Z", show: \.iso8601, read: { Timestamp(iso8601: $0) })
    }
}
