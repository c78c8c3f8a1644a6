/// What a plugin's configuration may be, as the plugin declares it: JSON Schema 2020-12, of which these keywords are
/// checked: `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`, `items`, `minItems`, `maxItems`,
/// `minLength`, `maxLength`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `allOf`, `anyOf`. Others say
/// nothing here, and the plugin still sees for itself.
public struct ConfigSchema: Sendable {
    /// One thing that does not fit.
    public struct Objection: Sendable, Equatable {
        /// Names of members and indexes, from the outside in.
        public var path: [String]
        /// A clause such as `must be a whole number`.
        public var message: String
        public var value: JSONValue
    }

    private let root: JSONValue

    /// Nil when the text is not JSON; an empty text allows everything.
    public init?(_ text: String) {
        guard let root = text.isEmpty ? .bool(true) : try? JSONReader.read(Array(text.utf8)) else { return nil }
        self.root = root
    }

    /// Everything that is wrong with a value, in order of its place.
    public func objections(to value: JSONValue) -> [Objection] {
        var found: [Objection] = []
        ConfigSchema.check(value, root, [], &found)
        return found
    }

    private static func check(_ value: JSONValue, _ schema: JSONValue, _ path: [String], _ found: inout [Objection]) {
        if case .bool(false) = schema {
            return found.append(Objection(path: path, message: "is not known", value: value))
        }
        guard case .object(let rules) = schema else { return }
        func object(_ message: String) { found.append(Objection(path: path, message: message, value: value)) }
        if let types = rules["type"].map(words), !types.contains(where: { value.isOf(type: $0) }) {
            return object("must be \(types.joined(separator: " or "))")
        }
        if case .array(let allowed)? = rules["enum"], !allowed.contains(value) {
            object("must be one of " + allowed.map(text).joined(separator: ", "))
        }
        if let only = rules["const"], only != value { object("must be \(text(only))") }
        checkBounds(value, rules, object)
        if case .object(let members) = value { checkMembers(members, rules, path, &found) }
        if case .array(let elements) = value, let rule = rules["items"] {
            for (index, element) in elements.enumerated() { check(element, rule, path + [String(index)], &found) }
        }
        if case .array(let all)? = rules["allOf"] { for rule in all { check(value, rule, path, &found) } }
        if case .array(let any)? = rules["anyOf"], !any.contains(where: { fits(value, $0) }) {
            object("fits none of the forms that are allowed")
        }
    }

    private static func fits(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        var found: [Objection] = []
        check(value, schema, [], &found)
        return found.isEmpty
    }

    private static func checkMembers(
        _ members: [String: JSONValue], _ rules: [String: JSONValue], _ path: [String], _ found: inout [Objection]
    ) {
        var declared: [String: JSONValue] = [:]
        if case .object(let properties)? = rules["properties"] { declared = properties }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let rule = declared[name] ?? rules["additionalProperties"] { check(member, rule, path + [name], &found) }
        }
        for name in rules["required"].map(words) ?? [] where members[name] == nil {
            found.append(Objection(path: path + [name], message: "is required", value: .object(members)))
        }
    }

    private static func checkBounds(
        _ value: JSONValue, _ rules: [String: JSONValue], _ object: (String) -> Void
    ) {
        func bound(_ name: String) -> Double? { rules[name]?.number }
        if let number = value.number {
            if let low = bound("minimum"), number < low { object("must be at least \(short(low))") }
            if let high = bound("maximum"), number > high { object("must be at most \(short(high))") }
            if let low = bound("exclusiveMinimum"), number <= low { object("must be above \(short(low))") }
            if let high = bound("exclusiveMaximum"), number >= high { object("must be below \(short(high))") }
        }
        let size: (count: Int, least: String, most: String, unit: String)? =
            switch value {
            case .string(let text): (text.unicodeScalars.count, "minLength", "maxLength", "characters")
            case .array(let elements): (elements.count, "minItems", "maxItems", "elements")
            default: nil
            }
        guard let size else { return }
        if let low = bound(size.least), Double(size.count) < low {
            object("must have at least \(short(low)) \(size.unit)")
        }
        if let high = bound(size.most), Double(size.count) > high {
            object("must have at most \(short(high)) \(size.unit)")
        }
    }

    private static func words(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let word): [word]
        case .array(let values): values.compactMap { if case .string(let word) = $0 { word } else { nil } }
        default: []
        }
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }

    private static func text(_ value: JSONValue) -> String {
        var json = JSONWriter()
        json.value(value)
        return json.text
    }
}

extension JSONValue {
    fileprivate var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// By the names of JSON Schema; a number without a fraction is an integer too.
    fileprivate func isOf(type name: String) -> Bool {
        switch (self, name) {
        case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
            (.int, "integer"), (.int, "number"), (.double, "number"):
            true
        case (.double(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}
