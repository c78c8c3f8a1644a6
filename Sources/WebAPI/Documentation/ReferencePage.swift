internal import HTTPTypes
internal import Model

/// The API as one page to read, without a script.
struct ReferencePage {
    let document: OpenAPIDocument

    var html: String {
        var page = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>SecureScan API reference</title>
            <link rel="icon" href="/docs/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/docs/style.css">
            <header><h1>SecureScan API</h1><p class="version">\(escaped(document.version))</p>
            <nav><a href="/docs">Try it</a> <a href="/openapi.json">OpenAPI 3.1</a></nav></header>
            <main>
            <p class="lead">\(prose(OpenAPIDocument.introduction))</p>

            """
        for (group, summary) in OpenAPIDocument.groups {
            let operations = document.operations.filter { $0.route.tag == group }
            guard !operations.isEmpty else { continue }
            page += "<section><h2>\(escaped(group))</h2>\n<p>\(prose(summary))</p>\n"
            for (path, route) in operations { page += article(path, route) }
            page += "</section>\n"
        }
        return page + "</main>\n</html>\n"
    }

    private func article(_ path: String, _ route: Route) -> String {
        let method = route.method.rawValue
        var text = "<article id=\"\(route.operationID)\">\n"
        text +=
            "<h3><span class=\"method \(method.lowercased())\">\(method)</span> <code>\(escaped(path))</code></h3>\n"
        text += "<p><strong>\(prose(route.summary))</strong>"
        if route.scope != .public { text += " <span class=\"scope\">\(route.scope.rawValue)</span>" }
        text += "</p>\n"
        if !route.details.isEmpty { text += "<p>\(prose(route.details))</p>\n" }
        text += table("Query", route.query.map { ($0.name, $0.schema.outline, $0.summary) })
        text += table("Body", (route.body ?? []).map { member($0, isRequired: $0.isRequired) })
        text += table("Answer", (route.answer.schema?.members ?? []).map { member($0, isRequired: false) })
        let statuses = [(route.answer.status, route.answer.summary)] + route.allRefusals.map { ($0.status, $0.meaning) }
        text += table("Status", statuses.map { (String($0.0), "", $0.1) })
        return text + "</article>\n"
    }

    private func member(_ property: Property, isRequired: Bool) -> (String, String, String) {
        let outline = property.schema.outline + (isRequired ? ", required" : "")
        return (property.name, outline, property.summary)
    }

    private func table(_ title: String, _ rows: [(name: String, kind: String, summary: String)]) -> String {
        guard !rows.isEmpty else { return "" }
        var text = "<details\(title == "Answer" ? "" : " open")><summary>\(title)</summary><table>\n"
        for row in rows {
            text += "<tr><th scope=\"row\"><code>\(escaped(row.name))</code></th>"
            text += "<td class=\"kind\">\(escaped(row.kind))</td><td>\(prose(row.summary))</td></tr>\n"
        }
        return text + "</table></details>\n"
    }

    /// Escaped, with words between backticks set as code.
    private func prose(_ text: String) -> String {
        let parts = escaped(text).split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().map { $0 % 2 == 1 ? "<code>\($1)</code>" : String($1) }.joined()
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}

extension Schema {
    /// A few words for people.
    fileprivate var outline: String {
        switch self {
        case .text(let rule): rule.format == .plain ? "text" : rule.format.rawValue
        case .integer(let range):
            range.upperBound == Int.max ? "integer" : "integer, \(range.lowerBound) to \(range.upperBound)"
        case .number: "number"
        case .boolean: "true or false"
        case .choice(let words): words().isEmpty ? "text" : words().joined(separator: " | ")
        case .list(let element, _): "list of " + element.outline
        case .object, .dictionary: "object"
        case .nullable(let schema): schema.outline + " or null"
        case .named(let name, _): name
        case .anything: "anything"
        }
    }

    /// Of the object behind names and lists.
    fileprivate var members: [Property] {
        switch self {
        case .object(let properties): properties
        case .named(_, let schema), .list(let schema, _), .nullable(let schema): schema.members
        default: []
        }
    }
}
