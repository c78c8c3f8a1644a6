internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// Figures for Prometheus.
struct MetricsRoutes: Sendable {
    let backend: Backend

    /// At the root, where collectors look, and under the API's mounts like everything else.
    var route: Route {
        Route(
            .get, "/metrics", scope: backend.configuration.metricsArePublic ? .public : .read, tag: "Health",
            summary: "Figures for Prometheus",
            details:
                "Text of the exposition format 0.0.4: requests by route, scans, findings, deliveries, this process.",
            answer: .text("text/plain", "The figures", example: "securescan_scans{status=\"completed\"} 12\n"),
            handler: metrics)
    }

    @Sendable private func metrics(_ call: Call) async throws -> Response {
        let counts = try await backend.store.counts()
        var text = MetricsText()
        text.family("securescan_build_info", .gauge, "Always 1; the version is in the label.")
        text.sample("securescan_build_info", [("version", backend.configuration.version)], 1)
        backend.requests.write(to: &text)
        text.gauge("securescan_event_streams", "Open event streams.", Double(backend.streams.openCount))
        group("securescan_scans", "Stored scans by status.", "status", counts.scans, &text)
        group("securescan_findings", "Findings of all stored scans by severity.", "severity", counts.findings, &text)
        group(
            "securescan_webhook_deliveries", "Stored deliveries to webhooks by status.", "status", counts.deliveries,
            &text)
        let plugins = Dictionary(grouping: backend.engine.plugins, by: \.state.rawValue).mapValues(\.count)
        group("securescan_plugins", "Plugins by state.", "state", plugins, &text)
        ProcessMetrics.write(to: &text)
        return .bytes(Array(text.text.utf8), type: MetricsText.type)
    }

    private func group(
        _ name: String, _ help: String, _ label: String, _ values: [String: Int], _ text: inout MetricsText
    ) {
        text.family(name, .gauge, help)
        for (value, count) in values.sorted(by: { $0.key < $1.key }) {
            text.sample(name, [(label, value)], Double(count))
        }
    }
}
