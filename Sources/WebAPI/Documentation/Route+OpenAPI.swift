internal import HTTPTypes
internal import Model

extension Route {
    /// Unique in the table.
    var operationID: String {
        path.parts.reduce(into: method.rawValue.lowercased()) { text, part in
            switch part {
            case .literal(let name): text += "_" + name.map { $0.isLetter || $0.isNumber ? $0 : "_" }
            case .parameter(let name): text += "_by_" + name
            }
        }
    }

    /// Statuses other than that of success, with what they mean.
    var allRefusals: [(status: Int, meaning: String)] {
        var all = refusals
        if !query.isEmpty || body != nil { all[422] = "Something in the request is not allowed" }
        if scope != .public { all[401] = "No credential, or one that is not valid" }
        if [.read, .write, .admin].contains(scope) { all[403] = "Requires scope: \(scope.rawValue)" }
        if traits.contains(.rateLimited) { all[429] = "Too many calls; `Retry-After` tells how long to wait" }
        if scope != .public { all[500] = "An internal fault; the log has its cause under the request's id" }
        return all.sorted { $0.key < $1.key }.map { (status: $0.key, meaning: $0.value) }
    }

    func writeOperation(to json: inout JSONWriter) {
        json.object { json in
            json.member("operationId", operationID)
            json.member("tags", [tag])
            json.member("summary", summary)
            if !details.isEmpty { json.member("description", details) }
            json.member("x-scope", scope.rawValue)
            json.key("security")
            writeSecurity(to: &json)
            if !path.parameters.isEmpty || !query.isEmpty {
                json.key("parameters")
                json.array { json in
                    for name in path.parameters {
                        Route.writeParameter(Parameter(name, .string, required: true, ""), in: "path", to: &json)
                    }
                    for parameter in query { Route.writeParameter(parameter, in: "query", to: &json) }
                }
            }
            if let body { writeBody(body, to: &json) }
            json.key("responses")
            writeResponses(to: &json)
        }
    }

    /// One of these is enough; none is needed on public routes.
    private func writeSecurity(to json: inout JSONWriter) {
        var schemes: [SecurityScheme] = scope == .public ? [] : [.key, .bearer]
        if traits.contains(.eventToken) { schemes.append(.eventToken) }
        // OpenAPI 3.1: for schemes other than OAuth the list names the roles that are needed.
        let roles = [Scope.read, .write, .admin].contains(scope) ? [scope.rawValue] : []
        json.array { json in
            for scheme in schemes {
                json.object { $0.member(scheme.rawValue, scheme == .eventToken ? [] : roles) }
            }
        }
    }

    private static func writeParameter(_ parameter: Parameter, in place: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", parameter.name)
            json.member("in", place)
            json.member("required", parameter.isRequired)
            if !parameter.summary.isEmpty { json.member("description", parameter.summary) }
            json.key("schema")
            parameter.schema.write(to: &json, isAnswer: false)
        }
    }

    private func writeBody(_ properties: [Property], to json: inout JSONWriter) {
        json.key("requestBody")
        json.object { json in
            json.member("required", true)
            json.key("content")
            Route.writeContent("application/json", .object(properties), isAnswer: false, to: &json)
        }
    }

    private func writeResponses(to json: inout JSONWriter) {
        json.object { json in
            json.key(String(answer.status))
            json.object { json in
                json.member("description", answer.summary)
                if let type = answer.type {
                    json.key("content")
                    Route.writeContent(type, answer.schema ?? .string, isAnswer: true, to: &json)
                }
            }
            for refusal in allRefusals {
                json.key(String(refusal.status))
                json.object { json in
                    json.member("description", refusal.meaning)
                    json.key("content")
                    let name = OpenAPIDocument.errorSchema(of: refusal.status)
                    Route.writeContent("application/json", .named(name, .anything), isAnswer: true, to: &json)
                }
            }
        }
    }

    private static func writeContent(_ type: String, _ schema: Schema, isAnswer: Bool, to json: inout JSONWriter) {
        json.object { json in
            json.key(type)
            json.object { json in
                json.key("schema")
                schema.write(to: &json, isAnswer: isAnswer)
            }
        }
    }
}
