/// A credential that was issued to a person or a program. Its secret text is shown once and never kept.
public struct APIKey: Sendable, Equatable {
    /// What the holder of a key may do. `admin` includes the others; `write` does not include `read`.
    public enum Scope: String, Sendable, CaseIterable { case read, write, admin }

    /// A UUID in lower case.
    public var id: String
    /// For people, 1 to 200 characters.
    public var name: String
    /// The first 16 characters of the key: enough to tell keys apart, too little to use one.
    public var prefix: String
    /// At least one, in the order of `Scope.allCases`.
    public var scopes: [Scope]
    public var createdAt: Timestamp
    /// From then on the key is refused. Nil when it never expires.
    public var expiresAt: Timestamp?
    /// To within a minute. Nil when it never was used.
    public var lastUsedAt: Timestamp?
    public var revokedAt: Timestamp?

    public init(
        id: String, name: String, prefix: String, scopes: [Scope], createdAt: Timestamp, expiresAt: Timestamp? = nil,
        lastUsedAt: Timestamp? = nil, revokedAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }

    public func isExpired(at time: Timestamp) -> Bool { expiresAt.map { $0 <= time } ?? false }

    /// Neither revoked nor expired.
    public func isLive(at time: Timestamp) -> Bool { revokedAt == nil && !isExpired(at: time) }

    public func allows(_ scope: Scope) -> Bool { scopes.contains(scope) || scopes.contains(.admin) }
}
