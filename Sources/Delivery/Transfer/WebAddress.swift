internal import CLibcurl

/// The parts of a URL as libcurl, which will connect to it, reads them; one reader, so that nothing can mean one host
/// here and another there.
struct WebAddress: Sendable {
    let scheme: String
    /// In lower case, an IPv4 address in dotted form however it was written, an IPv6 address in brackets.
    let host: String
    let path: String
    let hasCredentials: Bool

    /// Nil when it is no URL with a host.
    init?(_ text: String) {
        guard let url = curl_url() else { return nil }
        defer { curl_url_cleanup(url) }
        guard curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
            let scheme = WebAddress.part(CURLUPART_SCHEME, of: url),
            let host = WebAddress.part(CURLUPART_HOST, of: url), !host.isEmpty
        else { return nil }
        self.scheme = scheme.lowercased()
        self.host = host.lowercased()
        path = WebAddress.part(CURLUPART_PATH, of: url) ?? "/"
        hasCredentials =
            WebAddress.part(CURLUPART_USER, of: url) != nil || WebAddress.part(CURLUPART_PASSWORD, of: url) != nil
    }

    /// The class of the address when the host is one, or a name that always means this machine (RFC 6761).
    var addressClass: AddressClass? {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        if name == "localhost" || name.hasSuffix(".localhost") { return .inside }
        return AddressClass(text: name)
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
