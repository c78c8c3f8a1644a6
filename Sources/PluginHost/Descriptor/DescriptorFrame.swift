/// The table of a plugin as its worker read it out, before anything in it is believed.
struct DescriptorFrame: Equatable {
    private static let textLimit = 4 << 10
    private static let schemaLimit = 512 << 10

    var structSize: UInt32 = 0
    var abiMajor: UInt16 = 0
    var abiMinor: UInt16 = 0
    var id: [UInt8] = []
    var name: [UInt8] = []
    var version: [UInt8] = []
    var vendor: [UInt8] = []
    var license: [UInt8] = []
    var runtime: [UInt8] = []
    var configSchema: [UInt8] = []
    var scanTypes: [[UInt8]] = []
    var capabilities: UInt64 = 0
    var filePatterns: [[UInt8]] = []
    var maxParallel: UInt32 = 0
    var maxFileSize: UInt64 = 0
    /// Bit n: function n of the table is set, in the order create, destroy, list_rules, open_scan, scan_file,
    /// scan_target, close_scan.
    var functions: UInt32 = 0

    init() {}

    init(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        structSize = try reader.uint32()
        abiMajor = try reader.uint16()
        abiMinor = try reader.uint16()
        id = try reader.bytes(limit: Self.textLimit)
        name = try reader.bytes(limit: Self.textLimit)
        version = try reader.bytes(limit: Self.textLimit)
        vendor = try reader.bytes(limit: Self.textLimit)
        license = try reader.bytes(limit: Self.textLimit)
        runtime = try reader.bytes(limit: Self.textLimit)
        configSchema = try reader.bytes(limit: Self.schemaLimit)
        scanTypes = try Self.list(&reader)
        capabilities = try reader.uint64()
        filePatterns = try Self.list(&reader)
        maxParallel = try reader.uint32()
        maxFileSize = try reader.uint64()
        functions = try reader.uint32()
        try reader.finish()
    }

    private static func list(_ reader: inout ByteReader) throws(WireError) -> [[UInt8]] {
        var list: [[UInt8]] = []
        for _ in 0..<(try reader.count(minimumSize: 4, limit: 4096)) {
            list.append(try reader.bytes(limit: textLimit))
        }
        return list
    }
}
