internal import Glibc

extension TeamRuleFiles {
    /// Entries of all folders that are looked at.
    private static let mostEntries = 10_000
    private static let deepest = 16

    /// The rule files in the operator's folder and the folders in it, in the order of their paths. What others may
    /// write to, and what a symbolic link leads to, is not used.
    ///
    /// - Parameter path: absolute; nil gives none.
    public init(folder path: String?) {
        self.init()
        guard let path else { return }
        var entries = 0
        do throws(PluginRejection) {
            let folder = try SafeFile.openDirectory(path)
            collect(folder, prefix: "", depth: 0, &entries)
        } catch {
            refuse("SECURESCAN_RULES_DIR: " + Self.reason(error))
        }
    }

    private mutating func collect(_ folder: OwnedDescriptor, prefix: String, depth: Int, _ entries: inout Int) {
        guard depth < Self.deepest else { return refuse("SECURESCAN_RULES_DIR/\(prefix) lies too deep") }
        for (name, isFolder) in Self.entries(of: folder).sorted(by: { $0.name < $1.name }) {
            entries += 1
            guard entries <= Self.mostEntries else {
                if entries == Self.mostEntries + 1 {
                    refuse("SECURESCAN_RULES_DIR has more than \(Self.mostEntries) entries")
                }
                return
            }
            do throws(PluginRejection) {
                if isFolder {
                    let inner = try SafeFile.openFolder(name, in: folder)
                    collect(inner, prefix: prefix + name + "/", depth: depth + 1, &entries)
                } else if Self.isRuleFile(name) {
                    try read(name, in: folder, prefix)
                }
            } catch {
                refuse("SECURESCAN_RULES_DIR/\(prefix): " + Self.reason(error))
            }
        }
    }

    private mutating func read(
        _ name: String, in folder: OwnedDescriptor, _ prefix: String
    ) throws(PluginRejection) {
        let file = try SafeFile.open(name, in: folder)
        // One byte more than allowed is enough for `add` to see that it is too many.
        let bytes = SafeFile.contents(file, limit: Self.fileBytes) ?? [UInt8](repeating: 0, count: Self.fileBytes + 1)
        add("SECURESCAN_RULES_DIR/" + prefix + name, bytes)
    }

    /// Names that do not begin with a dot, at most one more than are looked at.
    private static func entries(of folder: OwnedDescriptor) -> [(name: String, isFolder: Bool)] {
        let copy = Glibc.openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { return [] }
        guard let stream = fdopendir(copy) else {
            close(copy)
            return []
        }
        defer { closedir(stream) }
        var entries: [(name: String, isFolder: Bool)] = []
        while entries.count <= mostEntries, let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            var status = stat()
            guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            entries.append((name, status.st_mode & S_IFMT == S_IFDIR))
        }
        return entries
    }

    /// The words of discovery speak of plugins.
    private static func reason(_ error: PluginRejection) -> String {
        error.reason.replacing("the plugin directory", with: "the folder").replacing(
            "plugins are loaded from real files only", with: "only real files are read")
    }
}
