import Foundation
import HTTPTypes
import Model
import TestSupport
import Testing

@testable import WebAPI

/// The document shows what things look like, and what it shows is what its own schemas allow.
@Suite(.timeLimit(.minutes(10)))
struct ExampleTests {
    @Test func everyAnswerHasAnExampleThatItsSchemaAllows() async throws {
        try await TestServer.with { server in
            let document = try await ExampleTests.document(server)
            for route in server.server.routes.api {
                guard let schema = route.answer.schema, let type = route.answer.type, route.answer.hasExample else {
                    continue
                }
                let operation = document["paths"]["/api/v1\(route.path)"][route.method.rawValue.lowercased()]
                let content = operation["responses"][String(route.answer.status)]["content"]
                let example = content[type]["example"]
                #expect(example != .null, "\(route.operationID)")
                ExampleTests.expect(example, schema, route.operationID)
            }
        }
    }

    @Test func everySchemaHasAnExampleThatItAllows() async throws {
        try await TestServer.with { server in
            let schemas = try await ExampleTests.document(server)["components"]["schemas"]
            guard case .object(let all) = schemas else { return #expect(schemas != .null) }
            for (name, schema) in all {
                guard case .array(let examples) = schema["examples"], case .object(let example)? = examples.first,
                    case .array(let required) = schema["required"]
                else {
                    Issue.record("\(name) has none")
                    continue
                }
                let names = example.keys.sorted().map { JSONValue.string($0) }
                #expect(required.count == names.count && names.allSatisfy(required.contains), "\(name)")
            }
        }
    }

    /// Only who declares a text can say what it looks like.
    @Test func noTextIsLeftWithoutAnExample() async throws {
        try await TestServer.with { server in
            var named: [String: Schema] = [:]
            for route in server.server.routes.api { route.answer.schema?.collectNames(into: &named) }
            for (name, schema) in named { ExampleTests.expectTexts(of: schema, in: name) }
        }
    }

    @Test func everyParameterHasAnExampleThatIsTaken() async throws {
        try await TestServer.with { server in
            for route in server.server.routes.api {
                for name in route.path.parameters { #expect(route.parameter(inPath: name).example != nil) }
                for parameter in route.query {
                    guard let example = parameter.example else {
                        #expect(!parameter.schema.needsExample, "\(route.operationID) \(parameter.name)")
                        continue
                    }
                    ExampleTests.expect(example, parameter.schema, parameter.name)
                }
                for property in route.body ?? [] {
                    guard let example = property.example else { continue }
                    ExampleTests.expect(example, property.schema, "\(route.operationID) \(property.name)")
                }
            }
        }
    }

    /// What the pages send when nobody changes it starts a scan of the whole target.
    @Test func exampleOfABodyLeavesOutWhatIsUnusual() async throws {
        try await TestServer.with { server in
            let body = try await ExampleTests.document(server)["paths"]["/api/v1/scans"]["post"]["requestBody"]
            let content = body["content"]["application/json"]
            #expect(content["example"] == ["target_path": "/srv/app"])
            #expect(content["schema"]["properties"]["ref"]["examples"] == ["main"])
        }
    }

    private static func document(_ server: TestServer) async throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(try await server.client.get("/openapi.json").body))
    }

    private static func expect(_ value: JSONValue, _ schema: Schema, _ what: String) {
        var found: [Violation] = []
        schema.check(value, at: .body, &found)
        #expect(found.isEmpty, "\(what): \(found)")
    }

    private static func expectTexts(of schema: Schema, in place: String) {
        switch schema {
        case .object(let properties):
            for property in properties {
                let place = place + "." + property.name
                #expect(property.example != nil || !property.schema.needsExample, "\(place)")
                if property.example == nil { expectTexts(of: property.schema, in: place) }
            }
        case .list(let inner, _), .nullable(let inner), .named(_, let inner): expectTexts(of: inner, in: place)
        default: break
        }
    }
}

extension JSONValue {
    /// A member of an object; null where there is none.
    fileprivate subscript(name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }
}
