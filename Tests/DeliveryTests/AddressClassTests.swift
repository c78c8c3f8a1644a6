import Testing

@testable import Delivery

struct AddressClassTests {
    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "192.167.1.1", "100.63.255.255", "100.128.0.1",
        "169.253.255.255", "169.255.0.1", "11.0.0.1", "223.255.255.254", "2606:4700::1111", "2a00:1450::1",
        "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8", "::8.8.8.8",
    ])
    func addressesOfTheInternetAreForAnyone(address: String) {
        #expect(AddressClass(text: address) == .anyone)
    }

    @Test(arguments: [
        "127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
        "100.64.0.1", "100.127.255.255", "198.18.0.1", "192.0.2.1", "198.51.100.7", "203.0.113.9",
        "::1", "[::1]", "fc00::1", "fd12:3456::1", "fec0::1", "2001:db8::1", "100::1", "64:ff9b:1::8.8.8.8", "4000::1",
        "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:192.168.1.1", "::ffff:0:10.0.0.1", "::127.0.0.1", "::10.0.0.1",
        "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::1", "2002:a00:1::", "2002:c0a8:101::1",
        "2001:0:808:808::f5ff:fffe",
    ])
    func addressesOfThisNetworkAreInside(address: String) {
        #expect(AddressClass(text: address) == .inside)
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "169.254.0.1", "169.254.169.254", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "::", "fe80::1", "fe80::1%eth0", "[fe80::1%25eth0]", "febf::1", "ff02::1", "ffff::1", "fd00:ec2::254",
        "fd20:ce::254", "::ffff:169.254.169.254", "::ffff:0.0.0.0", "::ffff:a9fe:a9fe", "::ffff:0:169.254.169.254",
        "::169.254.169.254", "64:ff9b::169.254.169.254", "64:ff9b:1::169.254.169.254", "2002:a9fe:a9fe::1",
        "2001:0:a9fe:a9fe::", "2001:0:808:808::5601:5601", "::ffff:224.0.0.1",
    ])
    func addressesThatNobodyShouldTalkToAreRefused(address: String) {
        #expect(AddressClass(text: address) == .never)
    }

    @Test(arguments: ["", "localhost", "example.org", "1.2.3", "256.1.1.1", "1.2.3.4.5", "::g", "[::1"])
    func textThatIsNoAddressHasNoClass(text: String) {
        #expect(AddressClass(text: text) == nil)
    }
}

struct WebhookURLTests {
    @Test(arguments: [
        "https://hooks.example.com/T/B?x=1", "http://example.org", "HTTPS://EXAMPLE.ORG:8443/", "https://8.8.8.8/",
        "https://[2606:4700::1111]/x", "https://localhost.example.org/",
    ])
    func addressesOfTheInternetMayBeUsed(url: String) {
        #expect(WebhookURL.objection(to: url, allowsPrivate: false) == nil)
    }

    /// Numbers in every way that libcurl understands as an address.
    @Test(arguments: [
        "http://127.0.0.1/", "http://localhost:8080/", "http://LOCALHOST./", "http://a.localhost/", "http://[::1]:80/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://10.1/",
        "http://192.168.1.1/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/",
    ])
    func privateAddressesNeedALeave(url: String) {
        let objection = WebhookURL.objection(to: url, allowsPrivate: false)
        #expect(objection?.contains("SECURESCAN_WEBHOOK_ALLOW_PRIVATE=1") == true)
        #expect(WebhookURL.objection(to: url, allowsPrivate: true) == nil)
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data", "http://2852039166/", "http://0xa9fea9fe/", "http://169.254.43518/",
        "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/", "http://0/", "http://[::]/",
        "http://224.0.0.1/", "http://255.255.255.255/", "http://[::ffff:169.254.169.254]/",
    ])
    func addressesThatNobodyShouldTalkToNeedMoreThanALeave(url: String) {
        let objection = WebhookURL.objection(to: url, allowsPrivate: true)
        #expect(objection?.contains("link-local") == true, "\(objection ?? "allowed")")
    }

    @Test(arguments: [
        ("ftp://example.org/", "URL must be http(s)"), ("file:///etc/passwd", "URL must name a host"),
        ("gopher://example.org", "URL must be http(s)"), ("http://", "URL must name a host"),
        ("https://user@example.org/", "URL must not contain credentials"),
        ("https://user:pass@example.org/", "URL must not contain credentials"),
        ("https://:pass@example.org/", "URL must not contain credentials"),
    ])
    func otherURLsAreRefusedWithTheReason(url: String, reason: String) {
        #expect(WebhookURL.objection(to: url, allowsPrivate: true) == reason)
    }
}
