/// Why a plugin cannot be used: one clause, for the person who installed it.
struct PluginRejection: Error, Equatable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
