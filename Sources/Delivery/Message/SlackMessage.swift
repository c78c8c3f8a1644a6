internal import Model

/// A message for an incoming webhook of Slack, in blocks.
///
/// Slack takes at most 3000 characters in the text of a section and 2000 in a field, counted after escaping, which
/// makes a character up to 5 long; so texts are cut to less than a fifth of that before.
struct SlackMessage {
    private static let titleLimit = 150
    private static let textLimit = 440
    private static let fieldLimit = 390

    private let summary: EventSummary

    init(_ summary: EventSummary) { self.summary = summary }

    func write(to json: inout JSONWriter) {
        let title = SlackMessage.escaped(summary.title.shortened(to: SlackMessage.titleLimit))
        let text = SlackMessage.escaped(summary.text.shortened(to: SlackMessage.textLimit))
        json.object { json in
            // Shown where blocks are not, such as on the lock screen of a telephone.
            json.member("text", "SecureScan: \(title)")
            json.key("blocks")
            json.array { json in
                SlackMessage.writeSection("*SecureScan: \(title)*\n\(text)", to: &json)
                if !summary.facts.isEmpty { writeFields(to: &json) }
            }
        }
    }

    private static func writeSection(_ text: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("type", "section")
            json.key("text")
            writeText(text, to: &json)
        }
    }

    private func writeFields(to json: inout JSONWriter) {
        json.object { json in
            json.member("type", "section")
            json.key("fields")
            json.array { json in
                for fact in summary.facts.prefix(10) {
                    let value = SlackMessage.escaped(fact.value.shortened(to: SlackMessage.fieldLimit))
                    SlackMessage.writeText("*\(fact.name)*\n\(value)", to: &json)
                }
            }
        }
    }

    private static func writeText(_ text: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("type", "mrkdwn")
            json.member("text", text)
        }
    }

    /// The three characters with a meaning of their own in mrkdwn; without `<` nothing can mention or link.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
    }
}
