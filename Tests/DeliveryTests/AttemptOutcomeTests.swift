import Model
import Store
import Testing

@testable import Delivery

struct AttemptOutcomeTests {
    private let configuration = DeliveryConfiguration(allowsPrivate: { false })

    private func outcome(
        _ end: Transfer.End, attempt: Int = 0, age: Double = 0, random: (Double) -> Double = { $0 }
    ) -> AttemptOutcome? {
        let now = Timestamp(microseconds: 10_000_000_000)
        let created = Timestamp(microseconds: now.microseconds - Int64(age * 1_000_000))
        let delivery = WebhookDelivery(
            id: "d", webhookID: "w", event: .test, attempt: attempt, createdAt: created, updatedAt: created)
        return AttemptOutcome(end, of: delivery, configuration, now: now, random: random)
    }

    private func retry(after seconds: Double) -> AttemptEnd {
        .retry(Timestamp(microseconds: 10_000_000_000 + Int64(seconds * 1_000_000)))
    }

    @Test(arguments: [200, 201, 202, 204, 299])
    func everySuccessIsOne(status: Int) {
        #expect(outcome(.answered(status: status, body: []))?.end == .succeeded)
    }

    @Test(arguments: [300, 301, 304, 400, 401, 404, 410, 429, 500, 503, 599, 199, 0])
    func everythingElseIsTriedAgain(status: Int) {
        #expect(outcome(.answered(status: status, body: []))?.end == retry(after: 5))
    }

    @Test(arguments: zip([0, 1, 2, 5, 6, 7, 40, 1000], [5.0, 10, 20, 160, 300, 300, 300, 300]))
    func thePauseDoublesUpToFiveMinutes(attempt: Int, seconds: Double) {
        #expect(outcome(.failed("no"), attempt: attempt)?.end == retry(after: seconds))
    }

    @Test func thePauseIsARandomPartOfThat() {
        #expect(outcome(.failed("no"), attempt: 2, random: { $0 / 4 })?.end == retry(after: 5))
        #expect(outcome(.failed("no"), attempt: 2, random: { _ in 0 })?.end == retry(after: 0))
        for _ in 0..<1000 { #expect((0...20.0).contains(Surroundings.real.random(20))) }
    }

    @Test func itIsGivenUpWhenTheNextAttemptWouldBeTooLate() {
        #expect(outcome(.failed("no"), age: 1795)?.end == retry(after: 5))
        #expect(outcome(.failed("no"), age: 1795.1)?.end == .gaveUp)
        #expect(outcome(.answered(status: 200, body: []), age: 90_000)?.end == .succeeded)
    }

    @Test func anAttemptThatWasBrokenOffSaysNothing() { #expect(outcome(.stopped) == nil) }

    @Test func ofAnAnswerTheBeginningIsKept() {
        #expect(outcome(.answered(status: 500, body: Array("é".utf8)))?.body == "é")
        #expect(outcome(.answered(status: 500, body: [0xFF, 0x41]))?.body == "\u{FFFD}A")
        let long = [UInt8](repeating: 0x61, count: 65_536)
        #expect(outcome(.answered(status: 500, body: long))?.body?.unicodeScalars.count == 2000)
        // One character of very many scalars is cut as well.
        let stacked = Array(("e" + String(repeating: "\u{301}", count: 5000)).utf8)
        #expect(outcome(.answered(status: 500, body: stacked))?.body?.unicodeScalars.count == 2000)
        #expect(outcome(.failed("No route"))?.body == "Not delivered: No route.")
    }
}
