/// Which URLs a webhook may have.
public enum WebhookURL {
    /// Why the URL is refused, as a sentence for the client; nil when it may be used.
    ///
    /// A name is not resolved here: what it leads to is looked at again with every attempt, and by then it may lead
    /// somewhere else.
    ///
    /// - Parameter allowsPrivate: whether loopback and private addresses may be used.
    public static func objection(to url: String, allowsPrivate: Bool) -> String? {
        guard let address = WebAddress(url) else { return "URL must name a host" }
        guard address.scheme == "http" || address.scheme == "https" else { return "URL must be http(s)" }
        if address.hasCredentials { return "URL must not contain credentials" }
        switch address.addressClass {
        case .never: return "URL must not lead to a link-local, metadata, multicast or unspecified address"
        case .inside where !allowsPrivate:
            return "URL must not lead to a loopback or private address unless SECURESCAN_WEBHOOK_ALLOW_PRIVATE=1"
        case .inside, .anyone, nil: return nil
        }
    }
}
