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
        _ secrets: [SecretRange], in range: Range<Int>, of file: UnsafeRawBufferPointer, position: Int,
        with replacement: (Range<Int>) -> [UInt8]
    ) -> (bytes: [UInt8], position: Int) {
        var out: [UInt8] = []
        var moved = 0
        var cursor = range.lowerBound
        for secret in merged(secrets) where secret.overlaps(range) {
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
    static func scrub(_ value: JSONValue, of secrets: [[UInt8]]) -> JSONValue {
        switch value {
        case .string(let text): return .string(scrub(text, of: secrets))
        case .array(let elements): return .array(elements.map { scrub($0, of: secrets) })
        case .object(let members):
            let scrubbed = members.map { (scrub($0.key, of: secrets), scrub($0.value, of: secrets)) }
            return .object(Dictionary(scrubbed, uniquingKeysWith: { first, _ in first }))
        case .null, .bool, .int, .double: return value
        }
    }

    /// `text` with every occurrence of each secret replaced by the mark, and the beginning of one at its very end,
    /// since a text that was too long was cut. Secrets shorter than four bytes are left to the regions, since they
    /// occur in words by chance.
    static func scrub(_ text: String, of secrets: [[UInt8]]) -> String {
        let bytes = Array(text.utf8)
        let scrubbed = scrub(bytes, of: secrets)
        return scrubbed == bytes ? text : String(decoding: scrubbed, as: UTF8.self)
    }

    static func scrub(_ bytes: [UInt8], of secrets: [[UInt8]]) -> [UInt8] {
        var bytes = bytes
        for secret in secrets where secret.count >= 4 {
            var cursor = 0
            while let start = bytes.firstOccurrence(of: secret, from: cursor) {
                bytes.replaceSubrange(start..<start + secret.count, with: Array(mark.utf8))
                cursor = start + mark.utf8.count
            }
            if let cut = bytes.lengthOfSuffix(beginning: secret) {
                bytes.replaceSubrange((bytes.count - cut)..., with: Array(mark.utf8))
            }
        }
        return bytes
    }
}

extension [UInt8] {
    /// How much of the end is the beginning of `whole`; nil when it is less than four bytes.
    fileprivate func lengthOfSuffix(beginning whole: [UInt8]) -> Int? {
        let longest = Swift.min(count, whole.count - 1)
        guard longest >= 4 else { return nil }
        return stride(from: longest, through: 4, by: -1).first { suffix($0).elementsEqual(whole.prefix($0)) }
    }

    fileprivate func firstOccurrence(of needle: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, start + needle.count <= count else { return nil }
        for index in start...(count - needle.count) where self[index] == first {
            if self[index..<index + needle.count].elementsEqual(needle) { return index }
        }
        return nil
    }
}
