/// Values that only stand for a secret: examples of documentation, templates, references to a secret kept elsewhere.
enum Placeholders {
    /// Parts that no generated token contains but by a chance below one in a million.
    static let parts = WordSet([
        "example", "placeholder", "changeme", "change_me", "change-me", "redacted", "your_", "your-", "yourtoken",
        "insert", "replace", "dummy", "xxxxx", "*****", ".....", "-----", "_____", "<", "${", "{{", "$(", "%(", "#{",
        "@@",
    ])

    /// What fingers type when a value only has to look long enough.
    static let sequences = WordSet(["00000000", "11111111", "12345678", "abcdefgh", "deadbeef", "a1b2c3d4"])

    /// Further parts of values that people type; far too short to be held against a generated token.
    static let words = WordSet([
        "sample", "default", "secret", "passw", "token", "foobar", "foo", "bar", "baz", "test", "fake", "mock", "todo",
        "admin", "root", "guest", "user", "pass", "pwd", "demo", "none", "null", "undefined", "qwerty", "letmein",
        "hidden", "empty", "config", "process.", "environ", "getenv", "asdf", "xxx", "...", "***", "mypass", "my_",
        "my-", "the_", "some", "hunter2", "abc123", "123456", "postgres", "mysql", "mongo", "redis", "rabbit",
    ])

    /// True for a password that says what it is instead of being one: "secret", "changeit", "%s", "$PASSWORD".
    static func isWord(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let first = value.first else { return true }
        if "$%@&*<{[(:#!".utf8.contains(first) { return true }
        let classes = ByteClasses(value)
        if classes.letters == value.count || classes.digits == value.count {
            return words.occurs(in: value) || value.count < 6
        }
        return words.occurs(in: value) && classes.kinds < 3
    }
}

/// How many bytes of each kind a value has.
struct ByteClasses: Equatable {
    var lower = 0
    var upper = 0
    var digits = 0
    /// "_", "-", ".", "/", ":" as they occur in names and paths.
    var joints = 0
    var signs = 0

    init(_ value: some Sequence<UInt8>) {
        for byte in value {
            switch byte {
            case _ where isLower(byte): lower += 1
            case _ where isUpper(byte): upper += 1
            case _ where isDigit(byte): digits += 1
            case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"):
                joints += 1
            default: signs += 1
            }
        }
    }

    var letters: Int { lower + upper }
    /// Kinds that occur, joints aside.
    var kinds: Int { [lower, upper, digits, signs].count { $0 > 0 } }
}
