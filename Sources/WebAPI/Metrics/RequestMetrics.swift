internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Synchronization

/// Counts requests and how long they took, by route. Bounded: there are only so many routes, methods and statuses.
final class RequestMetrics: Layer {
    /// Upper bounds of the buckets, in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// The route of a request for which there is none.
    static let unmatched = "unmatched"

    struct Operation: Hashable {
        var method: String
        var route: String
    }

    struct Durations {
        /// How many took at most as long as the bound at the same place, and not as long as the one before.
        var counts = [Int](repeating: 0, count: RequestMetrics.bounds.count + 1)
        var sum = 0.0
        var byStatus: [Int: Int] = [:]

        mutating func add(_ seconds: Double, status: Int) {
            let place = RequestMetrics.bounds.firstIndex { seconds <= $0 } ?? RequestMetrics.bounds.count
            counts[place] += 1
            sum += seconds
            byStatus[status, default: 0] += 1
        }
    }

    private let durations = Mutex<[Operation: Durations]>([:])

    func respond(to exchange: Exchange, next: Responder) async -> Response {
        let start = ContinuousClock.now
        let response = await next(exchange)
        let route = exchange.note.route ?? RequestMetrics.unmatched
        // A method without a route is whatever a client made up.
        let method = exchange.note.route == nil ? "any" : exchange.method.rawValue
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        durations.withLock {
            $0[Operation(method: method, route: route), default: Durations()]
                .add(seconds, status: response.status.code)
        }
        return response
    }

    func write(to text: inout MetricsText) {
        let all = durations.withLock { $0 }.sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
        text.family("securescan_http_requests_total", .counter, "Requests that were answered.")
        for (operation, durations) in all {
            for (status, count) in durations.byStatus.sorted(by: { $0.key < $1.key }) {
                text.sample(
                    "securescan_http_requests_total", operation.labels + [("status", String(status))], Double(count))
            }
        }
        let name = "securescan_http_request_duration_seconds"
        text.family(name, .histogram, "Time to the beginning of the answer.")
        for (operation, durations) in all { text.histogram(name, operation.labels, durations) }
    }
}

extension RequestMetrics.Operation {
    var labels: [(String, String)] { [("method", method), ("route", route)] }
}
