internal import FoundationEssentials

/// `plugin.json`: what the person who installed a plugin vouches for.
public struct PluginManifest: Sendable, Equatable {
    /// What a plugin may be granted.
    public enum Permission: String, Sendable, CaseIterable {
        case network, tmpdir, data, advisories, cache
        /// Gets the rule files of teams in the member ``TeamRuleFiles/member`` of its configuration.
        case rules
    }

    /// A file beside the library that the plugin may read.
    public struct DataFile: Sendable, Equatable {
        public let name: String
        public let sha256: String
    }

    public let id: String
    public let version: String
    /// File name in the plugin's folder.
    public let library: String
    /// Of the library, 64 lower-case hexadecimal digits.
    public let sha256: String
    public let permissions: Set<Permission>
    public let data: [DataFile]

    /// Longest `plugin.json` that is read, bytes.
    static let sizeLimit = 256 << 10
    static let dataLimit = 32

    /// Reads the text of a manifest; what is wrong is said in the error, with the field and what is allowed.
    static func parse(_ text: [UInt8], folder: String) throws(PluginRejection) -> PluginManifest {
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: Data(text))
        } catch let error as DecodingError {
            throw PluginRejection("plugin.json: \(describe(error))")
        } catch {
            throw PluginRejection("plugin.json is not valid JSON")
        }
        return try PluginManifest(fields, folder: folder)
    }

    private struct Fields: Decodable {
        struct DataFields: Decodable {
            let name: String
            let sha256: String
        }

        let id: String
        let version: String
        let library: String?
        let sha256: String
        let permissions: [String]?
        let data: [DataFields]?
    }

    private init(_ fields: Fields, folder: String) throws(PluginRejection) {
        guard PluginIdentifier.isValid(fields.id) else {
            throw PluginRejection("plugin.json: id `\(fields.id)` is not \(PluginIdentifier.rule)")
        }
        guard SemanticVersion.isValid(fields.version) else {
            throw PluginRejection("plugin.json: version `\(fields.version)` is not a semantic version such as 1.0.0")
        }
        id = fields.id
        version = fields.version
        library = try Self.fileName(fields.library ?? folder + ".so", field: "library")
        sha256 = try Self.digest(fields.sha256, field: "sha256")
        permissions = try Self.permissions(fields.permissions ?? [])
        data = try Self.data(fields.data ?? [], granted: permissions)
    }

    private static func permissions(_ names: [String]) throws(PluginRejection) -> Set<Permission> {
        var permissions: Set<Permission> = []
        for name in names {
            guard let permission = Permission(rawValue: name) else {
                let allowed = Permission.allCases.map(\.rawValue).joined(separator: ", ")
                throw PluginRejection("plugin.json: permission `\(name)` is unknown; there are \(allowed)")
            }
            permissions.insert(permission)
        }
        return permissions
    }

    private static func data(
        _ files: [Fields.DataFields], granted: Set<Permission>
    ) throws(PluginRejection) -> [DataFile] {
        guard files.isEmpty || granted.contains(.data) else {
            throw PluginRejection("plugin.json: lists data files without the permission `data`")
        }
        guard files.count <= dataLimit else {
            throw PluginRejection("plugin.json: \(files.count) data files where at most \(dataLimit) are allowed")
        }
        var result: [DataFile] = []
        for file in files {
            let name = try fileName(file.name, field: "data.name")
            guard !result.contains(where: { $0.name == name }) else {
                throw PluginRejection("plugin.json: data file `\(name)` is listed twice")
            }
            result.append(DataFile(name: name, sha256: try digest(file.sha256, field: "data.sha256 of \(name)")))
        }
        return result
    }

    private static func fileName(_ name: String, field: String) throws(PluginRejection) -> String {
        let bytes = name.utf8
        guard !bytes.isEmpty, bytes.count <= 255, name != ".", name != "..",
            !bytes.contains(where: { $0 == 0x2F || $0 < 0x20 })
        else { throw PluginRejection("plugin.json: \(field) `\(name)` is not the plain name of a file in its folder") }
        return name
    }

    private static func digest(_ text: String, field: String) throws(PluginRejection) -> String {
        let isHex = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard text.utf8.count == 64, isHex else {
            throw PluginRejection("plugin.json: \(field) is not 64 lower-case hexadecimal digits")
        }
        return text
    }

    private static func describe(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "`\(path(context, key))` is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            context.codingPath.isEmpty ? "not a JSON object" : "`\(path(context))` is not \(name(type))"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "not valid JSON" : "`\(path(context))` is damaged"
        @unknown default: "not a plugin manifest"
        }
    }

    private static func name(_ type: Any.Type) -> String {
        if type == String.self { return "text" }
        return type is any ExpressibleByDictionaryLiteral.Type ? "a JSON object" : "a list"
    }

    private static func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
        (context.codingPath + (last.map { [$0] } ?? [])).map { $0.intValue.map(String.init) ?? $0.stringValue }
            .joined(separator: ".")
    }
}
