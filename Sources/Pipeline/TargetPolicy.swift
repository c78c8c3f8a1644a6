internal import Glibc
internal import Model
internal import Targets

/// Decides whether a target may be scanned at all, by its path alone; nothing of it is read here.
public struct TargetPolicy: Sendable {
    /// Canonical folders that targets must lie in; empty means anywhere.
    public let allowedRoots: [String]

    /// - Parameter allowedRoots: made canonical here; a root that does not exist admits nothing.
    public init(allowedRoots: [String]) {
        self.allowedRoots = allowedRoots.map { TargetPolicy.canonical($0) ?? $0 }
    }

    /// - Parameter canonicalRoots: canonical already.
    init(canonicalRoots: [String]) { allowedRoots = canonicalRoots }

    /// Why the target is refused, as a sentence for the client; nil when it may be scanned.
    public func refusal(of target: String) -> String? {
        if let path = TargetPolicy.fileURLPath(target) {
            // Where it leads is looked at by name alone, and only once: see `Targets.open`.
            guard allowedRoots.isEmpty else {
                return "file:// URLs are not accepted while SECURESCAN_ALLOWED_ROOTS is set; name the folder itself: "
                    + target
            }
            return refusal(ofPath: path, named: target)
        }
        if target.lowercased().hasPrefix("http://") {
            return
                "http:// URLs are not accepted, since anybody on the way could change what is scanned; use https:// or "
                + "ssh://: \(target)"
        }
        // What exists as a path is opened as one, whatever it looks like.
        if TargetPolicy.isRemote(target), TargetPolicy.canonical(target) == nil { return nil }
        return refusal(ofPath: target, named: target)
    }

    /// Why what a path leads to is refused.
    public func refusal(ofPath path: String, named name: String) -> String? {
        guard let real = TargetPolicy.canonical(path) else {
            return errno == EACCES ? "Target path cannot be read: \(name)" : "Target path does not exist: \(name)"
        }
        guard let kind = TargetPolicy.kind(of: real) else {
            return "Target path is neither a file nor a directory: \(name)"
        }
        if kind == S_IFREG, TargetPolicy.isCredentialFile(real) {
            return "Target path is a key or password file of the system: \(name)"
        }
        return refusal(ofResolved: real, named: name)
    }

    /// Why a canonical path is refused for the place where it lies.
    public func refusal(ofResolved real: String, named name: String) -> String? {
        if let root = TargetPolicy.systemRoots.first(where: { TargetPolicy.contains($0, real) }) {
            return "Target path is under \(root), which is never scanned: \(name)"
        }
        if !allowedRoots.isEmpty, !allowedRoots.contains(where: { TargetPolicy.contains($0, real) }) {
            return "Target path is outside the allowed roots: \(name)"
        }
        return nil
    }

    private static let systemRoots = ["/proc", "/sys", "/dev"]
    private static let credentialNames: Set<String> = [
        "shadow", "shadow-", "gshadow", "gshadow-", "master.passwd", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519",
    ]
    private static let credentialEndings = [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx"]

    private static func isCredentialFile(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        return credentialNames.contains(name) || credentialEndings.contains(where: name.hasSuffix)
    }

    /// True for a path of this machine, and false for every URL.
    public static func isHere(_ target: String) -> Bool { fileURLPath(target) == nil && canonical(target) != nil }

    /// True for what names a repository elsewhere: a URL, or `user@host:path`.
    static func isRemote(_ target: String) -> Bool {
        let schemes = ["https://", "ssh://"]
        if schemes.contains(where: target.lowercased().hasPrefix) { return true }
        guard let colon = target.firstIndex(of: ":"), let at = target.firstIndex(of: "@") else { return false }
        return at < colon && !target[..<colon].contains("/")
    }

    static func fileURLPath(_ target: String) -> String? {
        guard target.lowercased().hasPrefix("file://") else { return nil }
        if let path = Targets.path(ofFileURL: target) { return path }
        let path = target.dropFirst("file://".count)
        return path.hasPrefix("/") ? String(path) : path.firstIndex(of: "/").map { String(path[$0...]) }
    }

    static func contains(_ root: String, _ path: String) -> Bool {
        root == "/" || path == root || path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }

    /// What all scans of the same target have in common, however it was spelled.
    static func identity(of request: ScanRequest) -> String {
        request.targetKey ?? canonical(request.targetPath) ?? request.targetPath
    }

    /// The path without links; nil when it leads nowhere.
    public static func canonical(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// S_IFREG or S_IFDIR; nil for anything else.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let kind = status.st_mode & S_IFMT
        return kind == S_IFREG || kind == S_IFDIR ? kind : nil
    }
}
