import Foundation
import TestSupport
import Testing

/// docs/writing-rules.md does what it says: its files are written into a folder, and its commands run there.
@Suite(.timeLimit(.minutes(2))) struct WritingRulesTests {
    private struct Block {
        let language: String
        let lines: [String]

        /// Of a block whose first line is a comment with the name of a file.
        var file: String? {
            guard let first = lines.first, first.hasPrefix("# "), first.contains("."), !first.contains(":") else {
                return nil
            }
            return String(first.dropFirst(2))
        }
    }

    private static func blocks() throws -> [Block] {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/writing-rules.md")
        var blocks: [Block] = []
        var open: (language: String, lines: [String])?
        for line in try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                if let (language, lines) = open { blocks.append(Block(language: language, lines: lines)) }
                open = open == nil ? (String(line.dropFirst(3)), []) : nil
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for block in try Self.blocks() {
            if let file = block.file { try folder.write(file, block.lines.joined(separator: "\n") + "\n") }
        }
        return folder
    }

    @Test func everyBlockIsAFileOrCommands() throws {
        let blocks = try Self.blocks()
        #expect(blocks.count >= 6)
        for block in blocks { #expect(block.file != nil || block.language == "console", "\(block.lines)") }
    }

    @Test func everyRuleIsGoodAndDoesWhatItsExamplesSay() async throws {
        let installation = try Installation.complete()
        let folder = try folder()
        let files = try Self.blocks().filter { $0.language == "yaml" }.compactMap(\.file)
            .filter { !$0.hasPrefix("broken/") }
        let result = try await installation.run(["rules", "test"] + files.map { folder.path + "/" + $0 })
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(files.count >= 2 && result.output.contains("0 missed, 0 unexpected"))
    }

    /// Each line that is shown occurs in what the command prints, in this order; a line may go on.
    @Test func everyCommandPrintsWhatIsShown() async throws {
        let installation = try Installation.complete()
        let folder = try folder()
        for block in try Self.blocks() where block.language == "console" {
            let output = try await shell(block.lines.filter { $0.hasPrefix("$ ") }, in: folder.path, installation)
            var rest = output[...]
            for line in block.lines where !line.hasPrefix("$ ") {
                let found = try #require(rest.range(of: line), "\(line) is not in:\n\(output)")
                rest = rest[found.upperBound...]
            }
        }
    }

    private func shell(_ commands: [String], in folder: String, _ installation: Installation) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", commands.map { $0.dropFirst(2) }.joined(separator: "\n")]
        let bin = URL(fileURLWithPath: installation.program).deletingLastPathComponent().path
        process.environment = installation.environment(["PATH": bin + ":/usr/bin:/bin"])
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        async let text = Products.onThread { Products.readAll(pipe.fileHandleForReading) }
        try process.run()
        let output = String(decoding: await text, as: UTF8.self)
        await Products.onThread { process.waitUntilExit() }
        withExtendedLifetime(installation) {}
        return output
    }
}
