/// What a folder of the server holds, for people who choose a target.
public struct FolderListing: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        public var name: String
        /// Absolute.
        public var path: String
        public var isFolder: Bool

        public init(name: String, path: String, isFolder: Bool) {
            self.name = name
            self.path = path
            self.isFolder = isFolder
        }
    }

    /// Absolute and without links.
    public var current: String
    /// Nil at the top of what may be looked at.
    public var parent: String?
    /// Folders first, each kind by name.
    public var entries: [Entry]
    /// There are more entries than are listed.
    public var isTruncated: Bool

    public init(current: String, parent: String?, entries: [Entry], isTruncated: Bool) {
        self.current = current
        self.parent = parent
        self.entries = entries
        self.isTruncated = isTruncated
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("current", current)
            json.member("parent", parent)
            json.key("entries")
            json.array { json in
                for entry in entries {
                    json.object { json in
                        json.member("name", entry.name)
                        json.member("path", entry.path)
                        json.member("is_dir", entry.isFolder)
                    }
                }
            }
            json.member("truncated", isTruncated)
        }
    }
}
