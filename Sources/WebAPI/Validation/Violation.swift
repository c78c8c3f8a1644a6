internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// One thing that is wrong with a request.
struct Violation: Sendable, Equatable {
    enum Kind: String, Sendable {
        case missing
        case jsonInvalid = "json_invalid"
        case modelAttributes = "model_attributes_type"
        case stringType = "string_type"
        case integerParsing = "int_parsing"
        case booleanParsing = "bool_parsing"
        case listType = "list_type"
        case choice = "enum"
        case tooShort = "too_short"
        case stringTooShort = "string_too_short"
        case stringTooLong = "string_too_long"
        case tooSmall = "greater_than_equal"
        case tooLarge = "less_than_equal"
        case value = "value_error"
    }

    /// Where a value stands: `["body", "scan_types", 0]`.
    struct Location: Sendable, Equatable {
        enum Part: Sendable, Equatable {
            case name(String)
            case index(Int)
        }

        var parts: [Part]

        static let body = Location(parts: [.name("body")])
        static func query(_ name: String) -> Location { Location(parts: [.name("query"), .name(name)]) }
        func member(_ name: String) -> Location { Location(parts: parts + [.name(name)]) }
        func element(_ index: Int) -> Location { Location(parts: parts + [.index(index)]) }
    }

    let kind: Kind
    let location: Location
    let message: String
    /// What was sent instead.
    let input: JSONValue

    init(_ kind: Kind, at location: Location, _ message: String, input: JSONValue) {
        self.kind = kind
        self.location = location
        self.message = message
        self.input = input
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("type", kind.rawValue)
            json.key("loc")
            json.array { json in
                for part in location.parts {
                    switch part {
                    case .name(let name): json.value(name)
                    case .index(let index): json.value(index)
                    }
                }
            }
            json.member("msg", message)
            json.key("input")
            json.value(input)
        }
    }
}

/// Everything that is wrong with a request, reported at once with status 422.
struct ValidationFailure: Error {
    let violations: [Violation]

    init(_ violations: [Violation]) { self.violations = violations }

    var response: Response {
        .json(.unprocessableContent) { json in
            json.object { json in
                json.key("detail")
                json.array { json in for violation in violations { violation.write(to: &json) } }
            }
        }
    }
}
