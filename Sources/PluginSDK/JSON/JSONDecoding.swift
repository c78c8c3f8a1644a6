extension JSON {
    /// The value as any `Decodable` type, as JSONDecoder of Foundation would make it (no key or date strategies).
    public func decode<T: Decodable>(_ type: T.Type) throws(JSONError) -> T {
        do {
            return try JSONDecoding(value: self, codingPath: []).decode(type)
        } catch let error as DecodingError {
            throw JSONError(message: error.reason)
        } catch {
            throw JSONError(message: String(describing: error))
        }
    }
}

/// Decodes one value at a path.
struct JSONDecoding: Decoder, SingleValueDecodingContainer {
    let value: JSON
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = value else { throw mismatch("an object") }
        return KeyedDecodingContainer(JSONMembers(members: members, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let values) = value else { throw mismatch("an array") }
        return JSONElements(values: values, codingPath: codingPath)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { value == .null }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .bool(let result) = value else { throw mismatch("a boolean") }
        return result
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .string(let result) = value else { throw mismatch("a string") }
        return result
    }

    func decode(_ type: Double.Type) throws -> Double {
        switch value {
        case .double(let result): return result
        case .int(let result): return Double(result)
        default: throw mismatch("a number")
        }
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

    private func integer<I: FixedWidthInteger>() throws -> I {
        guard case .int(let wide) = value, let result = I(exactly: wide) else {
            throw mismatch("an integer from \(I.min) to \(I.max)")
        }
        return result
    }

    private func mismatch(_ wanted: String) -> DecodingError {
        let found = "\(wanted) is expected, not \(value.kind)"
        return .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: found))
    }
}

/// A step on the way to a value: the name of a member or the index of an element.
struct JSONStep: CodingKey {
    let stringValue: String
    let intValue: Int?
    init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
    init(intValue: Int) { (stringValue, self.intValue) = (String(intValue), intValue) }
}

extension DecodingError {
    /// "rules.3.id: a string is expected, not null".
    var reason: String {
        let (context, missing): (Context, String?) =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, nil)
            case .keyNotFound(let key, let context): (context, "the member \"\(key.stringValue)\" is missing")
            @unknown default: (Context(codingPath: [], debugDescription: String(describing: self)), nil)
            }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return (path.isEmpty ? "" : path + ": ") + (missing ?? context.debugDescription)
    }
}
