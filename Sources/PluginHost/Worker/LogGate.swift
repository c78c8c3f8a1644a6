/// Lets lines through to people: 100 in a second with bursts of 200, each at most 1,000 bytes and without control
/// characters. What is held back is counted.
struct LogGate {
    static let lineLimit = 1_000
    private var allowance: Allowance
    private var dropped = 0

    init(now: UInt64 = MonotonicClock.now) { allowance = Allowance(burst: 200, perSecond: 100, now: now) }

    /// The lines to show now: none, the line, or a line about those that were held back and the line.
    mutating func pass(_ line: String, now: UInt64 = MonotonicClock.now) -> [String] {
        guard allowance.take(now: now) else {
            dropped += 1
            return []
        }
        return remainder() + [line]
    }

    /// Lines that somebody else has held back already.
    mutating func count(dropped: Int) { self.dropped = min(self.dropped + dropped, Int(UInt32.max)) }

    /// The line about what was held back, if anything was.
    mutating func remainder() -> [String] {
        guard dropped > 0 else { return [] }
        defer { dropped = 0 }
        return ["(\(dropped) more lines were dropped)"]
    }

    /// One line of printable text: control characters become spaces, what is too long is cut.
    static func clean(_ bytes: some Collection<UInt8>) -> String {
        let isCut = bytes.count > lineLimit
        let text = String(decoding: bytes.prefix(lineLimit), as: UTF8.self)
        let printable = text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: Unicode.Scalar(0x20 as UInt8)
            default: scalar
            }
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: printable)
        return String(result) + (isCut ? "…" : "")
    }
}

/// Cuts a stream of bytes into lines; a line without an end is given out when it has become too long.
struct LineSplitter {
    private var line: [UInt8] = []

    mutating func add(_ bytes: some Sequence<UInt8>, _ body: (String) -> Void) {
        for byte in bytes {
            if byte == 0x0A {
                finish(body)
            } else if line.count <= LogGate.lineLimit {
                line.append(byte)
            }
        }
    }

    mutating func finish(_ body: (String) -> Void) {
        defer { line.removeAll(keepingCapacity: true) }
        if !line.isEmpty { body(LogGate.clean(line)) }
    }
}
