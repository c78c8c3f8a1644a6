internal import Model

/// An event in words for a chat: a headline, a sentence and a few facts. Its texts are plain and of any length; what
/// writes them out cuts and escapes them.
struct EventSummary: Sendable, Equatable {
    var title: String
    var text: String
    var facts: [Fact]
    /// Of the event: the worst finding, or how bad it is that it happened.
    var severity: Severity

    struct Fact: Sendable, Equatable {
        var name: String
        var value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// - Parameter data: the `data` of the event, one JSON object.
    init(_ event: WebhookEvent, _ data: String) {
        let value = try? JSONReader.read(Array(data.utf8))
        let members = if case .object(let members)? = value { members } else { [String: JSONValue]() }
        switch event {
        case .scanComplete: self.init(complete: members)
        case .scanFailed:
            self.init(
                title: "Scan failed", text: members.text("error"), facts: EventSummary.scanFacts(members),
                severity: .high)
        case .scannerFailed:
            self.init(
                title: "Scanner \(members.text("scanner")) failed", text: members.text("error"),
                facts: [Fact("Scan", members.text("scan_id"))], severity: .medium)
        case .test: self.init(title: "Test", text: members.text("message"), facts: [], severity: .info)
        }
    }

    private init(title: String, text: String, facts: [Fact], severity: Severity) {
        self.title = title
        self.text = text
        self.facts = facts
        self.severity = severity
    }

    private init(complete members: [String: JSONValue]) {
        var counts = SeverityCounts()
        if case .object(let numbers)? = members["severity_counts"] {
            for severity in Severity.allCases {
                if case .int(let count)? = numbers[severity.rawValue] { counts.add(severity, count: Int(count)) }
            }
        }
        let parts = Severity.allCases.reversed().filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }
        self.init(
            title: counts.total == 1 ? "Scan complete: 1 finding" : "Scan complete: \(counts.total) findings",
            text: parts.isEmpty ? "Nothing was found." : parts.joined(separator: ", "),
            facts: EventSummary.scanFacts(members), severity: counts.worst ?? .info)
    }

    private static func scanFacts(_ members: [String: JSONValue]) -> [Fact] {
        [
            Fact("Target", members.text("target_path")), Fact("Risk score", members.text("risk_score")),
            Fact("Scan", members.text("scan_id")),
        ]
    }
}

extension [String: JSONValue] {
    /// A text or number as text; a dash when there is none, since chats refuse empty texts.
    fileprivate func text(_ name: String) -> String {
        switch self[name] {
        case .string(let text) where !text.isEmpty: text
        case .int(let number): String(number)
        case .double(let number): String(number)
        default: "-"
        }
    }
}

extension String {
    /// The beginning, at most so many UTF-16 units (what chats count), with an ellipsis where something is missing.
    func shortened(to limit: Int) -> String {
        guard utf16.count > limit else { return self }
        var (short, count) = ("", 0)
        for scalar in unicodeScalars {
            let width = scalar.value > 0xFFFF ? 2 : 1
            if count + width >= limit { break }
            short.unicodeScalars.append(scalar)
            count += width
        }
        return short + "…"
    }
}
