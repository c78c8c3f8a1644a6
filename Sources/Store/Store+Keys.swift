internal import Digest
internal import GRDB
public import Model

/// A key that was just made, with the only copy of its text.
public struct IssuedKey: Sendable {
    public let key: APIKey
    public let text: String
}

/// A key and how to recognise its text.
public struct StoredKey: Sendable {
    public let key: APIKey
    public let secret: SecretDigest
}

/// What a `Store.revokeKey` came to.
public enum RevokeOutcome: Sendable, Equatable {
    /// It is revoked, now or since earlier.
    case revoked
    case notFound
    /// It is the last live key with the scope `admin`, and was left as it is.
    case lastAdmin
}

extension Store {
    /// Makes a key; on the disk when this returns. Equal scopes count once.
    public func createKey(
        name: String, scopes: [APIKey.Scope], expiresAt: Timestamp? = nil, at time: Timestamp
    ) async throws -> IssuedKey {
        let text = KeyText.make()
        let key = APIKey(
            id: SecureRandom.uuid(), name: name, prefix: KeyText.prefix(of: text),
            scopes: APIKey.Scope.allCases.filter(scopes.contains), createdAt: time, expiresAt: expiresAt)
        try await write(.promised) { try KeyRecord.insert(key, SecretDigest(of: text), $0) }
        return IssuedKey(key: key, text: text)
    }

    /// All keys, revoked and expired ones too, newest first.
    public func keys() async throws -> [APIKey] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM api_keys ORDER BY created_at DESC, number DESC")
                .map(KeyRecord.key)
        }
    }

    /// The key with this id or this prefix; nil when there is none.
    public func key(_ idOrPrefix: String) async throws -> APIKey? {
        try await read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM api_keys WHERE id = ? OR prefix = ?", arguments: [idOrPrefix, idOrPrefix]
            ).map(KeyRecord.key)
        }
    }

    /// Every key that is not revoked, with the means to recognise it; expired ones are among them.
    public func unrevokedKeys() async throws -> [StoredKey] {
        try await read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM api_keys WHERE revoked_at IS NULL")
            return try Row.fetchAll(statement).map(KeyRecord.stored)
        }
    }

    /// How many keys grant everything at this time.
    public func liveAdminKeys(at time: Timestamp) async throws -> Int {
        try await read { try Store.liveAdminKeys($0, at: time) }
    }

    /// Revokes a key for good; on the disk when this returns. With `keepingAdmin`, the last live key with the scope
    /// `admin` is left alone: looked at and revoked in one transaction, so that of two such calls one fails.
    public func revokeKey(id: String, keepingAdmin: Bool, at time: Timestamp) async throws -> RevokeOutcome {
        try await write(.promised) { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM api_keys WHERE id = ?", arguments: [id]) else {
                return .notFound
            }
            let key = try KeyRecord.key(row)
            let isAdmin = key.isLive(at: time) && key.scopes.contains(.admin)
            if keepingAdmin, isAdmin, try Store.liveAdminKeys(db, at: time) < 2 { return .lastAdmin }
            try db.execute(
                sql: "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                arguments: [time.microseconds, id])
            return .revoked
        }
    }

    /// Notes when keys were last used, by id, in one transaction. Earlier times than those known change nothing.
    public func recordUse(of keys: [String: Timestamp]) async throws {
        try await write(.progress) { db in
            let statement = try db.cachedStatement(
                sql: "UPDATE api_keys SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE id = ?")
            for (id, time) in keys { try statement.execute(arguments: [time.microseconds, id]) }
        }
    }

    private static func liveAdminKeys(_ db: Database, at time: Timestamp) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM api_keys WHERE \(KeyRecord.isLiveAdmin)", arguments: [time.microseconds])
            ?? 0
    }
}
