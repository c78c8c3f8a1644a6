internal import ScannerAPI
import Testing

@testable import PluginHost

@Suite struct DescriptorTests {
    private static func manifest(_ permissions: String = "") throws -> PluginManifest {
        let digest = String(repeating: "0", count: 64)
        let text = #"{"id":"a.b","version":"1.0.0","sha256":"\#(digest)","permissions":[\#(permissions)]}"#
        return try PluginManifest.parse(Array(text.utf8), folder: "a.b")
    }

    private static var good: DescriptorFrame {
        var frame = DescriptorFrame()
        frame.structSize = UInt32(MemoryLayout<scn_plugin>.size)
        frame.abiMajor = 1
        frame.id = Array("a.b".utf8)
        frame.name = Array("A".utf8)
        frame.version = Array("1.0.0".utf8)
        frame.scanTypes = [Array("code".utf8)]
        frame.capabilities = UInt64(SCN_CAP_SCAN_FILE)
        frame.functions = 0b101_1111
        return frame
    }

    private func reason(_ change: (inout DescriptorFrame) -> Void, permissions: String = "") throws -> String {
        var frame = Self.good
        change(&frame)
        let manifest = try Self.manifest(permissions)
        do throws(PluginRejection) {
            _ = try PluginDescriptor(frame, manifest: manifest)
            return "accepted"
        } catch {
            return error.reason
        }
    }

    @Test func goodDescriptorIsAccepted() throws {
        #expect(try reason { _ in } == "accepted")
    }

    @Test func eachFieldHasItsReason() throws {
        #expect(try reason { $0.abiMajor = 2 } == "was built against ABI 2.0, not 1")
        #expect(try reason { $0.structSize = 8 } == "its table claims an impossible size of 8 bytes")
        #expect(try reason { $0.structSize += 8 } == "accepted", "a newer table is longer")
        #expect(try reason { $0.id = Array("a.c".utf8) } == "says that its id is `a.c`, plugin.json says `a.b`")
        #expect(try reason { $0.id = Array("A!".utf8) } == "its id `A!` is not \(PluginIdentifier.rule)")
        #expect(try reason { $0.id = [] } == "its id is empty")
        #expect(
            try reason { $0.version = Array("2.0.0".utf8) } == "says that its version is 2.0.0, plugin.json says 1.0.0")
        #expect(
            try reason { $0.version = Array("new".utf8) } == "its version `new` is not a semantic version such as 1.0.0"
        )
        #expect(try reason { $0.name = [0xFF] } == "its name is not UTF-8")
        #expect(try reason { $0.vendor = [0xFF] } == "its vendor is not UTF-8")
        #expect(try reason { $0.scanTypes = [] } == "names no scan type")
        #expect(try reason { $0.scanTypes = [Array("Code".utf8)] } == "its scan type `Code` is not a lower-case word")
        #expect(try reason { $0.scanTypes += $0.scanTypes } == "names the scan type `code` twice")
        #expect(try reason { $0.filePatterns = [Array("[".utf8)] } == "its file pattern `[` has a `[` without its `]`")
    }

    @Test func functionsAndCapabilitiesAgree() throws {
        #expect(try reason { $0.functions &= ~1 } == "its table lacks the function create")
        #expect(try reason { $0.functions &= ~64 } == "its table lacks the function close_scan")
        #expect(
            try reason { $0.functions &= ~16 } == "claims the capability scan_file without having the function")
        #expect(
            try reason { $0.functions |= 32 } == "has the function scan_target without claiming the capability")
        let none = try reason {
            $0.functions &= ~16
            $0.capabilities = 0
        }
        #expect(none == "has neither scan_file nor scan_target")
    }

    @Test func needsAreMatchedWithPermissions() throws {
        let data = UInt64(SCN_NEED_DATA)
        #expect(
            try reason { $0.capabilities |= data } == "needs the permission `data`, which plugin.json does not list")
        #expect(try reason({ $0.capabilities |= data }, permissions: #""data""#) == "accepted")
        let network = try reason({ $0.capabilities |= UInt64(SCN_NEED_NETWORK) }, permissions: #""network""#)
        #expect(network == "needs the permission `network`, which this host cannot grant")
        let unknown = try reason { $0.capabilities |= 1 << 40 }
        #expect(unknown == "needs the permission 0x10000000000, which this host does not know")
    }
}
