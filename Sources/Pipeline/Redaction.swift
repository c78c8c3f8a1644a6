internal import Digest
internal import Model

/// A stretch of a file that must never be shown, stored or sent.
struct SecretRange: Equatable {
    var bytes: Range<Int>
}

/// Keeps secrets out of findings: what is shown instead, and how two secrets are told apart.
struct Redaction: Sendable {
    /// Stands in the place of a secret in every text.
    static let mark = "[redacted]"

    /// Key of the installation; without it nobody can try guesses against `tag(of:)`.
    let key: [UInt8]

    /// 32 hexadecimal digits, equal for equal secrets under one key.
    func tag(of secret: UnsafeRawBufferPointer) -> String {
        Hex.encode(HMAC.sha256(key: key, secret).prefix(16))
    }

    /// The bytes of `range` with each secret replaced by `replacement`, and where the offset `position` went.
    static func replace(
        _ secrets: FileSecrets, in range: Range<Int>, of file: UnsafeRawBufferPointer, position: Int,
        with replacement: (Range<Int>) -> [UInt8]
    ) -> (bytes: [UInt8], position: Int) {
        var out: [UInt8] = []
        var moved = 0
        var cursor = range.lowerBound
        for secret in secrets.within(range) {
            let start = max(secret.lowerBound, range.lowerBound)
            if position <= start, position >= cursor { moved = out.count + position - cursor }
            out.append(contentsOf: file[cursor..<start])
            out.append(contentsOf: replacement(secret))
            cursor = min(secret.upperBound, range.upperBound)
            if position > start, position <= cursor { moved = out.count }
        }
        if position >= cursor { moved = out.count + min(position, range.upperBound) - cursor }
        out.append(contentsOf: file[cursor..<range.upperBound])
        return (out, moved)
    }

    /// Overlapping and touching ranges joined, in order.
    static func merged(_ secrets: [SecretRange]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in secrets.map(\.bytes).sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// `value` with every text in it scrubbed, names of members included.
    static func scrub(_ value: JSONValue, with scrub: (String) -> String) -> JSONValue {
        switch value {
        case .string(let text): return .string(scrub(text))
        case .array(let elements): return .array(elements.map { self.scrub($0, with: scrub) })
        case .object(let members):
            let scrubbed = members.map { (scrub($0.key), self.scrub($0.value, with: scrub)) }
            return .object(Dictionary(scrubbed, uniquingKeysWith: { first, _ in first }))
        case .null, .bool, .int, .double: return value
        }
    }

    /// `text` with the mark in place of each secret, and of the beginning of one at its very end, since a text that was
    /// too long was cut.
    static func scrub(_ text: String, of secrets: SecretIndex) -> String {
        var text = text
        return text.withUTF8 { bytes in
            // What the cut left there: an ellipsis, and what became of half a character.
            let end = bytes[...].dropEnding([0xE2, 0x80, 0xA6]).dropEnding([0xEF, 0xBF, 0xBD]).endIndex
            let ranges = secrets.ranges(in: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<end]))
            return ranges.isEmpty ? nil : String(decoding: marked(bytes[...], ranges), as: UTF8.self)
        } ?? text
    }

    static func scrub(_ bytes: [UInt8], of secrets: SecretIndex) -> [UInt8] {
        let ranges = bytes.withUnsafeBytes { secrets.ranges(in: $0) }
        return ranges.isEmpty ? bytes : marked(bytes[...], ranges)
    }

    /// One mark for stretches with nothing but blanks between them: those are lines of one secret.
    private static func marked<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, _ ranges: [Range<Int>]) -> [UInt8]
    where Bytes.Index == Int {
        var out: [UInt8] = []
        var cursor = 0
        for range in ranges {
            let between = bytes[cursor..<range.lowerBound]
            if cursor == 0 || !between.allSatisfy({ $0 <= 0x20 }) {
                out += between
                out += Array(mark.utf8)
            }
            cursor = range.upperBound
        }
        out += bytes[cursor...]
        return out
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    fileprivate func dropEnding(_ ending: [UInt8]) -> Self {
        suffix(ending.count).elementsEqual(ending) ? dropLast(ending.count) : self
    }
}
