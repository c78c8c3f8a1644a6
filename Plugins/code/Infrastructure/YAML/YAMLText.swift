/// Looks at a text before libyaml does, and refuses what libyaml would be slow or vague about.
enum YAMLText {
    /// libyaml compares every `%TAG` directive with all before it.
    private static let directiveLimit = 100

    /// Behind the byte order mark.
    static func start(of bytes: UnsafeRawBufferPointer) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    static func problem(of bytes: UnsafeRawBufferPointer) -> YAMLFailure? {
        if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
            return YAMLFailure(reason: "a control character is not allowed in YAML", offset: offset)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            return YAMLFailure(reason: "the text is not valid UTF-8", offset: 0)
        }
        var directives = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
            if index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D { directives += 1 }
        }
        guard directives <= directiveLimit else {
            return YAMLFailure(reason: "more than \(directiveLimit) directives", offset: 0)
        }
        return nil
    }
}

/// Turns libyaml's positions, which count characters, into those of bytes.
struct CharacterOffsets {
    private static let step = 256

    private let text: UnsafeRawBufferPointer
    private let base: Int
    /// The byte of every `step`th character; empty when all are ASCII.
    private var marks: [Int] = []

    /// `base` is added to every position.
    init(_ text: UnsafeRawBufferPointer, from base: Int) {
        self.text = text
        self.base = base
        guard text.contains(where: { $0 >= 0x80 }) else { return }
        var characters = 0
        for (index, byte) in text.enumerated() where !Self.continues(byte) {
            if characters % Self.step == 0 { marks.append(index) }
            characters += 1
        }
    }

    private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    func byte(_ character: Int) -> Int {
        guard !marks.isEmpty else { return base + min(character, text.count) }
        let mark = min(character / Self.step, marks.count - 1)
        var index = marks[mark]
        var left = character - mark * Self.step
        while left > 0, index < text.count {
            index += 1
            while index < text.count, Self.continues(text[index]) { index += 1 }
            left -= 1
        }
        return base + index
    }
}
