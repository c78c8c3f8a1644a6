internal import Model

/// What a webhook is sent: the bytes of the body, in the words of whoever receives them.
enum EventPayload {
    /// `{"event","data","delivered_at"}`, or the shape that Slack or Discord reads when the URL is theirs.
    static func body(event: WebhookEvent, data: String, at time: Timestamp, for url: String) -> [UInt8] {
        var json = JSONWriter()
        switch Receiver(url) {
        case .slack: SlackMessage(EventSummary(event, data)).write(to: &json)
        case .discord: DiscordMessage(EventSummary(event, data), at: time).write(to: &json)
        case .other: write(event, data, time, to: &json)
        }
        return json.take()
    }

    private static func write(_ event: WebhookEvent, _ data: String, _ time: Timestamp, to json: inout JSONWriter) {
        json.object { json in
            json.member("event", event.rawValue)
            json.key("data")
            json.raw(data)
            json.member("delivered_at", time)
        }
    }
}

/// Who reads what is sent, by the URL.
enum Receiver: Sendable, Equatable {
    case slack, discord, other

    init(_ url: String) {
        guard let address = WebAddress(url) else {
            self = .other
            return
        }
        switch address.host {
        case "hooks.slack.com": self = .slack
        case "discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com":
            self = address.path.hasPrefix("/api/webhooks/") ? .discord : .other
        default: self = .other
        }
    }
}
