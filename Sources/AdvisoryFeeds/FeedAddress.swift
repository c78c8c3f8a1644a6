internal import CLibcurl
internal import Packages

/// Where the public archives of OSV lie: a base and, below it, `<ecosystem>/all.zip`.
public struct FeedAddress: Sendable, Equatable {
    /// Of the project that publishes OSV.
    public static let standard = "https://osv-vulnerabilities.storage.googleapis.com"

    let base: String
    /// Plain http, which only this machine is spoken to by.
    let isLoopback: Bool

    /// - Throws: `use` when it is no URL of http or https, has credentials, a query or a fragment, or is plain http to
    ///   another machine: what decides about findings must not be changed on the way.
    public init(_ text: String) throws(FeedError) {
        func refuse(_ reason: String) -> FeedError { FeedError(.use, "the address of the advisories \(reason)") }
        guard text.utf8.count <= 1024, let url = curl_url() else { throw refuse("is too long") }
        defer { curl_url_cleanup(url) }
        guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK,
            let scheme = FeedAddress.part(CURLUPART_SCHEME, of: url)?.lowercased(),
            let host = FeedAddress.part(CURLUPART_HOST, of: url)?.lowercased(), !host.isEmpty
        else { throw refuse("is no URL") }
        for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT] {
            guard FeedAddress.part(part, of: url) == nil else { throw refuse("may only have a host and a path") }
        }
        let isThisMachine = host == "localhost" || host == "[::1]" || FeedAddress.isLoopback(v4: host)
        guard scheme == "https" || (scheme == "http" && isThisMachine) else {
            throw refuse("must begin with https://")
        }
        isLoopback = scheme == "http"
        base = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// libcurl has brought the host into its dotted form.
    private static func isLoopback(v4 host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    func archive(of ecosystem: Ecosystem) -> String {
        base + "/" + ecosystem.rawValue.split(separator: " ").joined(separator: "%20") + "/all.zip"
    }
}
