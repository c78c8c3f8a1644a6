internal import HTTPTypes

extension HTTPField.Name {
    static let requestID = known("X-Request-ID")
    static let totalCount = known("X-Total-Count")
    static let deprecation = known("Deprecation")
    static let sunset = known("Sunset")
    static let link = known("Link")
    static let lastEventID = known("Last-Event-ID")
    static let apiKey = known("X-API-Key")
    static let forwardedFor = known("X-Forwarded-For")
    static let rateLimitLimit = known("X-RateLimit-Limit")
    static let rateLimitRemaining = known("X-RateLimit-Remaining")
    static let rateLimitReset = known("X-RateLimit-Reset")
    static let accelBuffering = known("X-Accel-Buffering")
    static let frameOptions = known("X-Frame-Options")
    static let referrerPolicy = known("Referrer-Policy")

    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("'\(name)' is not a header name") }
        return name
    }
}
