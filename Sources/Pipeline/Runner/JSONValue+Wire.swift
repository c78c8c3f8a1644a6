internal import Model
internal import PluginHost

extension ByteWriter {
    /// One tag byte, then the value.
    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write(UInt8(0))
        case .bool(let flag):
            write(UInt8(1))
            write(flag)
        case .int(let number):
            write(UInt8(2))
            write(number)
        case .double(let number):
            write(UInt8(3))
            write(number)
        case .string(let text):
            write(UInt8(4))
            write(text)
        case .array(let elements):
            write(UInt8(5))
            write(UInt32(elements.count))
            for element in elements { write(element) }
        case .object(let members):
            write(UInt8(6))
            write(members)
        }
    }

    mutating func write(_ members: [String: JSONValue]) {
        write(UInt32(members.count))
        for (name, member) in members {
            write(name)
            write(member)
        }
    }
}

extension ByteReader {
    /// How deep values may nest: deeper than ``JSONReader`` lets a plugin's properties be, so that what was taken from
    /// a plugin always arrives.
    private static let depthLimit = JSONReader.depthLimit + 8

    mutating func jsonValue(depth: Int = 0) throws(WireError) -> JSONValue {
        guard depth < ByteReader.depthLimit else {
            throw .invalid("a value nested deeper than \(ByteReader.depthLimit)")
        }
        switch try uint8() {
        case 0: return .null
        case 1: return .bool(try bool())
        case 2: return .int(try int64())
        case 3: return .double(try double())
        case 4: return .string(try text())
        case 5:
            var elements: [JSONValue] = []
            for _ in 0..<(try count(minimumSize: 1, limit: .max)) { elements.append(try jsonValue(depth: depth + 1)) }
            return .array(elements)
        case 6: return .object(try jsonMembers(depth: depth))
        case let tag: throw .invalid("a value of unknown kind \(tag)")
        }
    }

    mutating func jsonMembers(depth: Int = 0) throws(WireError) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for _ in 0..<(try count(minimumSize: 5, limit: .max)) {
            let name = try text()
            members[name] = try jsonValue(depth: depth + 1)
        }
        return members
    }
}
