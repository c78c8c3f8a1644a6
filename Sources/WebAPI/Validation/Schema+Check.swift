internal import Model

extension Schema {
    /// Notes everything about the value that is against the schema.
    func check(_ value: JSONValue, at place: Violation.Location, _ found: inout [Violation]) {
        switch self {
        case .text(let rule): rule.check(value, at: place, &found)
        case .integer(let range): Schema.check(value, within: range, at: place, &found)
        case .number: break
        case .boolean:
            guard case .bool = value else {
                let message = "Input should be a valid boolean, unable to interpret input"
                return found.append(Violation(.booleanParsing, at: place, message, input: value))
            }
        case .choice(let words): Schema.check(value, among: words(), at: place, &found)
        case .list(let element, let minimum): Schema.check(value, listOf: element, minimum, at: place, &found)
        case .object(let properties): Schema.check(value, members: properties, at: place, &found)
        case .dictionary(let member, let keys): Schema.check(value, each: member, keys: keys?(), at: place, &found)
        case .nullable(let schema): if value != .null { schema.check(value, at: place, &found) }
        case .named(_, let schema): schema.check(value, at: place, &found)
        case .anything: break
        }
    }

    private static func check(
        _ value: JSONValue, within range: ClosedRange<Int>, at place: Violation.Location, _ found: inout [Violation]
    ) {
        guard case .int(let number) = value else {
            return found.append(Violation(.integerParsing, at: place, "Input should be a valid integer", input: value))
        }
        if number < range.lowerBound {
            let message = "Input should be greater than or equal to \(range.lowerBound)"
            found.append(Violation(.tooSmall, at: place, message, input: value))
        } else if number > range.upperBound {
            let message = "Input should be less than or equal to \(range.upperBound)"
            found.append(Violation(.tooLarge, at: place, message, input: value))
        }
    }

    private static func check(
        _ value: JSONValue, among words: [String], at place: Violation.Location, _ found: inout [Violation]
    ) {
        guard case .string(let text) = value else {
            return found.append(Violation(.stringType, at: place, "Input should be a valid string", input: value))
        }
        if !words.contains(text) {
            found.append(Violation(.choice, at: place, "Input should be \(enumeration(words))", input: value))
        }
    }

    private static func check(
        _ value: JSONValue, listOf element: Schema, _ minimum: Int, at place: Violation.Location,
        _ found: inout [Violation]
    ) {
        guard case .array(let values) = value else {
            return found.append(Violation(.listType, at: place, "Input should be a valid list", input: value))
        }
        if values.count < minimum {
            let items = minimum == 1 ? "item" : "items"
            let message = "List should have at least \(minimum) \(items) after validation, not \(values.count)"
            found.append(Violation(.tooShort, at: place, message, input: value))
        }
        for (index, value) in values.enumerated() { element.check(value, at: place.element(index), &found) }
    }

    private static func check(
        _ value: JSONValue, members properties: [Property], at place: Violation.Location, _ found: inout [Violation]
    ) {
        guard case .object(let members) = value else { return found.append(.notAnObject(value, at: place)) }
        for property in properties {
            if let member = members[property.name] {
                property.schema.check(member, at: place.member(property.name), &found)
            } else if property.isRequired {
                found.append(Violation(.missing, at: place.member(property.name), "Field required", input: value))
            }
        }
    }

    private static func check(
        _ value: JSONValue, each schema: Schema, keys: [String]?, at place: Violation.Location,
        _ found: inout [Violation]
    ) {
        guard case .object(let members) = value else { return found.append(.notAnObject(value, at: place)) }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let keys, !keys.contains(name) {
                let message = "Key should be \(enumeration(keys))"
                found.append(Violation(.choice, at: place.member(name), message, input: .string(name)))
            } else {
                schema.check(member, at: place.member(name), &found)
            }
        }
    }

    /// `'a', 'b' or 'c'`.
    private static func enumeration(_ words: [String]) -> String {
        let quoted = words.map { "'\($0)'" }
        guard let last = quoted.last else { return "absent: none is available" }
        return quoted.count == 1 ? last : quoted.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension TextRule {
    fileprivate func check(_ value: JSONValue, at place: Violation.Location, _ found: inout [Violation]) {
        guard case .string(let text) = value else {
            return found.append(Violation(.stringType, at: place, "Input should be a valid string", input: value))
        }
        let count = text.unicodeScalars.count
        if count < length.lowerBound {
            let message = "String should have at least \(TextRule.characters(length.lowerBound))"
            found.append(Violation(.stringTooShort, at: place, message, input: value))
        } else if count > length.upperBound {
            let message = "String should have at most \(TextRule.characters(length.upperBound))"
            found.append(Violation(.stringTooLong, at: place, message, input: value))
        } else if text.utf8.contains(0) {
            found.append(Violation(.value, at: place, "String must not contain NUL", input: value))
        } else if let objection = format.objection(to: text) {
            found.append(Violation(.value, at: place, objection, input: value))
        }
    }

    private static func characters(_ count: Int) -> String { "\(count) character\(count == 1 ? "" : "s")" }
}

extension Violation {
    static func notAnObject(_ value: JSONValue, at place: Location) -> Violation {
        let message = "Input should be a valid dictionary or object to extract fields from"
        return Violation(.modelAttributes, at: place, message, input: value)
    }
}
