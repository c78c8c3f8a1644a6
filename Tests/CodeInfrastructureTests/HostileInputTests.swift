import CodeInfrastructure
import Glibc
import Testing

/// Files made to cost time, memory or stack.
struct HostileInputTests {
    private static let head = "apiVersion: v1\nkind: Pod\n"

    private func report(_ text: String, _ format: InfrastructureFormat) -> InfrastructureReport {
        let began = clock()
        let report = Scanning.report(text, format)
        // Of the whole process, in a debug build; what is not bounded takes many minutes.
        #expect(clock() - began < 300 * CLOCKS_PER_SEC)
        return report
    }

    @Test func deepNestingIsNotUnderstood() {
        let deep = Self.head + "spec: " + String(repeating: "[", count: 10_000)
        #expect(!report(deep, .kubernetes).notes.isEmpty)
        let closed = Self.head + "spec: " + String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        #expect(!report(closed, .kubernetes).notes.isEmpty)
    }

    @Test func deepBlocksAreCutAndSaid() {
        let blocks = String(repeating: "a {\n", count: 3_000) + String(repeating: "}\n", count: 3_000)
        #expect(report(blocks, .terraform).notes.contains { $0.message.contains("nested deeper") })
        let lists = "x = " + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        #expect(!report(lists, .terraform).notes.isEmpty)
        let templates = "x = " + String(repeating: "\"${", count: 2_000) + "1" + String(repeating: "}\"", count: 2_000)
        #expect(!report(templates, .terraform).notes.isEmpty)
    }

    @Test func aliasesDoNotMultiply() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            let last = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: last, count: 10).joined(separator: ", "))]\n"
        }
        #expect(!report(Self.head + text, .kubernetes).notes.isEmpty)
        #expect(!report("services:\n  a: &a\n    x: *a\n", .compose).notes.isEmpty)
    }

    @Test func localsDoNotMultiply() {
        var text = "locals {\n  a0 = \"\(String(repeating: "x", count: 1_000))\"\n"
        for level in 1..<40 {
            text += "  a\(level) = \"\(String(repeating: "${local.a\(level - 1)}", count: 20))\"\n"
        }
        text += "}\nresource \"aws_s3_bucket\" \"x\" { acl = local.a39 }\n"
        #expect(report(text, .terraform).findings.isEmpty)
        let circle = "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_s3_bucket\" \"x\" { acl = local.a }\n"
        #expect(report(circle, .terraform).findings.isEmpty)
    }

    @Test(arguments: InfrastructureFormat.allCases)
    func longLinesCostLinearTime(format: InfrastructureFormat) {
        for unit in ["x", "a: ", "$", "${{ ", "\\", "\"", "RUN a && ", "{", "[a, ", "<<A ", "#", "- "] {
            _ = report(String(repeating: unit, count: 100_000 / unit.utf8.count), format)
        }
    }

    @Test(arguments: InfrastructureFormat.allCases)
    func anyBytesAreSurvived(format: InfrastructureFormat) {
        var generator = SystemRandomNumberGenerator()
        for length in [0, 1, 2, 3, 100, 10_000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = Scanning.report(bytes, path: Scanning.path(format))
        }
        for bytes in [
            [0xEF, 0xBB], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0x41, 0x00], Array(repeating: UInt8(0), count: 9),
        ] {
            _ = Scanning.report(bytes.map { UInt8($0) }, path: Scanning.path(format))
        }
    }

    /// Every prefix of an example, and every example with one of its bytes replaced.
    @Test(arguments: InfrastructureFormat.allCases)
    func damagedExamplesAreSurvived(format: InfrastructureFormat) {
        let rules = InfrastructureScanner.rules.filter { $0.format == format }
        for rule in rules {
            let bytes = Array(rule.badExample.utf8)
            for length in stride(from: 0, to: bytes.count, by: 7) {
                check(Array(bytes[..<length]), format)
                var changed = bytes
                changed[length] = [0, 0xFF, UInt8(ascii: "{"), UInt8(ascii: "\""), 10][length % 5]
                check(changed, format)
            }
        }
    }

    private func check(_ bytes: [UInt8], _ format: InfrastructureFormat) {
        for finding in Scanning.report(bytes, path: Scanning.path(format)).findings {
            #expect(finding.range.lowerBound >= 0 && finding.range.upperBound <= bytes.count)
        }
    }

    @Test func findingsAreLimitedAndThatIsSaid() {
        let services = (0..<3_000).map { "  s\($0): {image: 'a/b:1', privileged: true}\n" }.joined()
        let report = report("services:\n" + services, .compose)
        #expect(report.findings.count == 2_000)
        #expect(report.notes.contains { $0.message.contains("2000") })
    }

    @Test func largeFilesAreNotReadAndThatIsSaid() {
        let bytes = Array("FROM a\n".utf8) + [UInt8](repeating: 32, count: InfrastructureScanner.sizeLimit)
        let report = Scanning.report(bytes, path: "Dockerfile")
        #expect(report.findings.isEmpty && report.notes.count == 1)
    }
}
