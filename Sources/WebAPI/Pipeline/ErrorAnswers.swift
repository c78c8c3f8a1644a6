internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Model
internal import NIOHTTP1
internal import Store

/// Turns every error into the answer that clients are promised. The cause of an internal fault goes to the log, with
/// the request's id, and nowhere else.
struct ErrorAnswers: Sendable {
    let logger: Logger

    func catching(_ next: @escaping @Sendable (Exchange) async throws -> Response) -> Responder {
        { exchange in
            do {
                return try await next(exchange)
            } catch let failure as ValidationFailure {
                return failure.response
            } catch let refusal as RateLimitExceeded {
                return refusal.response
            } catch {
                return .error(answer(to: error, exchange))
            }
        }
    }

    private func answer(to error: any Error, _ exchange: Exchange) -> APIError {
        switch error {
        case let error as APIError: error
        case let error as ScanServiceError: ErrorAnswers.answer(to: error)
        case let error as StoreError: answer(to: error, exchange)
        case let refusal as RequestRefusal: APIError(refusal.status, refusal.detail, headers: [.connection: "close"])
        case is HTTPParserError: APIError(.badRequest, "The request body is malformed", headers: [.connection: "close"])
        case is CancellationError: .retryLater("The server is shutting down", seconds: 5)
        default: fault(error, exchange)
        }
    }

    private static func answer(to error: ScanServiceError) -> APIError {
        switch error {
        case .targetRejected: APIError(.badRequest, error.message)
        case .queueFull(_, let seconds): .retryLater(error.message, seconds: seconds)
        case .shuttingDown: .retryLater(error.message, seconds: 5)
        case .targetDoesNotAnswer: .retryLater(error.message, seconds: 10)
        case .notCancellable: APIError(.conflict, error.message)
        }
    }

    private func answer(to error: StoreError, _ exchange: Exchange) -> APIError {
        switch error.code {
        case .full:
            APIError(
                HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"),
                "The disk that holds the database is full")
        case .busy: .retryLater("The database is busy", seconds: 1)
        case .closed: .retryLater("The server is shutting down", seconds: 5)
        default: fault(error, exchange)
        }
    }

    private func fault(_ error: any Error, _ exchange: Exchange) -> APIError {
        logger.error(
            "a request failed",
            metadata: [
                "request_id": .string(exchange.id), "method": .string(exchange.method.rawValue),
                "path": .string(String(exchange.path)), "error": .string("\(error)"),
            ])
        return .internalFault
    }
}
