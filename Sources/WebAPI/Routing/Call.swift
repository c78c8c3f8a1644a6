internal import HTTPTypes
internal import Model

/// A request that was matched and validated: what a handler works with.
struct Call: Sendable {
    let exchange: Exchange
    /// Who makes it; nil on public routes, which do not ask.
    let principal: Principal?
    /// Decoded path parameters.
    let path: [String: String]
    /// The query as it came.
    let queryString: QueryString
    /// Values of the declared query parameters that were given, checked.
    let query: [String: JSONValue]
    /// Members of the body that are declared and were given, checked; absent and null are the same.
    let body: [String: JSONValue]

    func integer(_ parameter: Parameter) -> Int? {
        if case .int(let value) = query[parameter.name] { Int(value) } else { nil }
    }

    func text(_ parameter: Parameter) -> String? {
        if case .string(let value) = query[parameter.name] { value } else { nil }
    }

    func text(_ property: Property) -> String? {
        if case .string(let value) = body[property.name] { value } else { nil }
    }

    func flag(_ parameter: Parameter) -> Bool? {
        if case .bool(let value) = query[parameter.name] { value } else { nil }
    }

    func flag(_ property: Property) -> Bool? {
        if case .bool(let value) = body[property.name] { value } else { nil }
    }

    func texts(_ property: Property) -> [String]? {
        guard case .array(let values) = body[property.name] else { return nil }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func object(_ property: Property) -> [String: JSONValue]? {
        if case .object(let members) = body[property.name] { members } else { nil }
    }

    /// The id in the path. Throws 404 when it does not even look like one, so that nothing odd reaches the database.
    func scanID() throws(APIError) -> String { try identifier(otherwise: .scanNotFound) }

    /// The id in the path; `refusal` when it does not even look like one.
    func identifier(otherwise refusal: APIError) throws(APIError) -> String {
        guard let id = path["id"], Call.isIdentifier(id) else { throw refusal }
        return id
    }

    /// A lower-case UUID.
    private static func isIdentifier(_ text: String) -> Bool {
        let dashes = [8, 13, 18, 23]
        guard text.utf8.count == 36 else { return false }
        return text.utf8.enumerated().allSatisfy { index, byte in
            switch byte {
            case UInt8(ascii: "-"): dashes.contains(index)
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): !dashes.contains(index)
            default: false
            }
        }
    }
}
