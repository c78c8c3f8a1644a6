internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// What a caller must hold to use a route.
enum Scope: String, Sendable, CaseIterable {
    /// Anyone, without credentials.
    case `public`
    case read, write, admin
    /// Whoever is let in; the route is about issued keys.
    case key
}

/// Where routes hang.
enum Mount: String, Sendable, CaseIterable {
    /// `/`: public pages and probes.
    case root
    /// `/api/v1`
    case current
    /// `/api`, which goes away.
    case legacy

    var prefix: String {
        switch self {
        case .root: ""
        case .current: "/api/v1"
        case .legacy: "/api"
        }
    }
}

/// One operation of the API: what it is called, what it takes, who may use it and what answers it. Mounts, `HEAD`,
/// `Allow`, validation and the OpenAPI document are all derived from this.
struct Route: Sendable {
    typealias Handler = @Sendable (Call) async throws -> Response

    let method: HTTPRequest.Method
    /// Below its mount.
    let path: PathTemplate
    let scope: Scope
    /// A short sentence for the list of operations.
    let summary: String
    /// What the summary has no room for.
    let details: String
    /// The group it is listed under.
    let tag: String
    let query: [Parameter]
    /// Members of the JSON object it takes; nil when it takes none.
    let body: [Property]?
    let answer: Answer
    /// Statuses beyond the answer's own and those that every route has, with what they mean.
    let refusals: [Int: String]
    let traits: Set<Trait>
    /// Tells it from a twin at another mount in the OpenAPI document; empty for all others.
    var suffix = ""
    let handler: Handler

    /// What is unusual about a route.
    enum Trait: Sendable {
        /// An event token of the scan in the path is a credential, too.
        case eventToken
        /// Calls are counted, and too many are refused.
        case rateLimited
    }

    init(
        _ method: HTTPRequest.Method, _ path: String, scope: Scope, tag: String, summary: String, details: String = "",
        query: [Parameter] = [], body: [Property]? = nil, answer: Answer, refusals: [Int: String] = [:],
        traits: Set<Trait> = [], handler: @escaping Handler
    ) {
        self.method = method
        self.path = PathTemplate(path)
        self.scope = scope
        self.tag = tag
        self.summary = summary
        self.details = details
        self.query = query
        self.body = body
        self.answer = answer
        self.refusals = refusals
        self.traits = traits
        self.handler = handler
    }
}

/// One parameter of a query or a path.
struct Parameter: Sendable {
    let name: String
    let schema: Schema
    let isRequired: Bool
    let summary: String
    let example: JSONValue?

    init(
        _ name: String, _ schema: Schema, required: Bool = false, _ summary: String, example: JSONValue? = nil
    ) {
        self.name = name
        self.schema = schema
        isRequired = required
        self.summary = summary
        self.example = example
    }
}

/// What a route answers when all goes well.
struct Answer: Sendable {
    let status: Int
    let summary: String
    /// Nil when there is no body.
    let type: String?
    let schema: Schema?
    /// Further media types that a client may ask for.
    var alternatives: [String] = []
    /// Of a text that no schema describes.
    var example: String?

    /// A document that another standard describes needs none.
    var hasExample: Bool { alternatives.isEmpty && (schema != nil || example != nil) }

    static func json(_ schema: Schema, _ summary: String, status: Int = 200) -> Answer {
        Answer(status: status, summary: summary, type: "application/json", schema: schema)
    }

    static func text(_ type: String, _ summary: String, example: String? = nil) -> Answer {
        Answer(status: 200, summary: summary, type: type, schema: nil, example: example)
    }

    /// A document of one of these media types, whose form a standard of its own describes.
    static func documents(_ types: [String], _ summary: String) -> Answer {
        Answer(
            status: 200, summary: summary, type: types.first, schema: .anything, alternatives: Array(types.dropFirst()))
    }

    /// A stream whose items look like this.
    static func stream(of item: Schema, _ type: String, _ summary: String) -> Answer {
        Answer(status: 200, summary: summary, type: type, schema: item)
    }

    static func empty(_ summary: String) -> Answer {
        Answer(status: 204, summary: summary, type: nil, schema: nil)
    }
}
