internal import Model
internal import Store

/// What the routes work with.
struct Backend: Sendable {
    let configuration: APIConfiguration
    let store: Store
    let engine: any ScanService
    let streams: StreamLimits
    let credentials: Credentials
    let requests = RequestMetrics()
    let tokens: EventTokens
}

extension Backend {
    /// Whether webhooks may lead to loopback and private addresses at the moment: where the operator says so, and while
    /// there are no credentials.
    func allowsPrivateWebhooks() async -> Bool {
        if configuration.allowsPrivateWebhooks { return true }
        return await credentials.areNeedless()
    }
}

extension RouteTable {
    init(_ backend: Backend) {
        let metrics = MetricsRoutes(backend: backend).route
        var atRoot = metrics
        atRoot.suffix = "_at_root"
        let probes = ProbeRoutes(backend: backend).routes + [atRoot]
        var api = ScanRoutes(backend: backend).routes
        api += FindingRoutes(backend: backend).routes
        api += EventRoutes(backend: backend).routes
        api += TriageRoutes(store: backend.store).routes
        api += CompareRoutes(backend: backend).routes
        api += SBOMRoutes(backend: backend).routes
        api += ComplianceRoutes(backend: backend).routes
        api += DashboardRoutes(backend: backend).routes
        api += PluginRoutes(engine: backend.engine).routes
        api += WebhookRoutes(backend: backend).routes
        api += NotificationRoutes(store: backend.store).routes
        api += KeyRoutes(backend: backend).routes
        api.append(metrics)
        let documentation = DocumentationRoutes(
            routes: RouteTable(root: probes, api: api), version: backend.configuration.version)
        self.init(root: probes + documentation.root, api: api + documentation.api)
    }
}
