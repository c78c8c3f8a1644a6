import Testing

@testable import PluginHost

@Suite struct LogGateTests {
    @Test func burstPassesThenTheRateHolds() {
        var gate = LogGate(now: 0)
        let first = (0..<1000).flatMap { _ in gate.pass("x", now: 0) }
        #expect(first.count == 200)
        let later = gate.pass("later", now: 10_000_000)
        #expect(later == ["(800 more lines were dropped)", "later"])
        let again = gate.pass("again", now: 10_000_000)
        #expect(again.isEmpty)
        let (remainder, nothing) = (gate.remainder(), gate.remainder())
        #expect(remainder == ["(1 more lines were dropped)"])
        #expect(nothing.isEmpty)
    }

    @Test func linesAreMadePrintable() {
        #expect(LogGate.clean(Array("a\u{1b}[31mb\tc\u{202E}d\u{7f}".utf8)) == "a [31mb c d ")
        #expect(LogGate.clean([0xFF, 0x41]) == "\u{FFFD}A")
        #expect(LogGate.clean([UInt8](repeating: 0x41, count: 2000)).unicodeScalars.count == 1001)
    }

    @Test func streamsAreCutIntoLines() {
        var splitter = LineSplitter()
        var lines: [String] = []
        for piece in ["one\ntw", "o\n\nthree"] { splitter.add(Array(piece.utf8)) { lines.append($0) } }
        splitter.finish { lines.append($0) }
        #expect(lines == ["one", "two", "three"])
    }
}
