internal import Model
internal import PluginHost

extension TeamRuleFiles {
    /// Where a target has rules of its own.
    private static let folder = ".securescan/rules"

    /// The rules of the operator, and those of the target where they count.
    init(for job: ScanJob, target: any FileTree) {
        self.init(folder: job.plugins.rulesDirectory)
        let paths = Self.paths(in: target)
        guard job.usesTargetRules else {
            if let first = paths.first {
                let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
                refuse(
                    "\(PathText.display(first))\(more): rules of targets count where the operator says so "
                        + "(SECURESCAN_TARGET_RULES, or --target-rules)")
            }
            return
        }
        for path in paths { read(path, of: target) }
    }

    /// One more than can be used, in byte order. A history has some paths several times.
    private static func paths(in target: any FileTree) -> [[UInt8]] {
        var paths: [[UInt8]] = []
        // A target that cannot be listed says so when it is scanned.
        try? target.walk(prefix: Array(folder.utf8)) { entry in
            if case .file(let file) = entry, file.mode != 0o120000, file.path != paths.last,
                isRuleFile(String(decoding: file.path.split(separator: 0x2F).last ?? [], as: UTF8.self))
            {
                paths.append(file.path)
            }
            return paths.count <= mostFiles
        }
        return paths
    }

    private mutating func read(_ path: [UInt8], of target: any FileTree) {
        let name = PathText.display(path)
        do {
            guard let entry = try target.entry(at: path) else { return refuse("\(name) cannot be opened") }
            let room = Int(min(max(0, entry.size), Int64(Self.fileBytes + 1)))
            let bytes = try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = room == 0 ? 0 : try target.read(entry, into: UnsafeMutableRawBufferPointer(buffer))
            }
            add(name, bytes)
        } catch {
            refuse("\(name) cannot be read: \(error)")
        }
    }
}
