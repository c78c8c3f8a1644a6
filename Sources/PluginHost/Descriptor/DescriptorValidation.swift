internal import Model
internal import ScannerAPI

extension PluginDescriptor {
    /// Functions that no plugin can do without, by their bit in the frame.
    private static let required = [
        (0, "create"), (1, "destroy"), (2, "list_rules"), (3, "open_scan"), (6, "close_scan"),
    ]
    private static let knownNeeds: [(UInt64, PluginManifest.Permission)] = [
        (UInt64(SCN_NEED_NETWORK), .network), (UInt64(SCN_NEED_TMPDIR), .tmpdir), (UInt64(SCN_NEED_DATA), .data),
        (UInt64(SCN_NEED_ADVISORIES), .advisories), (UInt64(SCN_NEED_CACHE), .cache),
    ]
    /// What this version of the host can give to those that ask for it in their code. Rules come with the configuration
    /// and need no asking.
    private static let grantable: Set<PluginManifest.Permission> = [.data, .advisories, .cache]

    /// Checks a plugin's own word against the ABI and against its manifest; the error names the field.
    init(_ frame: DescriptorFrame, manifest: PluginManifest) throws(PluginRejection) {
        guard frame.abiMajor == UInt16(SCN_ABI_MAJOR) else {
            throw PluginRejection("was built against ABI \(frame.abiMajor).\(frame.abiMinor), not \(SCN_ABI_MAJOR)")
        }
        guard frame.structSize >= MemoryLayout<scn_plugin>.size, frame.structSize <= 64 << 10,
            frame.structSize % 8 == 0
        else { throw PluginRejection("its table claims an impossible size of \(frame.structSize) bytes") }
        abiMajor = frame.abiMajor
        abiMinor = frame.abiMinor
        id = try Self.text(frame.id, "id", required: true)
        name = try Self.text(frame.name, "name", required: true)
        version = try Self.text(frame.version, "version", required: true)
        vendor = try Self.text(frame.vendor, "vendor")
        license = try Self.text(frame.license, "license")
        runtime = try Self.text(frame.runtime, "runtime")
        configSchema = try Self.text(frame.configSchema, "config_schema")
        guard ConfigSchema(configSchema) != nil else { throw PluginRejection("config_schema is not valid JSON") }
        scanTypes = try Self.scanTypes(frame.scanTypes)
        filePatterns = try Self.patterns(frame.filePatterns)
        capabilities = frame.capabilities
        maxParallel = frame.maxParallel
        maxFileSize = frame.maxFileSize
        try checkIdentity(manifest)
        try Self.checkFunctions(frame)
        try Self.checkNeeds(frame.capabilities, manifest)
    }

    private func checkIdentity(_ manifest: PluginManifest) throws(PluginRejection) {
        guard PluginIdentifier.isValid(id) else {
            throw PluginRejection("its id `\(id)` is not \(PluginIdentifier.rule)")
        }
        guard id == manifest.id else {
            throw PluginRejection("says that its id is `\(id)`, plugin.json says `\(manifest.id)`")
        }
        guard SemanticVersion.isValid(version) else {
            throw PluginRejection("its version `\(version)` is not a semantic version such as 1.0.0")
        }
        guard version == manifest.version else {
            throw PluginRejection("says that its version is \(version), plugin.json says \(manifest.version)")
        }
    }

    private static func checkFunctions(_ frame: DescriptorFrame) throws(PluginRejection) {
        for (bit, function) in required where frame.functions & (1 << UInt32(bit)) == 0 {
            throw PluginRejection("its table lacks the function \(function)")
        }
        let optional: [(UInt64, Int, String)] = [
            (UInt64(SCN_CAP_SCAN_FILE), 4, "scan_file"), (UInt64(SCN_CAP_SCAN_TARGET), 5, "scan_target"),
        ]
        for (capability, bit, function) in optional {
            let claimed = frame.capabilities & capability != 0
            let present = frame.functions & (1 << UInt32(bit)) != 0
            guard claimed == present else {
                throw PluginRejection(
                    claimed
                        ? "claims the capability \(function) without having the function"
                        : "has the function \(function) without claiming the capability")
            }
        }
        guard frame.functions & 0x30 != 0 else { throw PluginRejection("has neither scan_file nor scan_target") }
    }

    private static func checkNeeds(_ capabilities: UInt64, _ manifest: PluginManifest) throws(PluginRejection) {
        var known: UInt64 = 0
        for (bit, permission) in knownNeeds {
            known |= bit
            guard capabilities & bit != 0 else { continue }
            guard manifest.permissions.contains(permission) else {
                throw PluginRejection("needs the permission `\(permission.rawValue)`, which plugin.json does not list")
            }
            guard grantable.contains(permission) else {
                throw PluginRejection("needs the permission `\(permission.rawValue)`, which this host cannot grant")
            }
        }
        let unknown = capabilities & 0xFFFF_FFFF_0000_0000 & ~known
        guard unknown == 0 else {
            throw PluginRejection("needs the permission 0x\(String(unknown, radix: 16)), which this host does not know")
        }
    }

    private static func scanTypes(_ words: [[UInt8]]) throws(PluginRejection) -> [String] {
        guard !words.isEmpty else { throw PluginRejection("names no scan type") }
        guard words.count <= 16 else {
            throw PluginRejection("names \(words.count) scan types, at most 16 are allowed")
        }
        var types: [String] = []
        for bytes in words {
            let word = try text(bytes, "scan_types", required: true)
            guard PluginIdentifier.isWord(word[...]), word.utf8.count <= 64 else {
                throw PluginRejection("its scan type `\(word)` is not a lower-case word")
            }
            guard !types.contains(word) else { throw PluginRejection("names the scan type `\(word)` twice") }
            types.append(word)
        }
        return types
    }

    private static func patterns(_ texts: [[UInt8]]) throws(PluginRejection) -> [String] {
        var patterns: [String] = []
        for bytes in texts {
            let pattern = try text(bytes, "file_patterns", required: true)
            _ = try FilePattern(pattern)
            patterns.append(pattern)
        }
        return patterns
    }

    private static func text(
        _ bytes: [UInt8], _ field: String, required: Bool = false
    ) throws(PluginRejection) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PluginRejection("its \(field) is not UTF-8")
        }
        guard !required || !text.isEmpty else { throw PluginRejection("its \(field) is empty") }
        return text
    }
}
