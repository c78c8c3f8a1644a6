internal import Glibc

/// Looks for plugins in the configured directories: folders that hold a `plugin.json`. A configured directory that
/// holds one itself is a single plugin.
public enum PluginDiscovery {
    /// Everything that was found, sorted by id. Never fails: what is wrong with a directory or a plugin is the reason
    /// of its entry. Where an id occurs twice, the first directory wins.
    public static func discover(_ configuration: PluginHostConfiguration) -> [DiscoveredPlugin] {
        discover(in: configuration.directories, fileBytes: configuration.fileBytes)
    }

    /// - Parameter fileBytes: of a library or data file; a larger one is refused.
    public static func discover(
        in directories: [String], fileBytes: Int = PluginHostConfiguration.usualFileBytes
    ) -> [DiscoveredPlugin] {
        var found: [DiscoveredPlugin] = []
        var places: [String: String] = [:]
        for (index, directory) in directories.enumerated() {
            for plugin in candidates(in: directory, fileBytes) {
                let settled = settle(plugin, isFirst: index == 0, places: places)
                if case .verified = settled.outcome { places[settled.id] = settled.folder }
                found.append(settled)
            }
        }
        return found.sorted { ($0.id, $0.folder) < ($1.id, $1.folder) }
    }

    private static func candidates(in directory: String, _ fileBytes: Int) -> [DiscoveredPlugin] {
        do throws(PluginRejection) {
            let descriptor = try SafeFile.openDirectory(directory)
            if hasManifest(".", in: descriptor) {
                let name = directory.split(separator: "/").last.map(String.init) ?? directory
                return [examine(named: name, place: directory, fileBytes) { () throws(PluginRejection) in descriptor }]
            }
            return names(in: descriptor).sorted().filter { hasManifest($0, in: descriptor) }.map { name in
                examine(named: name, place: directory + "/" + name, fileBytes) { () throws(PluginRejection) in
                    try SafeFile.openFolder(name, in: descriptor)
                }
            }
        } catch {
            return [rejected(directory, folder: directory, error)]
        }
    }

    /// A plugin that is fine by itself may still not take this id.
    private static func settle(
        _ plugin: DiscoveredPlugin, isFirst: Bool, places: [String: String]
    ) -> DiscoveredPlugin {
        guard case .verified = plugin.outcome else { return plugin }
        if !isFirst && PluginIdentifier.reserved.contains(plugin.id) {
            return replaced(plugin, "the id `\(plugin.id)` is reserved for the plugin that comes with SecureScan")
        }
        if let place = places[plugin.id] {
            return replaced(plugin, "the id `\(plugin.id)` is already taken by the plugin in \(place)")
        }
        return plugin
    }

    private static func hasManifest(_ folder: String, in directory: OwnedDescriptor) -> Bool {
        faccessat(directory.number, folder + "/plugin.json", F_OK, AT_SYMLINK_NOFOLLOW) == 0
    }

    private static func examine(
        named name: String, place: String, _ fileBytes: Int,
        opening: () throws(PluginRejection) -> OwnedDescriptor
    ) -> DiscoveredPlugin {
        var manifest: PluginManifest?
        var digest = ""
        do throws(PluginRejection) {
            let folder = try opening()
            let parsed = try readManifest(in: folder, named: name)
            manifest = parsed
            let library = try VerifiedFile(parsed.library, in: folder, sizeLimit: fileBytes)
            digest = library.sha256
            try compare(library, parsed.sha256)
            let data = try openData(parsed, in: folder, fileBytes)
            let plugin = VerifiedPlugin(manifest: parsed, folder: place, library: library, data: data)
            return DiscoveredPlugin(
                id: parsed.id, folder: place, sha256: digest, manifest: parsed, outcome: .verified(plugin))
        } catch {
            return DiscoveredPlugin(
                id: manifest?.id ?? name, folder: place, sha256: digest, manifest: manifest,
                outcome: .rejected(reason: error.reason))
        }
    }

    private static func readManifest(
        in folder: OwnedDescriptor, named name: String
    ) throws(PluginRejection) -> PluginManifest {
        let file = try SafeFile.open("plugin.json", in: folder)
        guard let text = SafeFile.contents(file, limit: PluginManifest.sizeLimit) else {
            throw PluginRejection("plugin.json cannot be read or is larger than \(PluginManifest.sizeLimit) bytes")
        }
        return try PluginManifest.parse(text, folder: name)
    }

    private static func openData(
        _ manifest: PluginManifest, in folder: OwnedDescriptor, _ fileBytes: Int
    ) throws(PluginRejection) -> [VerifiedFile] {
        var files: [VerifiedFile] = []
        for entry in manifest.data {
            let file = try VerifiedFile(entry.name, in: folder, sizeLimit: fileBytes)
            try compare(file, entry.sha256)
            files.append(file)
        }
        return files
    }

    private static func compare(_ file: VerifiedFile, _ expected: String) throws(PluginRejection) {
        guard file.sha256 == expected else {
            throw PluginRejection("the SHA-256 of \(file.name) is \(file.sha256), plugin.json says \(expected)")
        }
    }

    private static func names(in directory: OwnedDescriptor) -> [String] {
        let copy = dup(directory.number)
        guard copy >= 0, let stream = fdopendir(copy) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func rejected(_ id: String, folder: String, _ error: PluginRejection) -> DiscoveredPlugin {
        DiscoveredPlugin(
            id: id, folder: folder, sha256: "", manifest: nil, outcome: .rejected(reason: error.reason))
    }

    private static func replaced(_ plugin: DiscoveredPlugin, _ reason: String) -> DiscoveredPlugin {
        DiscoveredPlugin(
            id: plugin.id, folder: plugin.folder, sha256: plugin.sha256, manifest: plugin.manifest,
            outcome: .rejected(reason: reason))
    }
}
