import Foundation
import Testing

/// `scripts/abi-check` on copies of the header that were changed in one place.
@Suite(.timeLimit(.minutes(10)))
struct AppendOnlyTests {
    /// A change of the header and a part of what the person who made it must read.
    struct Breakage: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let edits: [HeaderEdit]
        let says: [String]
    }

    static let breakages = [
        Breakage(
            testDescription: "a field inserted in the middle of a struct",
            edits: [.insert("  scn_str  encoding;\n", before: "  scn_str  content_id;")],
            says: ["scn_file_info.encoding: inserted at offset 32 before 'content_id'", "after 'content_id'"]),
        Breakage(
            testDescription: "two functions of the host table swapped",
            edits: [.swap("(*emit_rule)", "(*emit_finding)")],
            says: ["scn_host: 'emit_finding' now stands at offset 80, the place of 'emit_rule'", "keep their order"]),
        Breakage(
            testDescription: "an enumerator with another value",
            edits: [.replace("SCN_E_LIMIT = 5", with: "SCN_E_LIMIT = 50")],
            says: ["enum SCN_E_LIMIT: was '5', is now '50'"]),
        Breakage(
            testDescription: "an enumerator removed",
            edits: [.replace(", SCN_SCOPE_DEVELOPMENT = 2", with: "")],
            says: ["enum SCN_SCOPE_DEVELOPMENT: removed"]),
        Breakage(
            testDescription: "a new enumerator that reuses a value",
            edits: [
                .replace("SCN_SCOPE_DEVELOPMENT = 2", with: "SCN_SCOPE_DEVELOPMENT = 2, SCN_SCOPE_TEST = 2"),
                .nextMinor,
            ],
            says: ["enum SCN_SCOPE_TEST: has the value 2 of enum SCN_SCOPE_DEVELOPMENT"]),
        Breakage(
            testDescription: "a capability bit with another value",
            edits: [.replace("SCN_CAP_CACHEABLE   0x8ULL", with: "SCN_CAP_CACHEABLE   0x10ULL")],
            says: ["macro SCN_CAP_CACHEABLE: was '0x8', is now '0x10'"]),
        Breakage(
            testDescription: "a field removed",
            edits: [.replace("  scn_str      help_uri;\n", with: "")],
            says: ["scn_rule.help_uri: the field at offset 56 was removed", "fields are never removed"]),
        Breakage(
            testDescription: "the last function removed",
            edits: [.replace("  const void *(*extension)(scn_ctx *, const char *id);", with: "")],
            says: ["scn_host.extension: the field at offset 152 was removed"]),
        Breakage(
            testDescription: "a field renamed",
            edits: [.replace("uint32_t     deprecated;", with: "uint32_t     retired;")],
            says: ["scn_rule.deprecated", "'retired' stands in its place"]),
        Breakage(
            testDescription: "a field with another type of the same size",
            edits: [.replace("uint32_t hash_count;", with: "int32_t hash_count;")],
            says: ["scn_component.hash_count: its type was 'uint32_t' and is now 'int32_t'"]),
        Breakage(
            testDescription: "a function with one more parameter",
            edits: [.replace("(*cancelled)(scn_ctx *)", with: "(*cancelled)(scn_ctx *, uint32_t hint)")],
            says: ["scn_host.cancelled: its type was 'uint32_t (*)(scn_ctx *)'"]),
        Breakage(
            testDescription: "a field appended to a struct that is passed by value",
            edits: [.replace("size_t len; } scn_str;", with: "size_t len; size_t capacity; } scn_str;"), .nextMinor],
            says: ["scn_str.capacity: scn_str is passed by value and has no struct_size"]),
        Breakage(
            testDescription: "a field appended with padding behind it",
            edits: [.insert("  uint32_t weight;\n", before: "} scn_rule;"), .nextMinor],
            says: ["scn_rule: 4 bytes of padding at its end"]),
        Breakage(
            testDescription: "a new struct without struct_size",
            edits: [
                .insert("typedef struct scn_pair { scn_str key; scn_str value; } scn_pair;\n", before: "/* Extension"),
                .nextMinor,
            ],
            says: ["struct scn_pair: new, and does not start with 'uint32_t struct_size'"]),
        Breakage(
            testDescription: "an entry function with another signature",
            edits: [.replace("*scanner_plugin_entry(uint32_t host_abi_major, ", with: "*scanner_plugin_entry(")],
            says: ["function scanner_plugin_entry: was", "the entry function keeps its name and signature"]),
        Breakage(
            testDescription: "another name of the entry symbol",
            edits: [.replace("SCN_ENTRY_SYMBOL \"scanner_plugin_entry\"", with: "SCN_ENTRY_SYMBOL \"scn_entry\"")],
            says: ["macro SCN_ENTRY_SYMBOL: was"]),
        Breakage(
            testDescription: "another major version",
            edits: [.replace("SCN_ABI_MAJOR 1", with: "SCN_ABI_MAJOR 2")],
            says: ["macro SCN_ABI_MAJOR: was '1', is now '2'"]),
        Breakage(
            testDescription: "a bit-field, whose layout the compiler chooses",
            edits: [.replace("uint32_t     deprecated;", with: "uint32_t     deprecated : 4;")],
            says: ["bit-fields have no portable layout"]),
    ]

    @Test(arguments: breakages)
    func refuses(_ breakage: Breakage) throws {
        let outcome = try ABICheck.run(breakage.edits, changelog: ["1.0", "1.1"])
        #expect(outcome.exitCode == 1)
        for part in breakage.says { #expect(outcome.errors.contains(part), "\(outcome.errors)") }
        #expect(outcome.errors.contains("allowed: ") || outcome.errors.contains("abi-layout: "))
    }

    static let appendedField = HeaderEdit.insert("  scn_str      owner;\n", before: "} scn_rule;")
    static let appendedFunction = HeaderEdit.insert("  scn_status (*pause)(scn_ctx *);\n", before: "} scn_host;")

    @Test func acceptsAdditionsAtTheEndWithHigherMinorAndChangelogEntry() throws {
        let additions = [
            Self.appendedField, Self.appendedFunction,
            .replace("SCN_SCOPE_DEVELOPMENT = 2", with: "SCN_SCOPE_DEVELOPMENT = 2, SCN_SCOPE_TEST = 3"),
            .insert(
                "typedef struct scn_pair { uint32_t struct_size; uint32_t kind; scn_str key; } scn_pair;\n",
                before: "/* Extension"),
        ]
        let outcome = try ABICheck.run(additions + [.nextMinor], changelog: ["1.0", "1.1"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        for addition in ["scn_rule.owner", "scn_host.pause", "enum SCN_SCOPE_TEST", "struct scn_pair"] {
            #expect(outcome.output.contains("     \(addition)\n"), "\(outcome.output)")
        }
    }

    @Test(arguments: [appendedField, appendedFunction])
    func refusesGrowthUnderTheSameMinor(_ addition: HeaderEdit) throws {
        let outcome = try ABICheck.run([addition], changelog: ["1.0", "1.1"])
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains("SCN_ABI_MINOR is still 0"))
        #expect(outcome.errors.contains("SCN_ABI_MINOR raised to 1"))
    }

    @Test func refusesGrowthWithoutChangelogEntry() throws {
        let outcome = try ABICheck.run([Self.appendedField, .nextMinor], changelog: ["1.0"])
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains("has no entry for ABI 1.1"))
    }

    @Test func commentsAndParameterNamesAreNoChange() throws {
        let outcome = try ABICheck.run(
            [.replace("scn_str message);", with: "scn_str text); /* for the operator */")], changelog: ["1.0"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output == "abi: 1.0, layout unchanged\n")
    }

    @Test func recordedGrowthBecomesTheNewFloor() throws {
        let folder = try ScratchFolder()
        let start = try ABICheck.script("abi-layout", [ABICheck.root + "/Tests/ABI/v1.0/scanner_api.h"])
        let golden = try folder.write(start.output, to: "v1.layout")
        let grown = [Self.appendedField, HeaderEdit.nextMinor]
        let recorded = try ABICheck.run(grown, changelog: ["1.0", "1.1"], golden: golden, arguments: ["--record"])
        #expect(recorded.exitCode == 0, "\(recorded.errors)")
        #expect(
            try ABICheck.run(grown, changelog: ["1.0", "1.1"], golden: golden).output == "abi: 1.1, layout unchanged\n")
        let taken = try ABICheck.run([.nextMinor], changelog: ["1.0", "1.1"], golden: golden)
        #expect(taken.exitCode == 1)
        #expect(taken.errors.contains("scn_rule.owner: the field at offset 104 was removed"))
    }
}
