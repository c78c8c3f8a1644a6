internal import Model

/// A message for a webhook of Discord: one embed.
///
/// Discord takes at most 256 characters in a title, 4096 in a description, 1024 in the value of a field, and 6000 in
/// all.
struct DiscordMessage {
    private static let titleLimit = 256
    private static let textLimit = 2048
    private static let valueLimit = 1000

    private let summary: EventSummary
    private let time: Timestamp

    init(_ summary: EventSummary, at time: Timestamp) {
        self.summary = summary
        self.time = time
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("username", "SecureScan")
            json.key("embeds")
            json.array { writeEmbed(to: &$0) }
            // Nothing in the texts may call anybody.
            json.key("allowed_mentions")
            json.object { json in
                json.key("parse")
                json.array { _ in }
            }
        }
    }

    private func writeEmbed(to json: inout JSONWriter) {
        json.object { json in
            json.member("title", summary.title.shortened(to: DiscordMessage.titleLimit))
            json.member("description", summary.text.shortened(to: DiscordMessage.textLimit))
            json.member("color", DiscordMessage.color(summary.severity))
            json.member("timestamp", time)
            json.key("fields")
            json.array { json in
                for fact in summary.facts.prefix(3) {
                    json.object { json in
                        json.member("name", fact.name)
                        json.member("value", fact.value.shortened(to: DiscordMessage.valueLimit))
                        json.member("inline", false)
                    }
                }
            }
        }
    }

    private static func color(_ severity: Severity) -> Int {
        switch severity {
        case .critical, .high: 0xB42318
        case .medium: 0xB7791F
        case .low: 0x0550AE
        case .info: 0x0A6640
        }
    }
}
