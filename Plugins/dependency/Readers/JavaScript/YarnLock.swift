extension LockfileFormat {
    /// yarn.lock of Yarn 1 (its own notation) and of later versions (YAML); they share the name.
    static let yarnLock = LockfileFormat("yarn-lock", ["yarn.lock"]) { file, inventory in
        // The later versions put it behind some lines of comment.
        let isBerry = file.lines.lazy.prefix(64).contains { $0.text.hasPrefix("__metadata:") }
        if isBerry { YarnBerryLock.read(file, &inventory) } else { YarnClassicLock.read(file, &inventory) }
    }
}
