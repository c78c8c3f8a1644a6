import Logging
import Testing
import WebAPI

@testable import Settings

struct KindTests {
    private func setting(_ name: String) throws -> Setting {
        try #require(Setting.all.first { $0.name == name })
    }

    /// Just within and just beyond what is allowed.
    @Test(arguments: [
        ("SECURESCAN_MAX_SCANS", ["1", "64"], ["0", "65", "", " 2", "2.5", "many", "99999999999999999999"]),
        ("SECURESCAN_MAX_QUEUED", ["1", "100000"], ["0", "100001"]),
        ("SECURESCAN_PORT", ["0", "65535"], ["-1", "65536"]),
        ("SECURESCAN_MAX_SSE", ["1", "1000000"], ["0", "1000001"]),
        ("SECURESCAN_SSE_QUEUE", ["1", "100000"], ["0", "100001"]),
        ("SECURESCAN_SSE_KEEPALIVE", ["0.1", "3600"], ["0", "3601", "nan", "-1"]),
        ("SECURESCAN_MAX_BODY_BYTES", ["1024", "1 GiB", "1gib"], ["1023", "1073741825", "1 GB", "0 KiB", "1 Gi B"]),
        ("SECURESCAN_MAX_HEADER_BYTES", ["4 KiB", "1MiB"], ["4095", "1048577"]),
        ("SECURESCAN_MAX_FILE_BYTES", ["1", "64 MiB"], ["0", "65 MiB"]),
        ("SECURESCAN_CONTENT_MEMORY", ["1 MiB", "16 GiB"], ["1048575", "17 GiB", "9223372036854775807 KiB"]),
        ("SECURESCAN_MAX_LIBRARY_BYTES", ["1 KiB", "1 TiB"], ["1023", "2 TiB"]),
        ("SECURESCAN_REQUEST_TIMEOUT", ["0.001", "86400"], ["0", "86400.1", "inf", "soon"]),
        ("SECURESCAN_SCAN_TIMEOUT", ["604800"], ["604801"]),
        ("SECURESCAN_WEBHOOK_TIMEOUT", ["3600"], ["3601"]),
        ("SECURESCAN_WEBHOOK_CONCURRENCY", ["1", "256"], ["0", "257"]),
        ("SECURESCAN_WEBHOOK_GIVE_UP", ["1", "604800"], ["0", "604801"]),
        ("SECURESCAN_RATE_LIMIT_PER_MIN", ["1", "1000000"], ["0", "1000001"]),
        ("SECURESCAN_AUTH_REQUIRED", ["1", "0", "true", "No", "ON"], ["2", "perhaps"]),
        ("SECURESCAN_LEGACY_SUNSET", ["2027-01-31"], ["2026-02-29", "31.12.2026"]),
        ("SECURESCAN_LOG_FORMAT", ["JSON", "text"], ["xml"]),
        ("SECURESCAN_LOG_LEVEL", ["WARN", "trace", "critical"], ["loud"]),
        ("SECURESCAN_HOST", ["::1", "localhost"], ["a b", "http://a", ""]),
        ("SECURESCAN_API_KEY", ["s3cret"], ["two words", "ключ", ""]),
        ("SECURESCAN_EVENT_TOKEN_SECRET", ["0123456789abcdef"], ["fifteen bytes.."]),
        ("SECURESCAN_HASH_KEY", ["0123456789abcdef"], ["fifteen bytes.."]),
        ("SECURESCAN_ALLOWED_ROOTS", ["/srv:/home", ""], ["srv", "/srv:home"]),
        ("SECURESCAN_PLUGIN_DIR", ["/opt/plugins"], ["plugins", "./plugins"]),
        ("SECURESCAN_CORS_ORIGINS", ["*", "https://a.example, http://b:80 ,"], ["example.org", "https://a/b"]),
        ("SECURESCAN_TRUSTED_PROXIES", ["10.0.0.0/8, ::1"], ["proxy.example", "10.0.0.0/33"]),
    ])
    func boundsAreKept(name: String, allowed: [String], refused: [String]) throws {
        let setting = try setting(name)
        for text in allowed {
            #expect(throws: Never.self, "\(text)") { try setting.check(.text(text)) }
        }
        for text in refused {
            #expect(throws: Unreadable.self, "\(text)") { try setting.check(.text(text)) }
        }
    }

