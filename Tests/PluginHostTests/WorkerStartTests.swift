internal import TestSupport
import Testing

@testable import PluginHost

@Suite(.timeLimit(.minutes(10)))
struct WorkerStartTests {
    private func reason(
        entry: String = "", config: String = "{}", permissions: [String] = [],
        _ adjust: @Sendable @escaping (inout WorkerLimits) -> Void = { _ in }
    ) async throws -> String {
        try await onThread {
            var fixture = PluginFixture.misbehaving
            if !entry.isEmpty { fixture.appendix = "\nentry:\(entry)\n" }
            fixture.permissions = permissions
            do {
                let worker = try Laboratory(adjust).start(fixture, config: config)
                worker.stop()
                return "started"
            } catch let error as WorkerError {
                return error.message
            }
        }
    }

    @Test(arguments: [
        ("null", "declines this host's ABI 1.1"),
        ("alien", "was built against ABI 7.1, this host has 1.1"),
        ("small", "its table claims 40 bytes where ABI 1.1 has 224"),
        ("wild-text", "crashed with SIGSEGV while describing itself"),
        ("endless-text", "its descriptor is larger than 1048576 bytes"),
        ("other-id", "says that its id is `fixture`, plugin.json says `fixture.misbehaving`"),
        ("network", "needs the permission `network`, which plugin.json does not list"),
        ("data", "needs the permission `data`, which plugin.json does not list"),
        ("segv", "crashed with SIGSEGV while describing itself"),
        ("exit", "exited with status 3 while describing itself"),
        ("garbage", "sent a malformed frame: its header has reserved bits set"),
    ])
    func badEntryIsRefusedWithAReason(_ verb: String, _ expected: String) async throws {
        #expect(try await reason(entry: verb) == expected)
    }

    @Test(arguments: [
        (#"{"create":"segv"}"#, "crashed with SIGSEGV while creating its instance"),
        (#"{"create":"exit"}"#, "exited with status 3 while creating its instance"),
        (#"{"create":"config-error"}"#, "create returned SCN_E_CONFIG: depth: must be between 1 and 9"),
        (#"{"create":"silent-error"}"#, "create returned SCN_E_INPUT"),
        (#"{"rules":"segv"}"#, "crashed with SIGSEGV while listing its rules"),
        (#"{"rules":"duplicate"}"#, "lists the rule `fixture.misbehaving.seen` twice"),
        (
            #"{"rules":"foreign"}"#,
            "lists a rule `secrets.aws.key` whose id is not `fixture.misbehaving.` and [a-z0-9.-]+"
        ),
    ])
    func badCreationIsRefusedWithAReason(_ config: String, _ expected: String) async throws {
        #expect(try await reason(config: config) == expected)
    }

    @Test func hangingCreationIsKilled() async throws {
        let text = try await reason(config: #"{"create":"hang"}"#) { $0.startSeconds = 1.5 }
        #expect(text == "was not ready after 1.5 s, while creating its instance")
    }

    @Test func hangingEntryIsKilled() async throws {
        let text = try await reason(entry: "hang") { $0.startSeconds = 1.5 }
        #expect(text == "was not ready after 1.5 s, while describing itself")
    }

    @Test func slowEntryIsForgiven() async throws {
        #expect(try await reason(entry: "sleep-200ms") == "started")
    }

    @Test func permissionThatCannotBeGrantedIsAReason() async throws {
        let text = try await reason(entry: "network", permissions: ["network"])
        #expect(text == "needs the permission `network`, which this host cannot grant")
    }

    @Test func libraryThatIsNoPluginIsAReason() async throws {
        try await onThread {
            let lab = try Laboratory()
            let folder = try lab.folder.makeFolder("none")
            let bytes = Array("this is not an ELF file".utf8)
            try PluginFixture.write(bytes, to: folder + "/none.so")
            let manifest = PluginFixture(id: "none", product: "none").manifest(PluginFixture.digest(bytes))
            try PluginFixture.write(Array(manifest.utf8), to: folder + "/plugin.json")
            let found = PluginDiscovery.discover(in: [lab.folder.path])
            guard case .verified(let plugin)? = found.first?.outcome else { throw FixtureError("not verified") }
            let error = #expect(throws: WorkerError.self) {
                try Worker.start(plugin, configuration: lab.configuration, arena: lab.arena, config: "{}")
            }
            #expect(error?.message.hasPrefix("cannot be loaded: ") == true)
        }
    }

    @Test func libraryChangedAfterItsVerificationIsNotLoaded() async throws {
        try await onThread {
            let lab = try Laboratory()
            let plugin = try lab.stage(.words)
            let library = lab.folder.path + "/fixture.words/fixture.words.so"
            try PluginFixture.write(PluginFixture.read(library) + [0], to: library)
            let error = #expect(throws: WorkerError.self) {
                try Worker.start(plugin, configuration: lab.configuration, arena: lab.arena, config: "{}")
            }
            #expect(error?.message == "was changed on disk since its SHA-256 was checked")
        }
    }

    @Test func missingWorkerIsAReason() async throws {
        try await onThread {
            let lab = try Laboratory()
            var configuration = lab.configuration
            configuration.workerPath = "/nowhere/scanner-worker"
            let error = #expect(throws: WorkerError.self) {
                try Worker.start(lab.stage(.words), configuration: configuration, arena: lab.arena, config: "{}")
            }
            #expect(error?.message == "its worker /nowhere/scanner-worker cannot be started: No such file or directory")
        }
    }
}
