import Foundation
import TestSupport
import Testing

/// Names of files that are no text.
@Suite(.timeLimit(.minutes(10))) struct FileNameTests {
    /// Git and Linux allow any bytes, so such a name must not hide what values flow through the file.
    @Test func dataFlowIsFollowedInFilesWhoseNamesAreNoText() async throws {
        let folder = try TemporaryFolder()
        let program = """
            import os
            from flask import request
            def show():
                os.system("ls " + request.args.get("q"))

            """
        for last: UInt8 in [0xFE, 0xFF] {
            try folder.write(
                rawPath: Array((folder.path + "/bad").utf8) + [last] + Array(".py".utf8), Array(program.utf8))
        }
        let result = try await Installation.complete().run(["scan", folder.path, "--format", "csv"])
        withExtendedLifetime(folder) {}
        for name in [#"bad\xfe.py"#, #"bad\xff.py"#] {
            #expect(
                result.output.split(whereSeparator: \.isNewline).contains {
                    $0.contains("\"code.python.command-injection\"") && $0.contains("\"\(name)\"")
                }, "\(result.output)")
        }
    }
}
