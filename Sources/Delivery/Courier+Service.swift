public import ServiceLifecycle

extension Courier: Service {
    /// Delivers until the server is told to stop.
    public nonisolated func run() async throws {
        async let deliveries: Void = deliver()
        try? await gracefulShutdown()
        await stop()
        await deliveries
    }
}
