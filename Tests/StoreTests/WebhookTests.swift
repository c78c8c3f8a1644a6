import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct WebhookTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    private func time(_ seconds: Int64) -> Timestamp { Timestamp(microseconds: seconds * 1_000_000) }

    @Test func webhooksAreReadBackNewestFirst() async throws {
        let first = Webhook.sample("one", [.scanFailed, .scanComplete])
        try await store.insert(first, secret: "a")
        try await store.insert(.sample("two"), secret: "b")
        #expect(try await store.webhooks().map(\.id) == ["two", "one"])
        #expect(try await store.webhook(id: "one") == first)
        #expect(try await store.webhook(id: "three") == nil)
    }

    @Test func aChangeTouchesWhatItNames() async throws {
        try await store.insert(.sample("one"), secret: "a")
        var expected = Webhook.sample("one")
        expected.name = "new"
        #expect(try await store.change("one", WebhookChange(name: "new")) == expected)
        expected.url = "https://other.example/"
        expected.eventFilter = [.scanFailed]
        expected.isEnabled = false
        let change = WebhookChange(url: expected.url, eventFilter: [.scanFailed], isEnabled: false)
        #expect(try await store.change("one", change) == expected)
        #expect(try await store.webhook(id: "one") == expected)
        #expect(try await store.change("two", change) == nil)
    }

    @Test func deletionTakesTheDeliveriesAlong() async throws {
        for id in ["one", "two"] {
            try await store.insert(.sample(id), secret: "a")
            _ = try await store.queue(.test, data: "{}", for: id)
        }
        #expect(try await store.deleteWebhook(id: "one"))
        #expect(try await store.deleteWebhook(id: "one") == false)
        #expect(try store.count("webhook_deliveries") == 1)
        #expect(try await store.queue(.test, data: "{}", for: "one") == nil)
    }

    @Test func onlyTheOldestOpenDeliveryOfAWebhookMayBeSent() async throws {
        try await store.insert(.sample("one"), secret: "a")
        let first = try #require(try await store.queue(.test, data: "1", for: "one"))
        let second = try #require(try await store.queue(.test, data: "2", for: "one"))
        #expect(try await store.nextDeliveries().map(\.delivery.id) == [first.id])
        #expect(try await store.beginAttempt(first, at: time(5)))
        #expect(try await store.beginAttempt(first, at: time(5)) == false)
        #expect(try await store.nextDeliveries().isEmpty)
        try await store.endAttempt(first.id, .retry(time(9)), code: 500, body: "no\u{0}pe", at: time(6))
        let waiting = try #require(try await store.nextDeliveries().first?.delivery)
        #expect(waiting.id == first.id && waiting.attempt == 1 && waiting.nextAttemptAt == time(9))
        #expect(waiting.status == .pending && waiting.responseCode == 500 && waiting.responseBody == "no\u{FFFD}pe")
        // As it was read before the attempt it may not be begun any more.
        #expect(try await store.beginAttempt(first, at: time(9)) == false)
        #expect(try await store.beginAttempt(waiting, at: time(9)))
        try await store.endAttempt(first.id, .succeeded, code: 204, body: nil, at: time(10))
        #expect(try await store.nextDeliveries().map(\.delivery.id) == [second.id])
        #expect(try await store.deliveries(of: "one").map(\.status) == [.pending, .succeeded])
    }

    @Test func whatWasBeingSentIsPutBack() async throws {
        try await store.insert(.sample("one"), secret: "a")
        try await store.insert(.sample("two"), secret: "a")
        for id in ["one", "two"] {
            let delivery = try #require(try await store.queue(.test, data: "{}", for: id))
            #expect(try await store.beginAttempt(delivery, at: time(1)))
        }
        let one = try #require(try await store.deliveries(of: "one").first)
        try await store.requeueDeliveries(one.id, at: time(2))
        #expect(try await store.nextDeliveries().map(\.delivery.webhookID) == ["one"])
        try await store.requeueDeliveries(at: time(3))
        #expect(try await store.nextDeliveries().map(\.delivery.webhookID) == ["one", "two"])
        #expect(try await store.nextDeliveries().allSatisfy { $0.delivery.attempt == 1 })
    }

    @Test func whatIsDisabledWhileItIsSentIsNotTriedAgain() async throws {
        try await store.insert(.sample("one"), secret: "a")
        for (event, status) in [(WebhookEvent.scanFailed, DeliveryStatus.failed), (.test, .pending)] {
            let delivery = try #require(try await store.queue(event, data: "{}", for: "one"))
            #expect(try await store.beginAttempt(delivery, at: time(1)))
            _ = try await store.change("one", WebhookChange(isEnabled: false))
            try await store.endAttempt(delivery.id, .retry(time(9)), code: 500, body: nil, at: time(2))
            let newest = try #require(try await store.deliveries(of: "one").first)
            #expect(newest.status == status && newest.nextAttemptAt == (status == .pending ? time(9) : nil))
        }
    }

    @Test func finishedDeliveriesBeyondAHundredGo() async throws {
        try await store.insert(.sample("one"), secret: "a")
        try await store.insert(.sample("two"), secret: "a")
        let oldest = try #require(try await store.queue(.test, data: "{}", for: "one"))
        for number in 0..<130 {
            let delivery = try #require(try await store.queue(.test, data: "{}", for: "one"))
            if number > 0 { try await store.endAttempt(delivery.id, .gaveUp, code: nil, body: nil, at: time(1)) }
        }
        _ = try await store.queue(.test, data: "{}", for: "two")
        let listed = try await store.deliveries(of: "one")
        #expect(listed.count == 100)
        #expect(listed.allSatisfy { $0.status == .failed })
        // Those that are still to be sent stay, however many have come since: two here, and the one of the other.
        #expect(try store.count("webhook_deliveries") == 103)
        #expect(try await store.nextDeliveries().map(\.delivery.id).first == oldest.id)
    }

    @Test func beyondAThousandWaitingTheOldestAreGivenUp() async throws {
        try await store.insert(.sample("one"), secret: "a")
        let sent = try #require(try await store.queue(.test, data: "{}", for: "one"))
        #expect(try await store.beginAttempt(sent, at: time(1)))
        for _ in 0..<1001 { _ = try await store.queue(.test, data: "{}", for: "one") }
        #expect(try store.count("webhook_deliveries WHERE status = 'pending'") == 1000)
        #expect(try store.count("webhook_deliveries WHERE status = 'delivering'") == 1)
        // The one that was given up is older than the hundred that are listed, and so gone with the next.
        #expect(try store.count("webhook_deliveries") == 1001)
    }

    @Test func theBellRingsForThoseWhoListenAndEndsWithTheStore() async throws {
        try await store.insert(.sample("one"), secret: "a")
        let bell = store.deliveryBell()
        _ = try await store.queue(.test, data: "{}", for: "one")
        _ = try await store.queue(.test, data: "{}", for: "one")
        var rings = bell.makeAsyncIterator()
        #expect(await rings.next() != nil)
        store.close()
        #expect(await rings.next() == nil)
        var late = store.deliveryBell().makeAsyncIterator()
        #expect(await late.next() == nil)
    }
}
