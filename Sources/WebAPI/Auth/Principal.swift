internal import Model
internal import Synchronization

/// Who makes a request.
enum Principal: Sendable, Equatable {
    /// Holds `SECURESCAN_API_KEY`, and may do everything.
    case environment
    /// Holds an issued key.
    case key(APIKey)
    /// Anyone, while no credentials are configured: may do everything, and is told apart by address.
    case developer(client: String)

    static let environmentName = "env"
    static let developerName = "dev"

    /// What the log and event tokens call it: `env`, `dev` or the id of a key.
    var name: String {
        switch self {
        case .environment: Principal.environmentName
        case .key(let key): key.id
        case .developer: Principal.developerName
        }
    }

    /// What calls are counted by.
    var account: String {
        if case .developer(let client) = self { "\(name) \(client)" } else { name }
    }

    func may(_ scope: Scope) -> Bool {
        guard case .key(let key) = self else { return true }
        return switch scope {
        case .public, .key: true
        case .read: key.allows(.read)
        case .write: key.allows(.write)
        case .admin: key.allows(.admin)
        }
    }
}

/// What the inner steps find out about who asks, for the steps around them. Belongs to one request.
final class CallerNote: Sendable {
    private struct State {
        var principal = "anonymous"
        var quota: Quota?
        var route: String?
    }

    private let state = Mutex(State())

    /// For the log; `anonymous` where nobody asked for credentials or none were right.
    var principal: String {
        get { state.withLock { $0.principal } }
        set { state.withLock { $0.principal = newValue } }
    }

    /// The template of the route that was found, such as `/scans/{id}`.
    var route: String? {
        get { state.withLock { $0.route } }
        set { state.withLock { $0.route = newValue } }
    }

    /// What the caller has left; nil where calls are not counted.
    var quota: Quota? {
        get { state.withLock { $0.quota } }
        set { state.withLock { $0.quota = newValue } }
    }
}
