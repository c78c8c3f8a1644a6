func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6 }

/// ASCII letters in lower case, every other byte as it is.
func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

extension UnsafeRawBufferPointer {
    /// True when the bytes contain `word`, which is in lower case, in any letter case.
    func containsCaseless(_ word: some StringProtocol) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first, count >= word.count else { return false }
        return (0...count - word.count).contains { start in
            lowered(self[start]) == first && word.indices.allSatisfy { lowered(self[start + $0]) == word[$0] }
        }
    }

    func hasPrefixCaseless(_ word: some StringProtocol) -> Bool {
        count >= word.utf8.count && zip(self, word.utf8).allSatisfy { lowered($0) == $1 }
    }
}
