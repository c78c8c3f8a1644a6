func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6 }

/// ASCII letters in lower case, every other byte as it is.
func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
