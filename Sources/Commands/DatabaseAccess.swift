internal import Engine
internal import Settings
internal import Store

/// Opens the database for `body`.
func withStore<T>(_ config: ConfigOption, _ body: (Store, Settings) async throws -> T) async throws -> T {
    let settings = try config.load()
    let store = try openStore(settings.databasePath())
    defer { store.close() }
    return try await body(store, settings)
}

private func openStore(_ database: String) throws -> Store {
    do {
        return try Store(path: database, migrates: false)
    } catch {
        guard error.code == .olderVersion else { throw error }
        return try bringUpToDate(database, because: error.message)
    }
}

/// Only while no server works with the database, since that one knows the older schema.
private func bringUpToDate(_ database: String, because reason: String) throws -> Store {
    let sole: SoleServer
    do {
        sole = try SoleServer(database: database)
    } catch {
        throw Fault("\(reason) It can only be brought up to date while no server works with it. \(error)")
    }
    defer { withExtendedLifetime(sole) {} }
    return try Store(path: database)
}
