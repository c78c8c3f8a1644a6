import CLibxml2
import Foundation
import TestSupport
import Testing

/// The official schemas: in the folder that `SECURESCAN_SCHEMAS` names, else in the package cyclonedx-python-lib of the
/// Python that `SECURESCAN_PYTHON` names (`python3` without it).
enum Schemas {
    static let python = ProcessInfo.processInfo.environment["SECURESCAN_PYTHON"] ?? "python3"
    static let given = ProcessInfo.processInfo.environment["SECURESCAN_SCHEMAS"]

    /// Where CycloneDX's are; nil when they are nowhere.
    static let folder: String? = {
        if let given { return ["/cyclonedx", ""].map { given + $0 }.first { has("bom-1.6.xsd", in: $0) } }
        let program = "import cyclonedx.schema as s, os; print(os.path.join(os.path.dirname(s.__file__), '_res'))"
        let found = try? Command.run([python, "-c", program], environment: environment)
        return found.flatMap { has("bom-1.6.SNAPSHOT.xsd", in: $0) ? $0 : nil }
    }()

    static let absence: String? =
        folder == nil ? "the schemas are not there: set SECURESCAN_SCHEMAS, or install cyclonedx-python-lib" : nil

    static let validator = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Contract/sbom.py").standardized.path(percentEncoded: false)

    static let hasPythonValidator =
        (try? Command.run([python, "-c", "import jsonschema, referencing"], environment: environment)) != nil

    static let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }

    private static func has(_ name: String, in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/" + name)
    }

    /// The XSD of a version; its import of SPDX's leads to the file beside it instead of the network.
    static func xsd(_ version: String) throws -> [UInt8] {
        let folder = try #require(folder)
        let names = ["bom-\(version).xsd", "bom-\(version).SNAPSHOT.xsd"].first { has($0, in: folder) }
        let spdx = ["spdx.xsd", "spdx.SNAPSHOT.xsd"].first { has($0, in: folder) }
        let text = try String(contentsOfFile: folder + "/" + #require(names), encoding: .utf8)
        let imported = /schemaLocation="[^"]*spdx[^"]*"/
        return Array(text.replacing(imported, with: "schemaLocation=\"\(folder)/\(try #require(spdx))\"").utf8)
    }
}

/// An XSD, compiled by libxml2 and used by one test at a time.
final class XMLSchema {
    private let schema: xmlSchemaPtr

    init(_ text: [UInt8]) throws {
        let document = try #require(xmlReadMemory(text, Int32(text.count), nil, nil, Self.options))
        defer { xmlFreeDoc(document) }
        let context = try #require(xmlSchemaNewDocParserCtxt(document))
        defer { xmlSchemaFreeParserCtxt(context) }
        schema = try #require(xmlSchemaParse(context))
    }

    deinit { xmlSchemaFree(schema) }

    /// Without the network, and a document that is not well-formed is none.
    private static var options: Int32 { Int32(XML_PARSE_NONET.rawValue) }

    /// What is wrong with the document, or nothing.
    func problems(of text: [UInt8]) throws -> [String] {
        guard let document = xmlReadMemory(text, Int32(text.count), nil, nil, Self.options) else {
            return ["not well-formed: \(Self.lastError)"]
        }
        defer { xmlFreeDoc(document) }
        let context = try #require(xmlSchemaNewValidCtxt(schema))
        defer { xmlSchemaFreeValidCtxt(context) }
        let problems = Problems()
        let collect: xmlStructuredErrorFunc = { context, error in
            guard let context, let error, let message = error.pointee.message else { return }
            Unmanaged<Problems>.fromOpaque(context).takeUnretainedValue()
                .texts.append("line \(error.pointee.line): \(String(cString: message).prefix(300))")
        }
        xmlSchemaSetValidStructuredErrors(context, collect, Unmanaged.passUnretained(problems).toOpaque())
        let result = xmlSchemaValidateDoc(context, document)
        return result == 0 || !problems.texts.isEmpty ? problems.texts : ["libxml2 says \(result)"]
    }

    private static var lastError: String {
        xmlGetLastError().flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "?"
    }

    private final class Problems { var texts: [String] = [] }
}
