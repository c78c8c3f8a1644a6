/// Text for a terminal.
public enum TerminalText {
    /// Characters of one message; more is cut.
    private static let limit = 4000

    /// Without anything that moves the cursor or changes colours; lines stay lines.
    public static func safe(_ text: String) -> String {
        let cut = text.unicodeScalars.count > limit ? String(text.unicodeScalars.prefix(limit)) + "…" : text
        return cut.split(separator: "\n", omittingEmptySubsequences: false).map { TextReport.printable(String($0)) }
            .joined(separator: "\n")
    }
}
