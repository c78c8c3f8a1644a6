import Model
import Testing

@testable import Store

/// What the transaction that ends a scan writes for people and webhooks.
@Suite(.timeLimit(.minutes(10)))
struct ScanAnnouncementTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    private func webhook(_ id: String, _ filter: [WebhookEvent] = WebhookEvent.allCases) async throws {
        try await store.insert(.sample(id, filter), secret: "s")
    }

    private func failure(_ scanner: String) -> ScanBatch {
        ScanBatch(events: [.scannerFailed(scanner: scanner, error: "SIGSEGV", seconds: 2.5)])
    }

    @Test func theEndOfAScanIsAnnounced() async throws {
        try await webhook("w")
        let id = try await store.runningScan()
        let bell = store.deliveryBell()
        _ = try store.finish(store.completed(id, .samples(0..<3)))
        var rings = bell.makeAsyncIterator()
        #expect(await rings.next() != nil)
        let queued = try await store.nextDeliveries()
        #expect(queued.map(\.delivery.event) == [.scanComplete])
        #expect(queued[0].secret == "s" && queued[0].url == "https://w.example/")
        #expect(queued[0].data.contains(#""scan_id":"\#(id)""#) && queued[0].data.contains(#""findings_count":3"#))
        let notifications = try await store.notifications(unreadOnly: true, limit: 10)
        #expect(notifications.map(\.title) == ["3 findings in app"])
    }

    @Test func onlyTheFirstEndIsAnnounced() async throws {
        try await webhook("w")
        let id = try await store.runningScan()
        _ = try store.finish(store.completed(id, .samples(0..<3)))
        _ = try store.finish(ScanEnd(scanID: id, status: .failed, at: .now(), error: "late"))
        #expect(try await store.deliveries(of: "w").count == 1)
        #expect(try await store.unreadNotifications() == 1)
    }

    @Test func aCancelledScanIsNotAnnouncedAtAll() async throws {
        try await webhook("w")
        let id = try await store.runningScan()
        _ = try store.append(failure("code"), to: id)
        _ = try store.append(.samples(0..<3), to: id)
        _ = try store.finish(ScanEnd(scanID: id, status: .cancelled, at: .now()))
        #expect(try await store.deliveries(of: "w").isEmpty)
        #expect(try await store.unreadNotifications() == 0)
    }

    @Test func failedScannersAreAnnouncedBeforeTheEnd() async throws {
        try await webhook("w")
        let id = try await store.runningScan()
        _ = try store.append(failure("code"), to: id)
        var end = store.completed(id)
        end.scannersFailed = [
            FailedScanner(name: "late", error: "on the base"), FailedScanner(name: "code", error: "SIGSEGV"),
        ]
        end.scannerTypes = ["code": "code"]
        _ = try store.finish(end)
        let events = try await store.deliveries(of: "w").map(\.event)
        #expect(events == [.scanComplete, .scannerFailed, .scannerFailed])
        let data = try #require(try await store.nextDeliveries().first?.data)
        #expect(
            data == #"{"scan_id":"\#(id)","scanner":"code","scan_type":"code","error":"SIGSEGV","duration_s":2.5}"#)
        let notifications = try await store.notifications(unreadOnly: false, limit: 10)
        #expect(notifications.map(\.event) == [.scannerFailed, .scannerFailed])
    }

    /// As the next start ends what a dead process left: nothing is known but the recorded events.
    @Test func aScanThatIsFailedLaterIsAnnouncedWithItsFailedScanners() async throws {
        try await webhook("w")
        let id = try await store.runningScan()
        _ = try store.append(failure("code"), to: id)
        _ = try store.finish(ScanEnd(scanID: id, status: .failed, at: .now(), error: "The server stopped."))
        #expect(try await store.deliveries(of: "w").map(\.event) == [.scanFailed, .scannerFailed])
        let notifications = try await store.notifications(unreadOnly: false, limit: 10)
        #expect(notifications.map(\.severity) == [.high, .medium])
        #expect(notifications[0].body == "The server stopped.")
    }

    @Test func filtersAndDisabledWebhooksAreHeeded() async throws {
        try await webhook("all")
        try await webhook("failures", [.scanFailed, .scannerFailed])
        try await webhook("off")
        _ = try await store.change("off", WebhookChange(isEnabled: false))
        _ = try store.finish(store.completed(try await store.runningScan()))
        #expect(try await store.deliveries(of: "all").count == 1)
        #expect(try await store.deliveries(of: "failures").isEmpty)
        #expect(try await store.deliveries(of: "off").isEmpty)
    }

    @Test func notificationsOutliveTheirScan() async throws {
        let id = try await store.runningScan()
        _ = try store.finish(store.completed(id, .samples(0..<1)))
        #expect(try await store.delete(scanID: id) == .deleted)
        #expect(try await store.notifications(unreadOnly: true, limit: 10).map(\.scanID) == [id])
    }

    @Test func whatWasReadGoesAfterThirtyDays() async throws {
        let now = Timestamp.now().microseconds
        let day: Int64 = 86_400_000_000
        for age in [31, 29, 0] as [Int64] {
            _ = try store.finish(store.completed(try await store.runningScan(), .samples(0..<1)))
            let newest = try #require(try await store.notifications(unreadOnly: true, limit: 1).first)
            if age > 0 {
                _ = try await store.markRead(
                    notificationID: newest.id, at: Timestamp(microseconds: now - age * day))
            }
        }
        #expect(try await store.notifications(unreadOnly: false, limit: 10).count == 2)
        // The first of them went with the end of a later scan, not when somebody looked.
        #expect(try store.count("notifications") == 2)
        #expect(try await store.notifications(unreadOnly: true, limit: 10).count == 1)
    }

    @Test func readingIsCountedOnceAndKeepsItsTime() async throws {
        for _ in 0..<3 { _ = try store.finish(store.completed(try await store.runningScan(), .samples(0..<1))) }
        let newest = try #require(try await store.notifications(unreadOnly: true, limit: 1).first)
        let time = Timestamp.now()
        #expect(try await store.markRead(notificationID: newest.id, at: time)?.readAt == time)
        let later = Timestamp(microseconds: time.microseconds + 5)
        #expect(try await store.markRead(notificationID: newest.id, at: later)?.readAt == time)
        #expect(try await store.markRead(notificationID: "unknown", at: time) == nil)
        #expect(try await store.unreadNotifications() == 2)
        #expect(try await store.markAllNotificationsRead(at: later) == 2)
        #expect(try await store.markAllNotificationsRead(at: later) == 0)
    }
}

extension Webhook {
    static func sample(_ id: String, _ filter: [WebhookEvent] = WebhookEvent.allCases) -> Webhook {
        Webhook(
            id: id, name: id, url: "https://\(id).example/", eventFilter: filter,
            createdAt: Timestamp(microseconds: 1_000_000))
    }
}
