import CodeEngine
import Testing

/// What is kept from scan to scan changes how long a scan takes, and nothing else.
@Suite(.timeLimit(.minutes(10)))
struct ResultShelfTests {
    private static let view = """
        import os
        from flask import request
        from tools import same

        def view():
            os.system("ls " + same(request.args["n"]))
        """
    private static let tools = "def same(value):\n    return value\n"
    private static let quiet = "def other():\n    return 1\n"

    /// A scan's findings, as texts that can be compared.
    private func scan(_ texts: [String: String], _ memory: Memory) -> Set<String> {
        memory.found = 0
        return Set(
            CodeFixture.scan(texts, shelf: memory.shelf).findings.map { finding in
                "\(finding.rule) \(finding.path) \(finding.bytes) \(finding.matchKey) "
                    + finding.steps.map { "\($0.path):\($0.line) \($0.note)" }.joined(separator: ", ")
            })
    }

    @Test func theSecondScanFindsTheSameWithoutWorkingItOut() {
        let texts = ["app.py": Self.view, "tools.py": Self.tools, "quiet.py": Self.quiet]
        let memory = Memory()
        let first = scan(texts, memory)
        #expect(memory.found == 0)
        let second = scan(texts, memory)
        #expect(first.contains { $0.hasPrefix("python.command-injection") && $0.contains("app.py:6") })
        #expect(second == first)
        // Three files, and the flow of the one that has some.
        #expect(memory.found == 4)
    }

    @Test func aChangeElsewhereIsFollowedAgain() {
        let memory = Memory()
        var texts = ["app.py": Self.view, "tools.py": Self.tools]
        #expect(scan(texts, memory).contains { $0.hasPrefix("python.command-injection") })
        texts["tools.py"] = "def same(value):\n    return 'fixed'\n"
        #expect(!scan(texts, memory).contains { $0.hasPrefix("python.command-injection") })
        texts["tools.py"] = Self.tools
        #expect(scan(texts, memory).contains { $0.hasPrefix("python.command-injection") })
    }

    @Test func aFunctionThatNowComesFromElsewhereIsFollowedAgain() {
        let memory = Memory()
        let alone = ["app.py": Self.view, "quiet.py": Self.quiet]
        let before = scan(alone, memory)
        #expect(before.contains { $0.hasPrefix("python.command-injection") })
        let changed = ["app.py": Self.view, "quiet.py": Self.quiet, "tools.py": "def same(value):\n    return 'x'\n"]
        #expect(!scan(changed, memory).contains { $0.hasPrefix("python.command-injection") })
    }

    @Test(arguments: [0, 1, 2, 3]) func damagedRecordsAreWorkedOutAgain(kind: Int) {
        let texts = ["app.py": Self.view, "tools.py": Self.tools, "quiet.py": Self.quiet]
        let memory = Memory()
        let first = scan(texts, memory)
        memory.damage { bytes in
            switch kind {
            case 0: []
            case 1: Array(bytes.dropLast())
            case 2: bytes + [0]
            default: bytes.map { _ in 0xFF }
            }
        }
        #expect(scan(texts, memory) == first)
    }

    @Test func passwordsAreNotKept() {
        let memory = Memory()
        let texts = ["settings.py": "password = \"Tr0ub4dor-and-three\"\n"]
        let first = scan(texts, memory)
        #expect(first.contains { $0.hasPrefix("python.hardcoded-password") })
        #expect(scan(texts, memory) == first)
        #expect(memory.found > 0)
        #expect(!memory.holds("Tr0ub4dor"))
    }
}

/// A shelf in memory.
private final class Memory {
    private var kept: [[UInt8]: UnsafeMutableRawBufferPointer] = [:]
    /// Questions that were answered since the scan began.
    var found = 0

    deinit { for bytes in kept.values { bytes.deallocate() } }

    var shelf: ResultShelf {
        ResultShelf(
            CodeFixture.library,
            get: { key in
                guard let bytes = self.kept[key] else { return nil }
                self.found += 1
                return UnsafeRawBufferPointer(bytes)
            }, put: { key, value in self.put(key, value) })
    }

    func damage(_ change: ([UInt8]) -> [UInt8]) {
        for (key, value) in kept { put(key, change(Array(value))) }
    }

    func holds(_ text: String) -> Bool {
        kept.values.contains { String(decoding: $0, as: UTF8.self).contains(text) }
    }

    private func put(_ key: [UInt8], _ value: [UInt8]) {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: value.count, alignment: 1)
        bytes.copyBytes(from: value)
        kept.updateValue(bytes, forKey: key)?.deallocate()
    }
}
