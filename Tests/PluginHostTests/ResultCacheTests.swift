internal import Glibc
internal import Model
internal import TestSupport
import Testing

@testable import PluginHost

/// What a plugin keeps is there in the next scan, for this plugin and this target, and only then.
@Suite(.timeLimit(.minutes(2)))
struct ResultCacheTests {
    private typealias Count = Thrift.Count

    private func thrift(
        fileBytes: Int = 8 << 20, totalBytes: Int = 64 << 20,
        _ body: @escaping @Sendable (Thrift) throws -> Void
    ) async throws {
        try await onThread { try body(Thrift(fileBytes: fileBytes, totalBytes: totalBytes)) }
    }

    @Test func secondScanFindsWhatTheFirstWorkedOut() async throws {
        try await thrift { thrift in
            let first = try thrift.say(["a", "b", "c"])
            let second = try thrift.say(["a", "b", "c"])
            #expect(first.count == 3 && first.allSatisfy { $0.hasPrefix("worked out 40 bytes, sum ") })
            #expect(second == first.map { $0.replacing("worked out", with: "found") })
        }
    }

    @Test func onlyWhatChangedIsWorkedOut() async throws {
        try await thrift { thrift in
            _ = try thrift.scan((0..<300).map { "file \($0)" })
            let changed = (0..<300).map { $0 == 7 ? "changed" : "file \($0)" } + ["new"]
            #expect(try thrift.scan(changed) == Count(found: 299, worked: 2))
            #expect(try thrift.scan(changed) == Count(found: 301))
        }
    }

    @Test func otherTargetsPluginsAndDataFindNothing() async throws {
        try await thrift { thrift in
            let first = try thrift.scan(["a"])
            #expect(first == Count(worked: 1))
            #expect(try thrift.scan(["a"], target: "/target2") == Count(worked: 1))
            #expect(try thrift.scan(["a"], config: #"{"strict":true}"#, isWhole: false) == Count(worked: 1))
            var rebuilt = PluginFixture.thrift
            rebuilt.appendix = "\n"
            #expect(try thrift.scan(["a"], fixture: rebuilt) == Count(worked: 1))
            var taught = PluginFixture.thrift
            taught.permissions = ["cache", "data"]
            taught.data = [("words.txt", [1])]
            #expect(try thrift.scan(["a"], fixture: taught) == Count(worked: 1))
            taught.data = [("words.txt", [2])]
            #expect(try thrift.scan(["a"], fixture: taught) == Count(worked: 1))
            #expect(try thrift.scan(["a"]) == Count(found: 1), "the first one is as it was")
            #expect(thrift.files.count == 5)
        }
    }

    @Test func valuesOfEverySizeArriveAsTheyWere() async throws {
        let sizes = [0, 1, 7, 8, 524_287, 524_288, 524_289, 1_048_575, 1_048_576]
        try await thrift(fileBytes: 16 << 20) { thrift in
            let contents = sizes.map { "big \($0)" }
            let first = try thrift.say(contents)
            #expect(Set(first.map { $0.prefix { $0 != "," } }) == Set(sizes.map { "worked out \($0) bytes" }))
            for _ in 0..<2 {
                #expect(try thrift.say(contents) == first.map { $0.replacing("worked out", with: "found") })
            }
        }
    }

    /// Values of any length lie beside each other in the file that the next scan takes them over into.
    @Test func whatAPartOfTheTargetDidNotLookUpOutlivesIt() async throws {
        let sizes = [1, 3, 5, 8, 13, 21].map { "big \($0)" }
        try await thrift { thrift in
            _ = try thrift.scan(sizes)
            for round in 0..<3 {
                #expect(try thrift.scan(["other \(round)"], isWhole: false) == Count(worked: 1))
                #expect(try thrift.scan(sizes, isWhole: false) == Count(found: sizes.count), "round \(round)")
            }
        }
    }

    @Test func oddQuestionsAreAnswered() async throws {
        try await thrift { thrift in
            let log = try thrift.lab.scan(thrift.plugin(), [("a", "odd")], results: thrift.session())
            // Keys without bytes and with too many, a key that is not there, no place for the answer; the same for
            // putting, and a value that is too long, the longest one, an empty one.
            #expect(log.lines == ["7 7 4 7 7 7 5 0 0"])
        }
    }

    @Test func withoutASessionThereIsAlwaysNothing() async throws {
        try await thrift { thrift in
            for _ in 0..<2 {
                let log = try thrift.lab.scan(thrift.plugin(), [("a", "a"), ("b", "odd")])
                #expect(log.findings.map(\.finding.ruleID) == ["fixture.thrift.worked"])
                #expect(log.lines == ["7 7 4 7 7 7 5 0 0"])
            }
            #expect(thrift.files.isEmpty)
        }
    }

    @Test func thePermissionIsNeeded() async throws {
        try await thrift { thrift in
            var fixture = PluginFixture.thrift
            fixture.permissions = []
            let plugin = try thrift.lab.stage(fixture)
            #expect(ResultCache(thrift.configuration)?.session(for: plugin, target: "/target") == nil)
            let refusal = WorkerError(
                "needs the permission `cache`, which plugin.json does not list", kind: .unusable)
            #expect(throws: refusal) { try thrift.lab.start(fixture) }
        }
    }

    @Test func switchedOffThereIsNoCache() throws {
        var configuration = ResultCacheConfiguration()
        #expect(ResultCache(configuration) == nil, "nowhere to keep anything")
        configuration.directory = "/nowhere"
        #expect(ResultCache(configuration) != nil)
        configuration.isOn = false
        #expect(ResultCache(configuration) == nil)
    }

    @Test func wholeScansForgetWhatTheyDidNotLookUp() async throws {
        try await thrift { thrift in
            _ = try thrift.scan(["a", "b", "c"])
            #expect(try thrift.scan(["a", "d"], isWhole: false) == Count(found: 1, worked: 1))
            #expect(try thrift.scan(["b"], isWhole: false) == Count(found: 1))
            #expect(try thrift.scan(["a", "b", "c", "d"], isWhole: false) == Count(found: 4), "nothing was lost")
            #expect(try thrift.scan(["a"]) == Count(found: 1))
            #expect(try thrift.scan(["a", "b"]) == Count(found: 1, worked: 1))
        }
    }

    @Test func sessionThatIsDiscardedLeavesEverythingAsItWas() async throws {
        try await thrift { thrift in
            _ = try thrift.scan(["a", "b"])
            let before = try PluginFixture.read(thrift.file())
            let session = try thrift.session()
            let log = try thrift.lab.scan(thrift.plugin(), [("a", "a"), ("b", "crash here")], results: session)
            #expect(log.end == .failed("crashed with SIGABRT while scanning b"))
            #expect(thrift.files.count == 2, "a draft is there")
            session.discard()
            #expect(session.keep(isWhole: true) == nil)
            #expect(try PluginFixture.read(thrift.file()) == before, "and no draft is left")
            #expect(try thrift.scan(["a", "b"]) == Count(found: 2))
        }
    }

    @Test func filesAreForTheirOwnerAlone() async throws {
        try await thrift { thrift in
            _ = try thrift.scan(["a"])
            var status = stat()
            #expect(stat(try thrift.file(), &status) == 0 && status.st_mode & 0o777 == 0o600)
            #expect(stat(thrift.folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
        }
    }
}
