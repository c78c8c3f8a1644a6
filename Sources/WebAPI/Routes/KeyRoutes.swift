internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// Issuing, listing and revoking keys.
struct KeyRoutes: Sendable {
    let backend: Backend

    private static let name = Property(
        "name", .text(1...200), required: true, "Who or what the key is for.", example: "ci-runner")
    private static let scopes = Property(
        "scopes", .list(of: .choice(APIKey.Scope.allCases.map(\.rawValue)), atLeast: 1),
        "What the holder may do; `read` and `write` when absent. `admin` includes the others, `write` does not "
            + "include `read`.",
        example: ["read", "write"])
    private static let expiry = Property(
        "expires_at", .nullable(.timestamp), "From then on the key is refused; never when absent.",
        example: "2036-01-31T09:05:00Z", typical: false)

    var routes: [Route] {
        [
            Route(
                .post, "/keys", scope: .admin, tag: "Keys", summary: "Issue a key",
                details: "The answer holds the key's text, which is never shown again.",
                body: [KeyRoutes.name, KeyRoutes.scopes, KeyRoutes.expiry],
                answer: .json(KeySchemas.issued, "The key with its text", status: 201), handler: create),
            Route(
                .get, "/keys", scope: .admin, tag: "Keys", summary: "List the keys, newest first",
                details: "Revoked and expired ones too.", answer: .json(.list(of: KeySchemas.key), "The keys"),
                handler: list),
            Route(
                .get, "/keys/me", scope: .key, tag: "Keys", summary: "The key of this request",
                answer: .json(KeySchemas.key, "The key"), refusals: [404: "The caller holds no issued key"],
                handler: me),
            Route(
                .delete, "/keys/{id}", scope: .admin, tag: "Keys", summary: "Revoke a key",
                details: "At once and for good. A key that is revoked already stays so.",
                answer: .empty("It is revoked"),
                refusals: [404: "Key not found", 409: "It is the last admin credential, and one is required"],
                handler: revoke),
        ]
    }

    @Sendable private func create(_ call: Call) async throws -> Response {
        let now = backend.configuration.now()
        let expiry = call.text(KeyRoutes.expiry)
        let expiresAt = expiry.flatMap(Timestamp.init(iso8601:))
        if let expiry, let expiresAt, expiresAt <= now {
            let place = Violation.Location.body.member(KeyRoutes.expiry.name)
            throw ValidationFailure([
                Violation(.value, at: place, "Expiry must lie in the future", input: .string(expiry))
            ])
        }
        let scopes = call.texts(KeyRoutes.scopes)?.compactMap(APIKey.Scope.init) ?? [.read, .write]
        let issued = try await backend.store.createKey(
            name: call.text(KeyRoutes.name) ?? "", scopes: scopes, expiresAt: expiresAt, at: now)
        backend.credentials.ring.forget()
        return .json(.created, headers: [.cacheControl: "no-store"]) { json in
            json.object { json in
                issued.key.writeMembers(to: &json)
                json.member("key", issued.text)
            }
        }
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let keys = try await backend.store.keys().map(backend.credentials.usage.complete)
        return .json { json in
            json.array { json in for key in keys { key.write(to: &json) } }
        }
    }

    @Sendable private func me(_ call: Call) throws -> Response {
        guard case .key(let key) = call.principal else {
            throw APIError(.notFound, "Not authenticated via DB key")
        }
        let complete = backend.credentials.usage.complete(key)
        return .json { complete.write(to: &$0) }
    }

    @Sendable private func revoke(_ call: Call) async throws -> Response {
        let configuration = backend.configuration
        let outcome = try await backend.store.revokeKey(
            id: call.path["id"] ?? "", keepingAdmin: configuration.needsAdminKey, at: configuration.now())
        backend.credentials.ring.forget()
        switch outcome {
        case .revoked: return Response(status: .noContent)
        case .notFound: throw APIError(.notFound, "Key not found")
        case .lastAdmin:
            throw APIError(
                .conflict,
                "Cannot revoke the last admin key while SECURESCAN_AUTH_REQUIRED is set and SECURESCAN_API_KEY is not")
        }
    }
}

enum KeySchemas {
    static let key = Schema.named("ApiKey", .object(members))

    static let issued = Schema.named(
        "ApiKeyCreated",
        .object(
            members + [
                Property("key", .string, "To be sent as `X-API-Key`; shown only here", example: "ssk_3kT9wQz0aB_x…")
            ]))

    private static let members = [
        Property("id", .uuid), Property("name", .string, example: "ci-runner"),
        Property("prefix", .text(16...16), "The first 16 characters of the key", example: "ssk_3kT9wQz0aB_x"),
        Property("scopes", .list(of: .choice(APIKey.Scope.allCases.map(\.rawValue))), example: ["read", "write"]),
        Property("created_at", .timestamp), Property("expires_at", .nullable(.timestamp), example: .null),
        Property("last_used_at", .nullable(.timestamp), "To within a minute"),
        Property("revoked_at", .nullable(.timestamp), example: .null),
    ]
}