    @Test(arguments: [
        ("SECURESCAN_MAX_SCANS", "0", "SECURESCAN_MAX_SCANS is '0'; it must be a whole number from 1 to 64"),
        (
            "SECURESCAN_MAX_BODY_BYTES", "many",
            "SECURESCAN_MAX_BODY_BYTES is 'many'; it must be a number of bytes from 1 KiB to 1 GiB"
        ),
        (
            "SECURESCAN_REQUEST_TIMEOUT", "-1",
            "SECURESCAN_REQUEST_TIMEOUT is '-1'; it must be a number of seconds above 0 and at most 86400"
        ),
        ("SECURESCAN_AUTH_REQUIRED", "so", "SECURESCAN_AUTH_REQUIRED is 'so'; it must be 1 or 0, or true or false"),
        ("SECURESCAN_LOG_FORMAT", "xml", "SECURESCAN_LOG_FORMAT is 'xml'; it must be one of text, json"),
        (
            "SECURESCAN_LEGACY_SUNSET", "31.12.2026",
            "SECURESCAN_LEGACY_SUNSET is '31.12.2026'; it must be a date such as 2026-12-31"
        ),
        (
            "SECURESCAN_CORS_ORIGINS", "https://a.example,b.example",
            "SECURESCAN_CORS_ORIGINS is 'b.example'; it must be '*' or origins such as https://dash.example.org, "
                + "separated by commas"
        ),
        (
            "SECURESCAN_TRUSTED_PROXIES", "proxy.example",
            "SECURESCAN_TRUSTED_PROXIES is 'proxy.example'; it must be addresses or blocks such as 10.0.0.0/8, "
                + "separated by commas"
        ),
        (
            "SECURESCAN_PLUGIN_DIR", "plugins",
            "SECURESCAN_PLUGIN_DIR is 'plugins'; it must be absolute paths, separated by ':' in a variable"
        ),
        (
            "SECURESCAN_API_KEY", "two words",
            "SECURESCAN_API_KEY must be printable ASCII characters without spaces"
        ),
        ("SECURESCAN_HASH_KEY", "fifteen bytes..", "SECURESCAN_HASH_KEY must be at least 16 bytes long"),
        ("SECURESCAN_HOST", "a\nb", "SECURESCAN_HOST is 'a?b'; it must be a host name or an IP address"),
    ])
    func refusalsSayWhatIsAllowed(name: String, value: String, sentence: String) {
        let sources = Sources(environment: Environment(variables: [name: value]))
        #expect(sources.faults.map(\.description) == [sentence])
    }

    @Test func longValuesAreCutInMessages() {
        #expect(Fault.quoted(String(repeating: "x", count: 81)).count == 83)
        #expect(Fault.quoted(String(repeating: "x", count: 80)).count == 82)
    }

    @Test(arguments: [
        ("SECURESCAN_MAX_BODY_BYTES", "2048", "2 KiB"), ("SECURESCAN_MAX_BODY_BYTES", "2049", "2049"),
        ("SECURESCAN_REQUEST_TIMEOUT", "2.50", "2.5"), ("SECURESCAN_AUTH_REQUIRED", "yes", "true"),
        ("SECURESCAN_TRUSTED_PROXIES", " 10.0.0.0/8 , ::0001", "10.0.0.0/8,::1"),
        ("SECURESCAN_LOG_LEVEL", "WARN", "warning"), ("SECURESCAN_LEGACY_SUNSET", "2027-01-02", "2027-01-02"),
        ("SECURESCAN_API_KEY", "s3cret", "********"),
    ])
    func valuesAreShownAsTheyAreUnderstood(name: String, value: String, shown: String) throws {
        #expect(try setting(name).check(.text(value)) == shown)
    }

    @Test func onlyListsTakeLists() throws {
        let roots = try setting("SECURESCAN_ALLOWED_ROOTS")
        #expect(try roots.check(.list(["/a:b", "/c"])) == "/a:b:/c")
        #expect(throws: Unreadable(text: "[4, 5]")) {
            try setting("SECURESCAN_MAX_SCANS").check(.list(["4", "5"]))
        }
    }

    /// Otherwise a setting could not be put back to what it is.
    @Test func everyNumberAndWordHasADefaultThatIsAllowed() throws {
        let words = Set(["none", "anywhere but /proc, /sys, /dev"])
        for setting in Setting.all where !setting.isSecret && !words.contains(setting.fallback) {
            #expect(throws: Never.self, "\(setting.name)") { try setting.check(.text(setting.fallback)) }
        }
    }

    @Test func namesAreUniqueAndSentencesEnd() {
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
        for setting in Setting.all {
            #expect(setting.name.hasPrefix("SECURESCAN_") && setting.summary.hasSuffix("."), "\(setting.name)")
        }
    }
}
