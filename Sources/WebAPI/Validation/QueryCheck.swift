internal import Model

/// Reads and checks the declared parameters of a query. Names that are not declared are ignored.
enum QueryCheck {
    static func values(
        of query: QueryString, _ parameters: [Parameter], _ found: inout [Violation]
    ) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for parameter in parameters {
            let place = Violation.Location.query(parameter.name)
            guard let text = query[parameter.name] else {
                if parameter.isRequired { found.append(Violation(.missing, at: place, "Field required", input: .null)) }
                continue
            }
            guard let value = parse(text, as: parameter.schema) else {
                found.append(unparsable(text, as: parameter.schema, at: place))
                continue
            }
            var objections: [Violation] = []
            parameter.schema.check(value, at: place, &objections)
            // Told is what was sent, not what was read out of it.
            found += objections.map { Violation($0.kind, at: $0.location, $0.message, input: .string(text)) }
            values[parameter.name] = value
        }
        return values
    }

    /// All that a query holds is text; numbers and truths are read out of it.
    private static func parse(_ text: String, as schema: Schema) -> JSONValue? {
        switch schema {
        case .integer:
            if let value = Int64(text) { return .int(value) }
            // Too long for 64 bits, and so beyond every bound.
            let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
            let isNumber =
                digits.count > 18 && text.utf8.count - digits.count <= 1 && digits.allSatisfy { (48...57).contains($0) }
            return isNumber ? .int(text.hasPrefix("-") ? .min : .max) : nil
        case .boolean:
            switch text.lowercased() {
            case "1", "true", "yes", "on": return .bool(true)
            case "0", "false", "no", "off": return .bool(false)
            default: return nil
            }
        default: return .string(text)
        }
    }

    private static func unparsable(_ text: String, as schema: Schema, at place: Violation.Location) -> Violation {
        if case .boolean = schema {
            let message = "Input should be a valid boolean, unable to interpret input"
            return Violation(.booleanParsing, at: place, message, input: .string(text))
        }
        let message = "Input should be a valid integer, unable to parse string as an integer"
        return Violation(.integerParsing, at: place, message, input: .string(text))
    }
}
