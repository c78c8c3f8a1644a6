import Foundation
import SBOM
import TestSupport
import Testing

/// Every fixture in every format and version, held against the official schemas.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ValidityTests {
    @Test(
        .enabled(if: Schemas.absence == nil, Comment(rawValue: Schemas.absence ?? "")),
        arguments: ["1.5", "1.6", "1.7"])
    func xmlIsValidAgainstTheSchema(version: String) async throws {
        let schema = try XMLSchema(Schemas.xsd(version))
        for fixture in Fixture.all {
            let bytes = try await Written.bytes(fixture, SBOMFormat(.cycloneDXXML, version: version))
            let problems = try schema.problems(of: bytes)
            #expect(problems.isEmpty, "\(fixture.name): \(problems.prefix(5))")
        }
    }

    @Test(.enabled(if: Schemas.absence == nil, Comment(rawValue: Schemas.absence ?? "")))
    func theSchemaFindsWhatIsWrong() async throws {
        let schema = try XMLSchema(Schemas.xsd("1.6"))
        let text = try await Written.text(.scopes, .cycloneDXXML)
        for (right, wrong) in [
            ("<scope>optional", "<scope>perhaps"), ("bom-ref=\"pkg:npm/a@1\"", "bom-ref=\"pkg:npm/jest@29\""),
            ("<name>jest</name>", ""), ("<bom ", "<bomb "),
        ] {
            #expect(try schema.problems(of: Array(text.replacing(right, with: wrong).utf8)) != [], "\(wrong)")
        }
    }

    @Test(
        .enabled(if: Schemas.absence == nil, Comment(rawValue: Schemas.absence ?? "")),
        .enabled(if: Schemas.hasPythonValidator, "the Python package jsonschema is not installed"))
    func anIndependentValidatorAcceptsEveryDocument() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sbom-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var files: [String] = []
        for fixture in Fixture.all {
            for format in Written.formats {
                files.append("\(folder)/\(fixture.name)-\(format.kind.rawValue)-\(format.version)")
                try await Data(Written.bytes(fixture, format)).write(to: URL(filePath: files[files.count - 1]))
            }
        }
        do {
            try validate(files)
        } catch let error as CommandError where error.status >> 8 == 3 {
            print("some documents were not checked:\n\(error.output)")
        }
        let broken = folder + "/broken"
        let document = try await Written.text(.scopes, .cycloneDXJSON)
        try Data(document.replacing("\"optional\"", with: "\"perhaps\"").utf8).write(to: URL(filePath: broken))
        #expect(throws: CommandError.self) { try validate([broken]) }
    }

    private func validate(_ files: [String]) throws {
        let schemas = Schemas.given.map { ["--schemas", $0] } ?? []
        try Command.run([Schemas.python, Schemas.validator] + schemas + files, environment: Schemas.environment)
    }
}
