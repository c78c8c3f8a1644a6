internal import Model

/// The ways to send a credential, as OpenAPI names them.
enum SecurityScheme: String, CaseIterable {
    case key = "ApiKey"
    case bearer = "Bearer"
    case eventToken = "EventToken"

    /// The scheme under its name.
    func write(to json: inout JSONWriter) {
        json.key(rawValue)
        json.object { json in
            switch self {
            case .key: SecurityScheme.writeKey("header", "X-API-Key", to: &json)
            case .bearer:
                json.member("type", "http")
                json.member("scheme", "bearer")
            case .eventToken: SecurityScheme.writeKey("query", "event_token", to: &json)
            }
            json.member("description", summary)
        }
    }

    private static func writeKey(_ place: String, _ name: String, to json: inout JSONWriter) {
        json.member("type", "apiKey")
        json.member("in", place)
        json.member("name", name)
    }

    private var summary: String {
        switch self {
        case .key: "An issued key, or the server's own."
        case .bearer: "The same key; `X-API-Key` decides where both are sent."
        case .eventToken: "From `POST /scans/{id}/event-token`, for the events of that scan alone."
        }
    }
}
