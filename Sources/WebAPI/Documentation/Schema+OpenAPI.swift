internal import Model

extension Schema {
    /// The schema as JSON Schema 2020-12, which OpenAPI 3.1 uses. Answers always have all their members, so there all
    /// of them are required.
    func write(
        to json: inout JSONWriter, isAnswer: Bool, summary: String = "", example: ((inout JSONWriter) -> Void)? = nil
    ) {
        json.object { json in
            writeMembers(to: &json, isAnswer: isAnswer)
            if !summary.isEmpty { json.member("description", summary) }
            guard let example else { return }
            json.key("examples")
            json.array { example(&$0) }
        }
    }

    private func writeMembers(to json: inout JSONWriter, isAnswer: Bool) {
        switch self {
        case .text(let rule):
            json.member("type", "string")
            if rule.length.lowerBound > 0 { json.member("minLength", rule.length.lowerBound) }
            if rule.length.upperBound < Int.max { json.member("maxLength", rule.length.upperBound) }
            if rule.format != .plain { json.member("format", rule.format.rawValue) }
        case .integer(let range):
            json.member("type", "integer")
            json.member("minimum", range.lowerBound)
            if range.upperBound < Int.max { json.member("maximum", range.upperBound) }
        case .number: json.member("type", "number")
        case .boolean: json.member("type", "boolean")
        case .choice(let words):
            json.member("type", "string")
            // An empty `enum` is not allowed, and with nothing loaded nothing is known.
            if case let words = words(), !words.isEmpty { json.member("enum", words) }
        case .list(let element, let minimum):
            json.member("type", "array")
            if minimum > 0 { json.member("minItems", minimum) }
            json.key("items")
            element.write(to: &json, isAnswer: isAnswer)
        case .object(let properties): Schema.writeMembers(properties, to: &json, isAnswer: isAnswer)
        case .dictionary(let member, let keys): Schema.writeMember(member, keys?() ?? [], to: &json, isAnswer: isAnswer)
        case .nullable(let schema):
            json.key("anyOf")
            json.array { json in
                schema.write(to: &json, isAnswer: isAnswer)
                json.object { $0.member("type", "null") }
            }
        case .named(let name, _): json.member("$ref", "#/components/schemas/" + name)
        case .anything: break
        }
    }

    private static func writeMembers(_ properties: [Property], to json: inout JSONWriter, isAnswer: Bool) {
        json.member("type", "object")
        let required = properties.filter { isAnswer || $0.isRequired }.map(\.name)
        if !required.isEmpty { json.member("required", required) }
        guard !properties.isEmpty else { return }
        json.key("properties")
        json.object { json in
            for property in properties {
                json.key(property.name)
                property.schema.write(
                    to: &json, isAnswer: isAnswer, summary: property.summary,
                    example: isAnswer ? nil : property.example.map { value in { $0.value(value) } })
            }
        }
    }

    private static func writeMember(_ schema: Schema, _ keys: [String], to json: inout JSONWriter, isAnswer: Bool) {
        json.member("type", "object")
        if !keys.isEmpty {
            json.key("propertyNames")
            json.object { $0.member("enum", keys) }
        }
        json.key("additionalProperties")
        schema.write(to: &json, isAnswer: isAnswer)
    }

    /// Adds every named schema within, under its name.
    func collectNames(into named: inout [String: Schema]) {
        switch self {
        case .named(let name, let schema):
            guard named[name] == nil else { return }
            named[name] = schema
            schema.collectNames(into: &named)
        case .list(let schema, _), .nullable(let schema), .dictionary(let schema, _):
            schema.collectNames(into: &named)
        case .object(let properties):
            for property in properties { property.schema.collectNames(into: &named) }
        case .text, .integer, .number, .boolean, .choice, .anything: break
        }
    }
}
