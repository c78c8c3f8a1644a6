extension LockfileFormat {
    /// Every format that is read, in no particular order; no file is of two of them.
    public static let all: [LockfileFormat] = scripting + others

    /// Of Python, JavaScript, Go, Rust, Ruby and PHP.
    private static let scripting: [LockfileFormat] = [
        requirements, pipfileLock, poetryLock, pdmLock, uvLock, pylock, condaEnvironment, packageJSON, packageLock,
        npmShrinkwrap, yarnLock, pnpmLock, bunLock, goModule, goSum, cargoLock, gemfileLock, gemsLocked, composerLock,
    ]
}
