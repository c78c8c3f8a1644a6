import Foundation
import Model
import Testing

@testable import Delivery

struct MessageTests {
    private static let slackURL = "https://hooks.slack.com/services/T/B/x"
    private static let discordURL = "https://discord.com/api/webhooks/1/x"
    private static let time = Timestamp(microseconds: 1_769_850_300_000_123)

    private func message(_ event: WebhookEvent, _ data: String, for url: String) throws -> [String: Any] {
        let body = EventPayload.body(event: event, data: data, at: MessageTests.time, for: url)
        return try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }

    private func complete(_ target: String) -> String {
        var scan = Scan(
            id: "5a", request: ScanRequest(targetPath: target, scanTypes: ["code"]), createdAt: MessageTests.time)
        scan.status = .completed
        scan.severityCounts.add(.critical, count: 2)
        scan.severityCounts.add(.low)
        scan.riskScore = 55.5
        return Announcement.scanEnded(scan).data
    }

    @Test func othersGetTheEventAsItIs() {
        let body = EventPayload.body(
            event: .test, data: #"{"message":"hi"}"#, at: MessageTests.time, for: "https://example.org/")
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"event":"webhook.test","data":{"message":"hi"},"delivered_at":"2026-01-31T09:05:00.000123Z"}"#)
    }

    @Test(arguments: [
        ("https://hooks.slack.com/services/T/B/x", Receiver.slack), ("https://HOOKS.slack.com:443/x", .slack),
        ("https://hooks.slack.com.example.org/", .other), ("https://example.org/hooks.slack.com", .other),
        ("https://discord.com/api/webhooks/1/x", .discord), ("https://discordapp.com/api/webhooks/1/x", .discord),
        ("https://discord.com/api/v10/users", .other), ("https://notdiscord.com/api/webhooks/1", .other),
    ])
    func receiversAreToldApartByTheirURL(url: String, receiver: Receiver) { #expect(Receiver(url) == receiver) }

    @Test func slackGetsBlocks() throws {
        let message = try message(.scanComplete, complete("/srv/app"), for: MessageTests.slackURL)
        #expect(message["text"] as? String == "SecureScan: Scan complete: 3 findings")
        let blocks = try #require(message["blocks"] as? [[String: Any]])
        #expect(blocks.count == 2 && blocks.allSatisfy { $0["type"] as? String == "section" })
        let text = try #require((blocks[0]["text"] as? [String: Any])?["text"] as? String)
        #expect(text == "*SecureScan: Scan complete: 3 findings*\n2 critical, 1 low")
        let fields = try #require(blocks[1]["fields"] as? [[String: Any]])
        #expect(
            fields.compactMap { $0["text"] as? String } == ["*Target*\n/srv/app", "*Risk score*\n55.5", "*Scan*\n5a"])
    }

    @Test func nothingInASlackMessageMentionsOrLinks() throws {
        let hostile = "<!channel> & <https://evil.example|click> <@U1>"
        let message = try message(.scanComplete, complete(hostile), for: MessageTests.slackURL)
        let text = String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self)
        #expect(!text.contains("<") && !text.contains(">"))
        #expect(text.contains("&lt;!channel&gt; &amp; &lt;"))
    }

    @Test func slackMessagesStayWithinSlacksLimits() throws {
        let long = String(repeating: "<&>😀", count: 5000)
        let worst = String(repeating: "&", count: 5000)
        let failure = #"{"scan_id":"\#(worst)","scanner":"\#(worst)","error":"\#(worst)"}"#
        for (event, data) in [(WebhookEvent.scanComplete, complete(long)), (.scannerFailed, failure)] {
            let message = try message(event, data, for: MessageTests.slackURL)
            for block in try #require(message["blocks"] as? [[String: Any]]) {
                let text = (block["text"] as? [String: Any])?["text"] as? String ?? ""
                #expect(text.utf16.count <= 3000)
                for field in block["fields"] as? [[String: Any]] ?? [] {
                    #expect((field["text"] as? String ?? "").utf16.count <= 2000)
                }
            }
        }
    }

    @Test func discordGetsAnEmbedThatCallsNobody() throws {
        let message = try message(
            .scannerFailed,
            #"{"scan_id":"5a","scanner":"@everyone","scan_type":"code","error":"@here","duration_s":1}"#,
            for: MessageTests.discordURL)
        let mentions = try #require(message["allowed_mentions"] as? [String: Any])
        #expect((mentions["parse"] as? [Any])?.isEmpty == true)
        #expect(message["content"] == nil)
        let embed = try #require((message["embeds"] as? [[String: Any]])?.first)
        #expect(embed["title"] as? String == "Scanner @everyone failed")
        #expect(embed["description"] as? String == "@here")
        #expect(embed["timestamp"] as? String == MessageTests.time.iso8601)
    }

    @Test func discordMessagesStayWithinDiscordsLimits() throws {
        let long = String(repeating: "😀", count: 9000)
        let data = #"{"scan_id":"\#(long)","target_path":"\#(long)","risk_score":"\#(long)","error":"\#(long)"}"#
        let message = try message(.scanFailed, data, for: MessageTests.discordURL)
        let embed = try #require((message["embeds"] as? [[String: Any]])?.first)
        let title = try #require(embed["title"] as? String)
        let text = try #require(embed["description"] as? String)
        let fields = try #require(embed["fields"] as? [[String: Any]])
        let values = fields.compactMap { $0["value"] as? String }
        #expect(title.utf16.count <= 256 && text.utf16.count <= 4096 && values.allSatisfy { $0.utf16.count <= 1024 })
        #expect(([title, text] + values).reduce(0) { $0 + $1.utf16.count } < 6000)
        #expect(values.allSatisfy { !$0.isEmpty })
    }

    @Test func chatsNeverGetAnEmptyText() throws {
        for event in WebhookEvent.allCases {
            let message = try message(event, "{}", for: MessageTests.discordURL)
            let embed = try #require((message["embeds"] as? [[String: Any]])?.first)
            #expect((embed["description"] as? String)?.isEmpty == false)
        }
    }

    @Test(arguments: [("", 5, ""), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("😀😀", 4, "😀😀"), ("😀😀😀", 4, "😀…")])
    func textsAreCutBetweenCharacters(text: String, limit: Int, short: String) {
        #expect(text.shortened(to: limit) == short)
    }
}
