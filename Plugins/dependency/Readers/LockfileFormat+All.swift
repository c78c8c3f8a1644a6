extension LockfileFormat {
    /// Every format that is read, in no particular order; no file is of two of them.
    public static let all: [LockfileFormat] = main + others

    private static let main: [LockfileFormat] = []
}
