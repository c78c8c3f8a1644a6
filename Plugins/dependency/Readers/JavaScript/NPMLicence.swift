/// The `license` of npm: an SPDX expression, or of old an object with `type`, or an array of either.
enum NPMLicence {
    static func read(_ cursor: inout JSONCursor) -> String {
        switch cursor.kind() {
        case .string: return cursor.string() ?? ""
        case .object: return type(&cursor)
        case .array:
            var all: [String] = []
            guard cursor.enterArray() else { return "" }
            while cursor.nextElement() {
                let one = cursor.kind() == .object ? type(&cursor) : cursor.scalar() ?? ""
                if !one.isEmpty, all.count < 16 { all.append(one) }
            }
            return all.count > 1 ? "(" + all.joined(separator: " OR ") + ")" : all.first ?? ""
        default: return ""
        }
    }

    private static func type(_ cursor: inout JSONCursor) -> String {
        var type = ""
        guard cursor.enterObject() else { return "" }
        while let key = cursor.nextKey() {
            if key == "type" { type = cursor.string() ?? "" }
        }
        return type
    }
}
