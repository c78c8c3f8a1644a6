import PluginSDK
import PluginTestKit
import ScannerAPI
import Testing

/// Counts the letters of a file, once.
private struct LetterCounter: FileScanner {
    static var plugin: PluginDescription {
        var plugin = PluginDescription(id: "test.letters", name: "Letters", version: "1.0.0", scanTypes: ["code"])
        plugin.capabilities = [.files, .needsCache]
        return plugin
    }

    let keyLength: Int

    init(configuration: Configuration, context: borrowing Context) throws {
        let options = try JSON(parsing: configuration.text)
        if case .int(let length)? = options["key"] { keyLength = Int(length) } else { keyLength = 0 }
        if options["early"] != nil { _ = context.cached([1]) }
    }

    let rules = [RuleDefinition(id: "test.letters.count", title: "Letters", severity: .info, help: "Counts letters.")]

    func scan(_ file: borrowing File, _ context: borrowing Context) throws {
        let key = keyLength == 0 ? Array(file.info.path.utf8) : [UInt8](repeating: 1, count: keyLength)
        let count: Int
        if let known = context.cached(key) {
            count = Int(known.first ?? 0)
        } else {
            count = try file.withUnsafeBytes { bytes in bytes.count { $0 > 0x40 } }
            context.cache(key, [UInt8(clamping: count)])
            context.log(.debug, "counted")
        }
        try context.report(Finding(rule: "test.letters.count", message: "\(count) letters.", at: 0..<1))
    }
}

struct CacheTests {
    private let host = TestHost(files: ["a": "one two", "b": "three"])

    @Test func nextScanFindsWhatThisOneKept() {
        var host = host
        let first = host.scan(LetterCounter.self)
        #expect(first.cacheHits == 0 && first.cacheMisses == 2 && first.logs.count == 2)
        #expect(first.cache == [[0x61]: [6], [0x62]: [5]])
        host.cache = first.cache
        host.files["c"] = Array("!".utf8)
        let second = host.scan(LetterCounter.self)
        #expect(second.cacheHits == 2 && second.cacheMisses == 1 && second.logs.count == 1)
        #expect(second.findings.map(\.message) == ["6 letters.", "5 letters.", "0 letters."])
        #expect(second.cache.count == 3)
        host.files["b"] = nil
        #expect(host.scan(LetterCounter.self).cache[[0x62]] == nil, "nobody looked it up")
        #expect(first.violations + second.violations == [])
    }

    @Test func olderHostKeepsNothing() {
        var host = host
        host.cache = nil
        let report = host.scan(LetterCounter.self)
        #expect(report.findings.map(\.message) == ["6 letters.", "5 letters."])
        #expect(report.cache.isEmpty && report.cacheMisses == 0 && report.violations.isEmpty)
    }

    @Test func whatTheContractRulesOutIsNoted() {
        #expect(host.scan(LetterCounter.self, configuration: #"{"key":64}"#).violations == [])
        #expect(
            host.scan(LetterCounter.self, configuration: #"{"key":65}"#).violations
                == ["a key of the cache has 65 bytes"])
        #expect(
            host.scan(LetterCounter.self, configuration: #"{"early":true}"#).violations
                == ["the cache was used outside of a scan"])
    }
}
