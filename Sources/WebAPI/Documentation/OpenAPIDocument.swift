internal import HTTPTypes
internal import Model

/// The OpenAPI 3.1 description of the API, written from the route table. The legacy mount is told of in words: it has
/// the same operations.
struct OpenAPIDocument: Sendable {
    let routes: RouteTable
    let version: String

    static let groups = [
        ("Scans", "Start scans, watch them and read their numbers."),
        ("Findings", "What scans found."),
        ("SBOM", "What targets are made of."),
        ("Compliance", "Standards, and what scans say about their controls; docs/compliance.md says what that means."),
        ("Triage", "What people decide and say about findings, kept by fingerprint across scans."),
        ("Webhooks", "Addresses that are told when scans end; docs/webhooks.md shows what they are sent."),
        ("Notifications", "What people should hear of."),
        ("Keys", "Credentials of this API."),
        ("Dashboard", "The state of this server."),
        ("Plugins", "The scanners and their rules."),
        ("Health", "Probes; they never need credentials."),
        ("Documentation", "This description in several forms."),
    ]

    /// Path as clients ask for it, and route; the groups in their order.
    var operations: [(path: String, route: Route)] {
        let all =
            routes.api.map { (path: Mount.current.prefix + $0.path.description, route: $0) }
            + routes.root.map { (path: $0.path.description, route: $0) }
        return OpenAPIDocument.groups.flatMap { group in all.filter { $0.route.tag == group.0 } }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("openapi", "3.1.0")
            json.key("info")
            json.object { json in
                json.member("title", "SecureScan API")
                json.member("version", version)
                json.member("description", OpenAPIDocument.introduction)
            }
            json.key("tags")
            json.array { json in
                for group in OpenAPIDocument.groups {
                    json.object { json in
                        json.member("name", group.0)
                        json.member("description", group.1)
                    }
                }
            }
            json.key("paths")
            writePaths(to: &json)
            json.key("components")
            json.object { json in
                json.key("schemas")
                writeSchemas(to: &json)
                json.key("securitySchemes")
                json.object { json in for scheme in SecurityScheme.allCases { scheme.write(to: &json) } }
            }
        }
    }

    static let introduction = """
        Every operation under `/api/v1` is also mounted at `/api`, which is deprecated: its answers carry \
        `Deprecation`, `Sunset` and a `Link` to the successor. `HEAD` works wherever `GET` does. Every answer \
        carries `X-Request-ID`; a client may choose it. Errors are `{"detail": …}`. Every route but the public ones \
        takes `X-API-Key: <key>` or `Authorization: Bearer <key>`; while no credentials are configured, none are \
        needed. Unknown members of a body and unknown parameters are ignored.
        """

    private func writePaths(to json: inout JSONWriter) {
        var order: [String] = []
        var byPath: [String: [Route]] = [:]
        for (path, route) in operations {
            if byPath[path] == nil { order.append(path) }
            byPath[path, default: []].append(route)
        }
        json.object { json in
            for path in order {
                json.key(path)
                json.object { json in
                    for route in byPath[path] ?? [] {
                        json.key(route.method.rawValue.lowercased())
                        route.writeOperation(to: &json, among: routes.api)
                    }
                }
            }
        }
    }

    private func writeSchemas(to json: inout JSONWriter) {
        var named: [String: Schema] = ["Error": OpenAPIDocument.error, "ValidationError": OpenAPIDocument.validation]
        named["RateLimitError"] = OpenAPIDocument.rateLimit
        for (_, route) in operations { route.answer.schema?.collectNames(into: &named) }
        json.object { json in
            for (name, schema) in named.sorted(by: { $0.key < $1.key }) {
                json.key(name)
                schema.write(to: &json, isAnswer: true) { schema.writeExample(to: &$0) }
            }
        }
    }

    /// Name of the schema of an error's body.
    static func errorSchema(of status: Int) -> String {
        switch status {
        case 422: "ValidationError"
        case 429: "RateLimitError"
        default: "Error"
        }
    }

    private static let rateLimit = Schema.object([
        Property("detail", .string, example: "Rate limit exceeded"),
        Property("retry_after", .count, "Seconds", example: 1), Property("limit_per_min", .count, example: 60),
    ])

    private static let error = Schema.object([Property("detail", .string, "One sentence", example: "Scan not found")])

    private static let validation = Schema.object([
        Property(
            "detail",
            .list(
                of: .object([
                    Property("type", .string, "What kind of violation", example: "bool_parsing"),
                    Property(
                        "loc", .list(of: .anything), "Where: `body`, `query` or `path`, then names and indexes",
                        example: ["body", "history"]),
                    Property("msg", .string, example: "Input should be a valid boolean, unable to interpret input"),
                    Property("input", .anything, "What was sent", example: "maybe"),
                ])))
    ])
}
