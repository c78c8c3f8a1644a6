import Glibc
import PluginSDK
import PluginTestKit
import Testing

/// Plugins as a host meets them: libraries that the build left beside the tests.
@Suite(.timeLimit(.minutes(10)))
struct LibraryTests {
    private func path(_ library: String) throws -> String {
        let program = try #require(realpath("/proc/self/exe", nil))
        defer { free(program) }
        let folder = String(cString: program).split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder)/\(library)"
    }

    @Test func examplePluginInCFindsAConflict() throws {
        let text = "one\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> other\nfour <<<<<<< no\n<<<<<<< "
        let report = try TestHost(files: ["a.c": text, "b.c": "", "c.c": "<<<<<<<"]).scan(
            library: try path("libexample-c.so"))
        #expect(report.violations == [])
        #expect(report.failure == nil)
        #expect(report.findings.map(\.text) == ["<<<<<<< HEAD", "<<<<<<< "])
        #expect(report.findings.map(\.region.bytes) == [4..<16, 65..<73])
    }

    @Test func examplePluginInCPassesOnAReadError() throws {
        var host = TestHost(files: ["a.c": "x", "b.c": "y"])
        host.unreadable = ["a.c"]
        let report = try host.scan(library: try path("libexample-c.so"))
        #expect(
            report.failedFiles == [
                "a.c": TestFailure(phase: .scanFile, kind: .input, reason: "the file cannot be read")
            ])
    }

    @Test func examplePluginInSwiftFindsANote() throws {
        let files = ["a.py": "x = 1  # HACK check the PASSWORD\n# HACK tidy up\n# KLUDGE: tenant leaks\n"]
        let host = TestHost(files: files)
        let library = try path("libexample-swift.so")
        let report = try host.scan(library: library)
        #expect(report.violations == [])
        #expect(report.findings.map(\.text) == ["HACK check the PASSWORD"])
        let more = try host.scan(library: library, configuration: #"{"words": ["tenant"]}"#)
        #expect(more.findings.count == 2)
        let wrong = try host.scan(library: library, configuration: #"{"words": 1}"#)
        #expect(wrong.failure?.kind == .configuration)
    }

    @Test func libraryThatIsMissingIsNotFound() {
        #expect(throws: PluginError.self) { try TestHost(files: [:]).scan(library: "/nowhere/libnothing.so") }
    }
}
