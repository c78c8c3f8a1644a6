/// What may become part of an expression's value.
struct ActionsFlow: Hashable {
    /// In small letters, `[0]` and `[name]` as `*`: `github.event.commits.*.message`.
    let path: String
    /// Whether everything below the path comes too, as with `toJSON`.
    let isWhole: Bool
}

/// An expression of GitHub Actions, `${{ … }}`, read for what flows into its value: comparisons and tests give a yes or
/// no, whatever they look at; `a || b` gives either, `a && b` the second.
struct ActionsExpression {
    private static let deepest = 30

    private enum Token: Equatable {
        case name(String), text, number, mark(String)
    }

    private var tokens: [Token] = []
    private var position = 0

    /// What may flow into the value of the text between the braces. Nothing for text that is no expression.
    static func flows(_ text: String) -> Set<ActionsFlow> {
        var expression = ActionsExpression(text)
        return expression.either(0)
    }

    private init(_ text: String) {
        let bytes = Array(text.utf8.prefix(20_000))
        var index = 0
        while index < bytes.count {
            let start = index
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "'"):
                index += 1
                while index < bytes.count, bytes[index] != byte { index += 1 }
                index += 1
                // A text as an index is a name: `github['head_ref']`.
                let isIndex = tokens.last == .mark("[")
                let inside = String(
                    decoding: bytes[min(start + 1, bytes.count)..<min(max(start + 1, index - 1), bytes.count)],
                    as: UTF8.self)
                tokens.append(isIndex ? .name(inside.lowercased()) : .text)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                while index < bytes.count, ShellCommand.isName(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
                    index += 1
                }
                tokens.append(.number)
            case _ where ShellCommand.isName(byte):
                while index < bytes.count, ShellCommand.isName(bytes[index]) || bytes[index] == UInt8(ascii: "-") {
                    index += 1
                }
                tokens.append(.name(String(decoding: bytes[start..<index], as: UTF8.self).lowercased()))
            case UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"),
                UInt8(ascii: ">"):
                index += 1
                if index < bytes.count, bytes[index] == byte || bytes[index] == UInt8(ascii: "=") { index += 1 }
                tokens.append(.mark(String(decoding: bytes[start..<index], as: UTF8.self)))
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): index += 1
            default:
                index += 1
                tokens.append(.mark(String(decoding: [byte], as: UTF8.self)))
            }
        }
    }

    private mutating func take(_ mark: String) -> Bool {
        guard position < tokens.count, tokens[position] == .mark(mark) else { return false }
        position += 1
        return true
    }

    private mutating func either(_ depth: Int) -> Set<ActionsFlow> {
        var flows = both(depth)
        while take("||") { flows.formUnion(both(depth)) }
        return flows
    }

    private mutating func both(_ depth: Int) -> Set<ActionsFlow> {
        var flows = comparison(depth)
        while take("&&") { flows = comparison(depth) }
        return flows
    }

    private mutating func comparison(_ depth: Int) -> Set<ActionsFlow> {
        var flows = operand(depth)
        while ["==", "!=", "<", "<=", ">", ">="].contains(where: { take($0) }) {
            _ = operand(depth)
            flows = []
        }
        return flows
    }

    private mutating func operand(_ depth: Int) -> Set<ActionsFlow> {
        guard depth < Self.deepest, position < tokens.count else { return [] }
        if take("!") {
            _ = operand(depth + 1)
            return []
        }
        if take("(") {
            let flows = either(depth + 1)
            _ = take(")")
            return flows
        }
        guard case .name(let name) = tokens[position] else {
            position += 1
            return []
        }
        position += 1
        return take("(") ? call(name, depth) : [ActionsFlow(path: path(name, depth), isWhole: false)]
    }

    private mutating func call(_ name: String, _ depth: Int) -> Set<ActionsFlow> {
        var flows: Set<ActionsFlow> = []
        while position < tokens.count, !take(")") {
            flows.formUnion(either(depth + 1))
            if !take(","), position < tokens.count, tokens[position] != .mark(")") { position += 1 }
        }
        switch name {
        case "tojson": return Set(flows.map { ActionsFlow(path: $0.path, isWhole: true) })
        case "format", "join", "fromjson": return flows
        default: return []
        }
    }

    /// The rest of a chain of properties.
    private mutating func path(_ first: String, _ depth: Int) -> String {
        var path = first
        while position < tokens.count {
            if take(".") {
                guard position < tokens.count else { break }
                if case .name(let name) = tokens[position] { path += "." + name } else { path += ".*" }
                position += 1
            } else if take("[") {
                if position + 1 < tokens.count, case .name(let name) = tokens[position],
                    tokens[position + 1] == .mark("]")
                {
                    path += "." + name
                    position += 1
                } else {
                    if !take("*") { _ = either(depth + 1) }
                    path += ".*"
                }
                _ = take("]")
            } else {
                break
            }
        }
        return path
    }
}

/// What strangers decide: titles, texts, names of branches.
enum UntrustedContext {
    private static let paths: [[Substring]] = [
        "github.head_ref", "github.event.issue.title", "github.event.issue.body", "github.event.pull_request.title",
        "github.event.pull_request.body", "github.event.pull_request.head.ref", "github.event.pull_request.head.label",
        "github.event.pull_request.head.repo.default_branch", "github.event.comment.body", "github.event.review.body",
        "github.event.discussion.title", "github.event.discussion.body", "github.event.pages.*.page_name",
        "github.event.commits.*.message", "github.event.commits.*.author.email", "github.event.commits.*.author.name",
        "github.event.head_commit.message", "github.event.head_commit.author.email",
        "github.event.head_commit.author.name", "github.event.workflow_run.head_branch",
        "github.event.workflow_run.display_title", "github.event.workflow_run.head_commit.message",
        "github.event.workflow_run.head_commit.author.email", "github.event.workflow_run.head_commit.author.name",
        "github.event.workflow_run.pull_requests.*.head.ref",
    ].map { $0.split(separator: ".") }

    static func includes(_ flow: ActionsFlow) -> Bool {
        let parts = flow.path.split(separator: ".")
        return paths.contains { path in
            let matches = zip(parts, path).allSatisfy { $0 == $1 || $0 == "*" || ($1 == "*" && $0 != "length") }
            return matches && (parts.count == path.count || (flow.isWhole && parts.count < path.count))
        }
    }
}
