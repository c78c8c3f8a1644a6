import ScannerAPI
import Testing

/// The structs as Swift imports them against the golden layout: every field, its name, offset and size.
@Suite struct ImportedLayoutTests {
    static let golden = Result { try GoldenLayout(contentsOfFile: ABICheck.golden) }

    @Test(arguments: ImportedStruct.all)
    func matchesTheGoldenLayout(_ imported: ImportedStruct) throws {
        let golden = try Self.golden.get()
        let recorded = try #require(golden.structs[imported.name], "\(imported.name) is not in the golden layout")
        #expect(imported.size == recorded.size)
        #expect(imported.fields.map(\.name) == recorded.fields.map(\.name))
        for (field, expected) in zip(imported.fields, recorded.fields) {
            #expect(field.offset == expected.offset, "\(imported.name).\(field.name)")
            #expect(field.size == expected.size, "\(imported.name).\(field.name)")
        }
    }

    @Test func everyStructOfTheGoldenLayoutIsCompared() throws {
        let golden = try Self.golden.get()
        #expect(Set(golden.structs.keys) == Set(ImportedStruct.all.map(\.name)))
    }

    @Test func constantsAreImportedWithTheirValues() throws {
        let golden = try Self.golden.get()
        let imported: [(String, UInt64)] = [
            ("SCN_ABI_MAJOR", UInt64(SCN_ABI_MAJOR)), ("SCN_ABI_MINOR", UInt64(SCN_ABI_MINOR)),
            ("SCN_CAP_SCAN_FILE", SCN_CAP_SCAN_FILE), ("SCN_CAP_SCAN_TARGET", SCN_CAP_SCAN_TARGET),
            ("SCN_CAP_COMPONENTS", SCN_CAP_COMPONENTS), ("SCN_CAP_CACHEABLE", SCN_CAP_CACHEABLE),
            ("SCN_NEED_NETWORK", SCN_NEED_NETWORK), ("SCN_NEED_TMPDIR", SCN_NEED_TMPDIR),
            ("SCN_NEED_DATA", SCN_NEED_DATA), ("SCN_NEED_ADVISORIES", SCN_NEED_ADVISORIES),
            ("SCN_E_INTERNAL", UInt64(SCN_E_INTERNAL)),
            ("SCN_SEV_CRITICAL", UInt64(SCN_SEV_CRITICAL)), ("SCN_CONF_HIGH", UInt64(SCN_CONF_HIGH)),
            ("SCN_LOG_ERROR", UInt64(SCN_LOG_ERROR)), ("SCN_LOG_NOTE", UInt64(SCN_LOG_NOTE)),
            ("SCN_SCOPE_DEVELOPMENT", UInt64(SCN_SCOPE_DEVELOPMENT)),
        ]
        for (name, value) in imported { #expect(golden.constants[name] == value, "\(name)") }
        #expect(SCN_ENTRY_SYMBOL == "scanner_plugin_entry")
        #expect(SCN_EXT_DATA == "scn.data/1")
        #expect(SCN_EXT_ADVISORIES == "scn.advisories/1")
    }
}
