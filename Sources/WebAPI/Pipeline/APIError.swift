internal import HTTPTypes

/// An answer other than success whose reason the client is meant to read.
struct APIError: Error {
    var status: HTTPResponse.Status
    /// One sentence, the `detail` of the body.
    var detail: String
    var headers: HTTPFields

    init(_ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        self.headers = headers
    }

    static let notFound = APIError(.notFound, "Not Found")
    static let scanNotFound = APIError(.notFound, "Scan not found")
    static let pluginNotFound = APIError(.notFound, "Plugin not found")
    static let webhookNotFound = APIError(.notFound, "Webhook not found")
    static let notificationNotFound = APIError(.notFound, "Notification not found")
    static let internalFault = APIError(.internalServerError, "Internal Server Error")

    static func methodNotAllowed(_ allowed: [String]) -> APIError {
        APIError(.methodNotAllowed, "Method Not Allowed", headers: [.allow: allowed.joined(separator: ", ")])
    }

    static func bodyTooLarge(limit: Int) -> APIError {
        APIError(
            .contentTooLarge, "Request body is larger than \(limit) bytes (SECURESCAN_MAX_BODY_BYTES)",
            headers: [.connection: "close"])
    }

    static func retryLater(_ detail: String, seconds: Int) -> APIError {
        APIError(.serviceUnavailable, detail, headers: [.retryAfter: String(seconds)])
    }
}
