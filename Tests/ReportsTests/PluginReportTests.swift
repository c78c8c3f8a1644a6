import Model
import Reports
import Testing

struct PluginReportTests {
    @Test func loadedPluginIsShownWithItsRules() {
        let rules = [
            Rule(id: "org.example.a.one", title: "One", severity: .high, cwes: ["CWE-1", "CWE-2"])
        ]
        let plugin = PluginInfo(
            id: "org.example.a", name: "A", version: "1.0.0", abiVersion: "1.0", scanTypes: ["code", "own"],
            capabilities: ["scan_file"], sha256: "ab", state: .loaded, rules: rules)
        let expected = """
            org.example.a 1.0.0  loaded
              A, ABI 1.0, 1 rule, runs in: process
              scans for: code, own
              capabilities: scan_file
              sha256: ab
              org.example.a.one  high  CWE-1 CWE-2  One
            """
        #expect(PluginReport.text(plugin, rules: true) == expected)
    }

    @Test func whatIsNotKnownLeavesNoGap() {
        let disabled = PluginInfo(id: "x", name: "x", version: "", state: .disabled, reason: "no\tlibrary")
        #expect(PluginReport.text(disabled, rules: true) == "x  disabled: no\u{FFFD}library")
        let rules = [Rule(id: "x.one", title: "One", severity: .low), Rule(id: "x.two", title: "Two", severity: .info)]
        let plain = PluginInfo(id: "x", name: "X", version: "1.0.0", abiVersion: "1.0", state: .loaded, rules: rules)
        let text = PluginReport.text(plain, rules: true)
        #expect(text.contains("2 rules"))
        #expect(text.hasSuffix("  x.one  low  One\n  x.two  info  Two"))
    }
}
