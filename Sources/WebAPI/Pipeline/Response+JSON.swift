internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import NIOCore

extension Response {
    /// A JSON document, written compactly.
    static func json(
        _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], _ write: (inout JSONWriter) -> Void
    ) -> Response {
        var json = JSONWriter()
        write(&json)
        return .bytes(json.take(), type: "application/json", status: status, headers: headers)
    }

    static func bytes(
        _ bytes: some Collection<UInt8>, type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func error(_ error: APIError) -> Response {
        .json(error.status, headers: error.headers) { json in
            json.object { $0.member("detail", error.detail) }
        }
    }
}
