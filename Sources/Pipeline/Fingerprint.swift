internal import Digest

/// What makes a finding the same one from scan to scan: SHA-256 over scanner, rule, path, context and CWE, plus an
/// index that tells equals in one file apart. docs/fingerprints.md states the rule for people.
struct FingerprintBase: Hashable {
    /// 32 bytes over everything but the occurrence index.
    let digest: [UInt8]

    init(scanner: String, rule: String, path: [UInt8], context: [UInt8], cwe: String?) {
        var hash = SHA256()
        for field in [Array(scanner.utf8), Array(rule.utf8), path, context, Array((cwe ?? "").utf8)] {
            hash.update(withUnsafeBytes(of: UInt64(field.count).littleEndian) { Array($0) })
            hash.update(field)
        }
        digest = hash.finish()
    }

    /// The fingerprint of the `occurrence`-th (from 0) finding with this base, 64 hexadecimal digits.
    func fingerprint(occurrence: Int) -> String {
        var hash = SHA256()
        hash.update(digest)
        hash.update(withUnsafeBytes(of: UInt64(occurrence).littleEndian) { Array($0) })
        return Hex.encode(hash.finish())
    }
}

/// The first 16 bytes of a fingerprint, which tell the findings of one scan apart: a set of them takes a fifth of the
/// memory that their texts would.
struct ShortFingerprint: Hashable {
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    init(_ hexadecimal: String) {
        for digit in hexadecimal.utf8.prefix(32) {
            let value = digit <= UInt8(ascii: "9") ? digit & 0xF : digit & 0xF + 9
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(value)
        }
    }
}

/// The code around a finding in the form that survives a line shift, a re-indent and a changed comment.
enum CodeContext {
    /// - Parameters:
    ///   - lines: the whole lines that the finding stands in, with secrets already replaced.
    ///   - matchEnd: offset in `lines` just after what was found; comments are only left out from there on.
    static func normalise(_ lines: [UInt8], matchEnd: Int, syntax: CommentSyntax) -> [UInt8] {
        var normal: [UInt8] = []
        var pendingSpace = false
        for byte in syntax.strip(lines, from: matchEnd) {
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                pendingSpace = !normal.isEmpty
            } else {
                if pendingSpace { normal.append(0x20) }
                pendingSpace = false
                normal.append(byte)
            }
        }
        return normal
    }
}
