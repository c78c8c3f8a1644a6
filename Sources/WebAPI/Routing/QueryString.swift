internal import HTTPTypes

/// The name-value pairs of a query, decoded, in order (WHATWG URL, application/x-www-form-urlencoded).
struct QueryString: Sendable, Equatable {
    private(set) var items: [(name: String, value: String)] = []

    /// Throws a 400 when the encoding is broken.
    init(_ text: Substring) throws(APIError) {
        for pair in text.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else { throw APIError(.badRequest, "Invalid percent-encoding in the query string") }
            items.append((name, value))
        }
    }

    /// The last value of that name, as most servers read a repeated one; "" when it was given without a value.
    subscript(name: String) -> String? { items.last { $0.name == name }?.value }

    /// The same query, encoded anew, with `name` set to `value`.
    func replacing(_ name: String, with value: String) -> String {
        let pairs = items.filter { $0.name != name } + [(name: name, value: value)]
        return pairs.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }
            .joined(separator: "&")
    }

    static func == (a: QueryString, b: QueryString) -> Bool {
        a.items.elementsEqual(b.items) { $0.name == $1.name && $0.value == $1.value }
    }
}
