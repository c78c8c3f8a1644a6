/// How much of one advisory is kept. What is longer is cut (texts) or refused (numbers of things that decide about a
/// match), and what is refused is said.
public enum AdvisoryLimits {
    /// Bytes of an id or alias.
    public static let id = 128
    public static let aliases = 100
    /// Bytes, cut at a character.
    public static let summary = 512
    public static let details = 8192
    public static let vectors = 16
    public static let cwes = 32
    public static let references = 64
    /// Bytes; a longer address is left out.
    public static let url = 2048
    /// Bytes of a package's name.
    public static let name = 512
    /// Bytes of a version.
    public static let version = 256
    /// Packages of one advisory.
    public static let packages = 20_000
    /// Events and listed versions of one advisory, all packages together.
    public static let boundaries = 500_000
}
