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
        } + suffix
    }

    /// Statuses other than that of success, with what they mean.
    var allRefusals: [(status: Int, meaning: String)] {
        var all = refusals
        func also(_ status: Int, _ meaning: String) { all[status] = all[status].map { "\($0); \(meaning)" } ?? meaning }
        if !query.isEmpty || body != nil { all[422] = "Something in the request is not allowed" }
        if scope != .public { all[401] = "No credential, or one that is not valid" }
        if [.read, .write, .admin].contains(scope) { all[403] = "Requires scope: \(scope.rawValue)" }
        if body != nil { all[413] = "The body is too large" }
        if scope != .public {
            also(400, "the request or its query cannot be read")
            all[408] = "The request's head or body did not come in time"
            all[414] = "The request line is too long"
            all[417] = "`Expect` asks for something other than `100-continue`"
            all[421] = "Without credentials only loopback names of this server are answered"
            all[431] = "The headers are too long, or too many"
            all[501] = "`Transfer-Encoding` is something other than `chunked`"
            also(503, "the server is busy or shutting down; `Retry-After` tells when to try again")
            if method != .get { all[507] = "The disk of the database is full" }
        }
        if traits.contains(.rateLimited) { all[429] = "Too many calls; `Retry-After` tells how long to wait" }
        if scope != .public { all[500] = "An internal fault; the log has its cause under the request's id" }
        return all.sorted { $0.key < $1.key }.map { (status: $0.key, meaning: Route.sentence($0.value)) }
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// What can be done next with the thing that this route makes: routes below its path that name it by its `id`.
    func successors(among routes: [Route]) -> [Route] {
        guard method == .post, answer.schema?.hasMember("id") == true else { return [] }
        return routes.filter { route in
            route.path.parts.starts(with: path.parts) && route.path.parts.count > path.parts.count
                && route.path.parameters.count == path.parameters.count + 1
                && route.path.parts[path.parts.count].isParameter
        }
    }

    /// - Parameter routes: all of them, for links to those that continue from this one's answer.
    func writeOperation(to json: inout JSONWriter, among routes: [Route]) {
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
                        Route.writeParameter(parameter(inPath: name), in: "path", to: &json)
                    }
                    for parameter in query { Route.writeParameter(parameter, in: "query", to: &json) }
                }
            }
            if let body { writeBody(body, to: &json) }
            json.key("responses")
            writeResponses(to: &json, successors(among: routes))
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
            if let example = parameter.example {
                json.key("example")
                json.value(example)
            }
        }
    }

    /// A parameter of the path, by its name.
    func parameter(inPath name: String) -> Parameter {
        switch name {
        case "fp": Parameter(name, .string, required: true, "A finding's fingerprint.", example: Sample.fingerprint)
        case "cid": Parameter(name, .string, required: true, "A comment's id.", example: Sample.laterScan)
        default:
            switch tag {
            case "Plugins": Parameter(name, .string, required: true, "A plugin's id.", example: "secrets")
            case "Compliance":
                Parameter(name, .string, required: true, "A framework's id.", example: "owasp-top10-2021")
            default: Parameter(name, .string, required: true, "Its id, a lower-case UUID.", example: Sample.scan)
            }
        }
    }

    private func writeBody(_ properties: [Property], to json: inout JSONWriter) {
        json.key("requestBody")
        json.object { json in
            json.member("required", true)
            json.key("content")
            json.object { json in
                json.key("application/json")
                json.object { json in
                    json.key("schema")
                    Schema.object(properties).write(to: &json, isAnswer: false)
                    let typical = properties.filter { $0.isTypical && $0.example != nil }
                    guard !typical.isEmpty else { return }
                    json.key("example")
                    Schema.object(typical).writeExample(to: &json)
                }
            }
        }
    }

    private func writeResponses(to json: inout JSONWriter, _ successors: [Route]) {
        json.object { json in
            json.key(String(answer.status))
            json.object { json in
                json.member("description", answer.summary)
                if let type = answer.type {
                    json.key("content")
                    Route.writeContent([type] + answer.alternatives, answer, to: &json)
                }
                if !successors.isEmpty { writeLinks(to: successors, &json) }
            }
            for refusal in allRefusals {
                json.key(String(refusal.status))
                json.object { json in
                    json.member("description", refusal.meaning)
                    json.key("content")
                    let name = OpenAPIDocument.errorSchema(of: refusal.status)
                    json.object { json in
                        json.key("application/json")
                        json.object { json in
                            json.key("schema")
                            Schema.named(name, .anything).write(to: &json, isAnswer: true)
                        }
                    }
                }
            }
        }
    }

    /// Links (OpenAPI 3.1, 4.8.20): parameters that this route had too keep their value.
    private func writeLinks(to successors: [Route], _ json: inout JSONWriter) {
        json.key("links")
        json.object { json in
            for route in successors {
                json.key(route.operationID)
                json.object { json in
                    json.member("operationId", route.operationID)
                    json.key("parameters")
                    json.object { json in
                        for name in route.path.parameters.dropLast() { json.member(name, "$request.path.\(name)") }
                        if let name = route.path.parameters.last { json.member(name, "$response.body#/id") }
                    }
                }
            }
        }
    }

    private static func writeContent(_ types: [String], _ answer: Answer, to json: inout JSONWriter) {
        json.object { json in
            for type in types {
                json.key(type)
                json.object { json in
                    json.key("schema")
                    (answer.schema ?? .string).write(to: &json, isAnswer: true)
                    guard answer.hasExample else { return }
                    json.key("example")
                    (answer.schema ?? .string).writeExample(answer.example.map { .string($0) }, to: &json)
                }
            }
        }
    }
}

extension PathTemplate.Part {
    fileprivate var isParameter: Bool { if case .parameter = self { true } else { false } }
}

extension Schema {
    fileprivate func hasMember(_ name: String) -> Bool {
        switch self {
        case .object(let properties): properties.contains { $0.name == name }
        case .named(_, let schema): schema.hasMember(name)
        default: false
        }
    }
}
