/// What can be said of a regular expression by looking at it.
enum RegexShape {
    /// True when the whole text must consist of listed characters that do no harm in any language: letters, digits, and
    /// a few marks. `isWhole`: the call itself matches the whole text.
    /// `isByLine`: as in Ruby, `^` and `$` are the ends of any line, and not of the text.
    static func isRestrictive(_ pattern: String, isWhole: Bool, isByLine: Bool = false) -> Bool {
        var text = Array(pattern)
        if let first = text.first, "/#~@%!".contains(first), let last = text.lastIndex(of: first), last > 0 {
            // PHP's delimiters.
            text = Array(text[1..<last])
        }
        let begins = starts(text, isByLine ? ["\\A"] : ["^", "\\A"])
        let ends = ends(text) && (!isByLine || text.last != "$")
        guard isWhole || (begins && ends) else { return false }
        return !isOpen(text)
    }

    /// True for an expression that finds every character but harmless ones, so that replacing what it finds leaves only
    /// those: `[^a-z0-9]`, `\W+`.
    static func isStripping(_ pattern: String) -> Bool {
        var text = Substring(pattern)
        if let first = text.first, "/#~@%!".contains(first), let last = text.lastIndex(of: first),
            last > text.startIndex
        {
            // PHP's delimiters.
            text = text[text.index(after: text.startIndex)..<last]
        }
        while let last = text.last, last == "+" || last == "*" { text.removeLast() }
        if text == "\\W" || text == "\\D" { return true }
        guard text.hasPrefix("[^"), text.hasSuffix("]") else { return false }
        let inside = Array(text.dropFirst(2).dropLast())
        guard !inside.isEmpty, !inside.contains("["), !inside.contains("]") else { return false }
        return !isHarmful(inside[...])
    }

    private static func starts(_ text: [Character], _ marks: [String]) -> Bool {
        marks.contains { text.starts(with: Array($0)) }
    }

    private static func ends(_ text: [Character]) -> Bool {
        if text.last == "$" { return text.dropLast().last != "\\" }
        return text.suffix(2).elementsEqual(["\\", "z"]) || text.suffix(2).elementsEqual(["\\", "Z"])
    }

    /// True when anything, or a character that means something to an interpreter, may stand somewhere.
    private static func isOpen(_ text: [Character]) -> Bool {
        var index = 0
        while index < text.count {
            switch text[index] {
            case ".": return true
            case "\\":
                index += 1
                if index < text.count, "SDWPs".contains(text[index]) { return true }
            case "[":
                guard let end = classEnd(text, index) else { return true }
                if isHarmful(text[(index + 1)..<end]) { return true }
                index = end
            case "'", "\"", ";", "<", ">", "&", "|", "`": if text[index] != "|" { return true }
            default: break
            }
            index += 1
        }
        return false
    }

    private static func classEnd(_ text: [Character], _ start: Int) -> Int? {
        var index = start + 1
        if index < text.count, text[index] == "^" { return nil }
        if index < text.count, text[index] == "]" { index += 1 }
        while index < text.count, text[index] != "]" { index += text[index] == "\\" ? 2 : 1 }
        return index < text.count ? index : nil
    }

    private static func isHarmful(_ characters: ArraySlice<Character>) -> Bool {
        var previous: Character = " "
        for character in characters {
            if previous == "\\", "SDWs".contains(character) { return true }
            if "'\";<>&|`$(){}*?!\\/".contains(character), previous != "\\", character != "\\" { return true }
            previous = character
        }
        return false
    }
}
