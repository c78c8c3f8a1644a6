internal import Digest

/// Identifiers for the parts of one document: the same for the same part of the same scan.
struct OSCALIdentity: Sendable {
    let scan: String

    /// Built from SHA-256 and marked as version 5 (RFC 9562), which is what OSCAL takes for names.
    func uuid(_ part: String) -> String {
        var hash = SHA256()
        hash.update("securescan oscal\n\(scan)\n\(part)")
        var bytes = Array(hash.finish().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (position, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(position) { text.append(0x2D) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
