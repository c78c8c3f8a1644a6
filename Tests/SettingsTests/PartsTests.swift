import Delivery
import Engine
import Logging
import Pipeline
import PluginHost
import TestSupport
import Testing
import WebAPI

@testable import Settings

struct PartsTests {
    private func settings(_ variables: [String: String]) -> Settings {
        Settings(
            sources: Sources(environment: Environment(variables: variables)), home: "/opt/securescan", version: "7")
    }

    @Test func theServerIsTold() throws {
        let api = try settings([
            "SECURESCAN_MAX_BODY_BYTES": "2048", "SECURESCAN_REQUEST_TIMEOUT": "2.5", "SECURESCAN_MAX_SSE": "7",
            "SECURESCAN_SSE_QUEUE": "9", "SECURESCAN_SSE_KEEPALIVE": "3", "SECURESCAN_MAX_HEADER_BYTES": "8 KiB",
            "SECURESCAN_CORS_ORIGINS": "https://a.example, http://b.example:8080 ,",
            "SECURESCAN_LEGACY_SUNSET": "2027-01-31", "SECURESCAN_ALLOW_INSECURE_BIND": "1",
            "SECURESCAN_IDLE_TIMEOUT": "", "SECURESCAN_METRICS_PUBLIC": "1", "SECURESCAN_MAX_LINE_BYTES": "2 KiB",
            "SECURESCAN_MAX_HEADER_FIELDS": "40",
        ]).api()
        #expect(api.maximumBodyBytes == 2048 && api.maximumHeaderBytes == 8192)
        #expect(api.maximumLineBytes == 2048 && api.maximumHeaderFields == 40)
        #expect(api.requestTimeout == .seconds(2.5))
        #expect(api.maximumEventStreams == 7 && api.eventQueueLength == 9 && api.keepaliveInterval == .seconds(3))
        #expect(api.corsOrigins == ["https://a.example", "http://b.example:8080"])
        #expect(api.sunset.isoDay == "2027-01-31")
        #expect(api.allowInsecureBind && api.metricsArePublic)
        #expect(api.idleTimeout == .seconds(60) && api.version == "7")
    }

    @Test func theServerIsToldItsCredentials() throws {
        let api = try settings([
            "SECURESCAN_API_KEY": "s3cret", "SECURESCAN_AUTH_REQUIRED": "1",
            "SECURESCAN_EVENT_TOKEN_SECRET": "0123456789abcdef",
            "SECURESCAN_TRUSTED_PROXIES": " 10.0.0.0/8, ::1 ,", "SECURESCAN_RATE_LIMIT_PER_MIN": "120",
            "SECURESCAN_RATE_LIMIT_BURST": "200",
        ]).api()
        #expect(api.apiKey == "s3cret" && api.authRequired && !api.needsAdminKey)
        #expect(api.eventTokenSecret == Array("0123456789abcdef".utf8))
        #expect(api.trustedProxies == [AddressBlock("10.0.0.0/8"), AddressBlock("::1")])
        #expect(api.rateLimit == RateLimit(perMinute: 120, burst: 200))
        #expect(try settings(["SECURESCAN_RATE_LIMIT_ENABLED": "false"]).api().rateLimit == nil)
        #expect(try settings([:]).api().rateLimit == RateLimit(perMinute: 60, burst: 10))
    }

    @Test func theLogIsTold() throws {
        let log = try settings(["SECURESCAN_LOG_FORMAT": "JSON", "SECURESCAN_LOG_LEVEL": "WARN"]).log()
        #expect(log.format == .json && log.level == .warning)
        let usual = try settings([:]).log()
        #expect(usual.format == .text && usual.level == .info)
    }

    @Test func scansAreTold() throws {
        let folder = try TemporaryFolder()
        let engine = try settings([
            "XDG_STATE_HOME": folder.path + "/state", "XDG_CACHE_HOME": "/cache", "SECURESCAN_MAX_SCANS": "3",
            "SECURESCAN_ALLOWED_ROOTS": "/srv:/home", "SECURESCAN_CONTENT_MEMORY": "32 MiB",
            "SECURESCAN_MAX_LIBRARY_BYTES": "1 MiB", "SECURESCAN_PLUGIN_DIR": "/one:/two",
            "SECURESCAN_WORKER_MEMORY": "1 GiB", "SECURESCAN_FILE_TIMEOUT": "0.5",
            "SECURESCAN_RESULT_CACHE_FILE_BYTES": "1 MiB", "SECURESCAN_RESULT_CACHE_BYTES": "1 GiB",
        ]).engine()
        #expect(engine.executable == "/opt/securescan/securescan" && engine.concurrentScans == 3)
        #expect(engine.allowedRoots == ["/srv", "/home"])
        #expect(engine.job.contentBytes == 32 << 20 && engine.job.cacheDirectory == "/cache/securescan")
        #expect(engine.job.plugins.fileBytes == 1 << 20)
        #expect(engine.job.results.isOn && engine.job.results.directory == folder.path + "/state/securescan/results")
        #expect(engine.job.results.fileBytes == 1 << 20 && engine.job.results.totalBytes == 1 << 30)
        #expect(engine.job.plugins.directories == ["/opt/securescan/plugins", "/one", "/two"])
        #expect(engine.job.plugins.workerPath == "/opt/securescan/scanner-worker")
        #expect(engine.job.plugins.limits.memoryBytes == 1 << 30 && engine.job.plugins.limits.fileSeconds == 0.5)
        #expect(engine.job.secretKey.count == 32 && !engine.job.scanID.isEmpty)
        withExtendedLifetime(folder) {}
    }

    @Test func theResultCacheCanBeElsewhereOrOff() throws {
        let folder = try TemporaryFolder()
        let results = try settings([
            "XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": "/cache", "SECURESCAN_RESULT_CACHE": "off",
            "SECURESCAN_RESULT_CACHE_DIR": "/elsewhere",
        ]).engine().job.results
        #expect(!results.isOn && results.directory == "/elsewhere")
        withExtendedLifetime(folder) {}
    }

    @Test func deliveriesAreTold() throws {
        let deliveries = try settings([
            "SECURESCAN_WEBHOOK_TIMEOUT": "3", "SECURESCAN_WEBHOOK_CONCURRENCY": "2",
            "SECURESCAN_WEBHOOK_GIVE_UP": "60",
        ]).deliveries { true }
        #expect(deliveries.attemptSeconds == 3 && deliveries.concurrentWebhooks == 2 && deliveries.giveUpSeconds == 60)
    }

    @Test func placesFollowTheHomeFolders() throws {
        #expect(try settings(["SECURESCAN_DB_PATH": "x.db"]).databasePath() == "x.db")
        #expect(
            try settings(["XDG_STATE_HOME": "/s", "HOME": "/h"]).databasePath() == "/s/securescan/securescan.db")
        #expect(
            try settings(["XDG_STATE_HOME": "s", "HOME": "/h"]).databasePath()
                == "/h/.local/state/securescan/securescan.db")
        #expect(throws: Fault("Neither XDG_STATE_HOME nor HOME is set to an absolute path; set one of them")) {
            try settings([:]).databasePath()
        }
        let shown = settings(["HOME": "/h"]).rows.first { $0.setting == "SECURESCAN_DB_PATH" }
        #expect(shown?.value == "/h/.local/state/securescan/securescan.db")
        #expect(shown?.origin == .standard)
    }
}
