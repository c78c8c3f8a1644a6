import Foundation
import Model
import SBOM

/// Documents in memory, for the tests to look into.
enum Written {
    static let formats: [SBOMFormat] = SBOMFormat.Kind.allCases.flatMap { kind in
        kind.versions.compactMap { try? SBOMFormat(kind, version: $0) }
    }

    static func bytes(_ fixture: Fixture, _ format: SBOMFormat = .standard) async throws -> [UInt8] {
        try await bytes(format, of: fixture.subject, from: fixture.inventory)
    }

    static func bytes(
        _ format: SBOMFormat, of subject: SBOMSubject, from source: some SBOMSource
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await SBOMDocument(format, of: subject, from: source).write { bytes += $0 }
        return bytes
    }

    static func text(_ fixture: Fixture, _ kind: SBOMFormat.Kind, version: String? = nil) async throws -> String {
        String(decoding: try await bytes(fixture, SBOMFormat(kind, version: version)), as: UTF8.self)
    }

    static func json(
        _ fixture: Fixture, _ kind: SBOMFormat.Kind = .cycloneDXJSON, version: String? = nil
    ) async throws -> JSONTree {
        let bytes = try await bytes(fixture, SBOMFormat(kind, version: version))
        return JSONTree(try JSONDecoder().decode(JSONValue.self, from: Data(bytes)))
    }
}

/// A JSON value that is looked into by keys, indices, and a member's value in an array of objects.
struct JSONTree: Equatable, CustomStringConvertible {
    let value: JSONValue?

    init(_ value: JSONValue?) { self.value = value }

    var description: String { value.map { "\($0)" } ?? "nothing" }

    subscript(name: String) -> JSONTree {
        if case .object(let members)? = value { JSONTree(members[name]) } else { JSONTree(nil) }
    }

    subscript(index: Int) -> JSONTree { elements.indices.contains(index) ? elements[index] : JSONTree(nil) }

    /// The element whose member has this text.
    subscript(name: String, text: String) -> JSONTree {
        elements.first { $0[name].text == text } ?? JSONTree(nil)
    }

    var elements: [JSONTree] { if case .array(let elements)? = value { elements.map { JSONTree($0) } } else { [] } }
    var text: String? { if case .string(let text)? = value { text } else { nil } }
    var texts: [String] { elements.compactMap(\.text) }
    var keys: [String] { if case .object(let members)? = value { members.keys.sorted() } else { [] } }
    var number: Double? {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
