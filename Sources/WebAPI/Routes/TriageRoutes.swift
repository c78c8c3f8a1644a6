internal import Digest
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// What people decide and say about findings, by fingerprint.
struct TriageRoutes: Sendable {
    let store: Store

    /// Longest fingerprint that is taken, in characters; ours have 64.
    private static let longestFingerprint = 256
    private static let status = Property(
        "status", .choice(FindingState.Status.allCases.map(\.rawValue)), required: true, "What was decided.",
        example: "false_positive")
    private static let note = Property(
        "note", .nullable(.text(0...10_000)), "Why.", example: "A key of the test suite.")
    private static let updatedBy = Property("updated_by", .nullable(.text(0...200)), "Who decided it.", example: "ana")
    private static let text = Property(
        "text", .text(1...10_000), required: true, "What there is to say.", example: "Rotated today.")
    private static let author = Property("author", .nullable(.text(0...200)), "Who says it.", example: "ana")

    var routes: [Route] { stateRoutes + commentRoutes }

    private var stateRoutes: [Route] {
        [
            Route(
                .patch, "/findings/{fp}/state", scope: .write, tag: "Triage", summary: "Decide about a finding",
                details:
                    "Replaces the earlier decision as a whole. Any fingerprint is taken, found already or not; the "
                    + "decision outlives scans.",
                body: [TriageRoutes.status, TriageRoutes.note, TriageRoutes.updatedBy],
                answer: .json(FindingSchemas.state, "The decision"), handler: set),
            Route(
                .get, "/findings/{fp}/state", scope: .read, tag: "Triage", summary: "The decision about a finding",
                answer: .json(FindingSchemas.state, "The decision"),
                refusals: [404: "Nothing was decided about it"], handler: show),
        ]
    }

    private var commentRoutes: [Route] {
        [
            Route(
                .get, "/findings/{fp}/comments", scope: .read, tag: "Triage", summary: "List comments, oldest first",
                answer: .json(.list(of: FindingSchemas.comment), "The comments"), handler: comments),
            Route(
                .post, "/findings/{fp}/comments", scope: .write, tag: "Triage", summary: "Comment on a finding",
                body: [TriageRoutes.text, TriageRoutes.author],
                answer: .json(FindingSchemas.comment, "The comment", status: 201),
                refusals: [409: "There are \(Store.commentLimit) comments on it already"], handler: comment),
            Route(
                .delete, "/findings/{fp}/comments/{cid}", scope: .write, tag: "Triage", summary: "Remove a comment",
                answer: .empty("It is gone"), refusals: [404: "Comment not found"], handler: removeComment),
        ]
    }

    @Sendable private func set(_ call: Call) async throws -> Response {
        let state = FindingState(
            fingerprint: try fingerprint(call),
            status: call.text(TriageRoutes.status).flatMap(FindingState.Status.init) ?? .new,
            note: call.text(TriageRoutes.note), updatedAt: .now(), updatedBy: call.text(TriageRoutes.updatedBy))
        try await store.set(state)
        return .json { state.write(to: &$0) }
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        guard let state = try await store.state(of: fingerprint(call)) else {
            throw APIError(.notFound, "Finding state not found")
        }
        return .json { state.write(to: &$0) }
    }

    @Sendable private func comments(_ call: Call) async throws -> Response {
        let comments = try await store.comments(on: fingerprint(call))
        return .json { json in
            json.array { json in for comment in comments { comment.write(to: &json) } }
        }
    }

    @Sendable private func comment(_ call: Call) async throws -> Response {
        let comment = FindingComment(
            id: SecureRandom.uuid(), fingerprint: try fingerprint(call), text: call.text(TriageRoutes.text) ?? "",
            author: call.text(TriageRoutes.author), createdAt: .now())
        guard try await store.add(comment) else {
            throw APIError(.conflict, "A finding can have at most \(Store.commentLimit) comments")
        }
        return .json(.created) { comment.write(to: &$0) }
    }

    @Sendable private func removeComment(_ call: Call) async throws -> Response {
        guard let id = call.path["cid"], try await store.deleteComment(id: id, on: fingerprint(call)) else {
            throw APIError(.notFound, "Comment not found")
        }
        return Response(status: .noContent)
    }

    private func fingerprint(_ call: Call) throws -> String {
        let text = call.path["fp"] ?? ""
        guard text.unicodeScalars.count <= TriageRoutes.longestFingerprint else {
            let message = "String should have at most \(TriageRoutes.longestFingerprint) characters"
            let place = Violation.Location(parts: [.name("path"), .name("fp")])
            throw ValidationFailure([Violation(.stringTooLong, at: place, message, input: .string(text))])
        }
        return text
    }
}
