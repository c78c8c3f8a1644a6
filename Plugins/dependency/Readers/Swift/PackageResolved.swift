internal import Packages

extension LockfileFormat {
    /// `Package.resolved` of versions 1 to 3. A pin without a version is on a branch or a revision; its version is then
    /// the revision. Which pins the project asks for itself is not in the file.
    ///
    /// https://github.com/swiftlang/swift-package-manager: PinsStore and ResolvedPackagesStore
    static let packageResolved = LockfileFormat("swift-package-resolved", ["Package.resolved", ".package.resolved"]) {
        file, inventory in
        var cursor = JSONCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                switch key {
                case "pins": readPins(&cursor, &inventory)
                case "object":
                    guard cursor.enterObject() else { continue }
                    while let key = cursor.nextKey() {
                        if key == "pins" { readPins(&cursor, &inventory) }
                    }
                default: break
                }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }

    private static func readPins(_ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            guard cursor.enterObject() else { continue }
            var pin = SwiftPin(line: cursor.line)
            while let key = cursor.nextKey() {
                switch key {
                case "identity", "package": pin.identity = cursor.string() ?? ""
                case "location", "repositoryURL": pin.location = cursor.string() ?? ""
                case "kind": pin.kind = cursor.string() ?? ""
                case "state": pin.readState(&cursor)
                default: break
                }
            }
            pin.add(to: &inventory)
        }
    }
}

private struct SwiftPin {
    var identity = ""
    var location = ""
    var kind = ""
    var version = ""
    var branch = ""
    var revision = ""
    let line: Int

    init(line: Int) {
        self.line = line
    }

    mutating func readState(_ cursor: inout JSONCursor) {
        for (key, value, _) in cursor.pairs() {
            switch key {
            case "version": version = value
            case "branch": branch = value
            case "revision": revision = value
            default: break
            }
        }
    }

    func add(to inventory: inout InventoryBuilder) {
        let isRemote = !location.isEmpty && kind != "registry"
        let pinned = version.isEmpty ? revision : version
        guard !pinned.isEmpty else { return inventory.notes.add(line, "a pin has no version and no revision") }
        var package = Package(.swift, isRemote ? location : identity, pinned, line: line)
        if version.isEmpty { package.requirement = branch }
        if isRemote, !revision.isEmpty { package.qualifiers["vcs_url"] = "git+\(location)@\(revision)" }
        inventory.add(package)
    }
}
