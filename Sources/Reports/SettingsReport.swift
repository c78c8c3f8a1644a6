/// The settings of an installation for people at a terminal.
public enum SettingsReport {
    /// A setting, what holds for it, and why.
    public typealias Row = (setting: String, value: String, origin: String)

    /// One line for each setting, in columns, without a line feed at the end.
    public static func text(_ rows: [Row]) -> String {
        let names = width(rows.map(\.setting)), values = width(rows.map(\.value))
        return rows.map { row in
            TextReport.printable(padded(row.setting, names) + "  " + padded(row.value, values) + "  " + row.origin)
        }.joined(separator: "\n")
    }

    /// Values that are longer than most do not widen the column for all.
    private static func width(_ texts: [String]) -> Int { texts.map(\.count).filter { $0 <= 40 }.max() ?? 0 }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
