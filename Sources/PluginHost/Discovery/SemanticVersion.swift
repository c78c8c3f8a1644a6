/// Semantic Versioning 2.0.0, as far as telling whether a text is one.
enum SemanticVersion {
    static func isValid(_ text: String) -> Bool {
        guard text.utf8.count <= 128 else { return false }
        let withoutBuild = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        if withoutBuild.count == 2, !identifiers(withoutBuild[1], numbersPlain: false) { return false }
        let parts = withoutBuild[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !identifiers(parts[1], numbersPlain: true) { return false }
        let core = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return core.count == 3 && core.allSatisfy { isNumber($0) && isPlain($0) }
    }

    private static func identifiers(_ text: Substring, numbersPlain: Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy(isIdentifierByte)
                && (!numbersPlain || !isNumber(part) || isPlain(part))
        }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Without leading zeros.
    private static func isPlain(_ text: Substring) -> Bool { text.utf8.count == 1 || text.utf8.first != 0x30 }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}
