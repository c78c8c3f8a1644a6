internal import Model

/// Ids that the examples share, so that they tell one story.
enum Sample {
    static let scanID = "a935ca04-9987-42a4-8ba9-b92f7a2bed17"
    static let scan = JSONValue.string(scanID)
    static let laterScan: JSONValue = "bab1b5b4-2f6c-4a0e-9d3a-6c1f5e7d8b90"
    static let webhook: JSONValue = "71d7cd75-fb0f-4e97-92ae-44912a61a0c6"
    static let fingerprint: JSONValue = "d30899d22d957be4ffd8654e7cfbe804caaaad44d77c9edf3c7542de4b2a4cfc"
}

extension Schema {
    /// Writes a value that the schema allows: the one that was chosen where the member is declared, else the plainest.
    func writeExample(_ chosen: JSONValue? = nil, to json: inout JSONWriter) {
        if let chosen { return json.value(chosen) }
        switch self {
        case .text(let rule): json.value(rule.format.example)
        case .integer(let range): json.value(range.lowerBound)
        case .number: json.value(0)
        case .boolean: json.value(false)
        case .choice(let words): json.value(words().first ?? "")
        case .list(let element, _): json.array { element.writeExample(to: &$0) }
        case .object(let properties):
            json.object { json in
                for property in properties {
                    json.key(property.name)
                    property.schema.writeExample(property.example, to: &json)
                }
            }
        case .dictionary: json.object { _ in }
        case .nullable(let schema), .named(_, let schema): schema.writeExample(to: &json)
        case .anything: json.null()
        }
    }

    /// Whether nobody but who declares it can say what it looks like.
    var needsExample: Bool {
        switch self {
        case .text(let rule): rule.format.example.isEmpty
        case .list(let schema, _), .nullable(let schema): schema.needsExample
        case .dictionary, .anything: true
        case .integer, .number, .boolean, .choice, .object, .named: false
        }
    }
}

extension TextFormat {
    /// Empty for texts that can be anything.
    fileprivate var example: String {
        switch self {
        case .plain: ""
        case .uuid: "a55736c9-abc3-4a70-92d4-4667d750a34b"
        case .dateTime: "2026-01-31T09:05:00.000000Z"
        case .webURL: "https://shop.example.org"
        case .host: "shop.example.org"
        }
    }
}
