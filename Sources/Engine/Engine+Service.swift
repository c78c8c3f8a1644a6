public import ServiceLifecycle

extension Engine: Service {
    /// Brings running scans to an end when the server is told to stop.
    public func run() async throws {
        try? await gracefulShutdown()
        await shutDown()
    }
}
