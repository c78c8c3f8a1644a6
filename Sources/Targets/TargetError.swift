#if canImport(Glibc)
    import Glibc
#endif

/// Why a target cannot be opened, or one of its files cannot be read.
public struct TargetError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// No such file, folder or repository.
        case missing
        /// It is there, but neither a file nor a folder nor a repository, or one of a kind that cannot be read.
        case unsupported
        /// `ref` names nothing in this repository.
        case unknownReference
        /// The URL is not one that is cloned from.
        case badURL
        /// The remote side refused, or cannot be reached.
        case transfer
        /// More than `TargetLimits` allows.
        case limit
        case cancelled
        /// No permission, or the file went away or changed its kind after it was listed.
        case unreadable
        /// The repository's data contradicts itself.
        case damaged
        /// The machine is out of descriptors, memory or disk.
        case system
    }

    public let code: Code
    /// A sentence for the person who asked; without credentials.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}

extension TargetError {
    static let cancelled = TargetError(.cancelled, "cancelled while the target was being opened")

    /// From `errno`. What exhausts the process is told from what is wrong with one file.
    static func system(_ number: Int32, _ what: String) -> TargetError {
        let reason = String(cString: strerror(number))
        switch number {
        case EMFILE, ENFILE:
            return TargetError(.system, "\(what): \(reason); raise the limit on open files (`ulimit -n`)")
        case ENOMEM, ENOSPC, EDQUOT: return TargetError(.system, "\(what): \(reason)")
        case ENOENT, ENOTDIR: return TargetError(.missing, "\(what): \(reason)")
        default: return TargetError(.unreadable, "\(what): \(reason)")
        }
    }

    /// True for what has to end a walk, since going on would silently give half a target.
    static func isExhaustion(_ number: Int32) -> Bool {
        number == EMFILE || number == ENFILE || number == ENOMEM
    }
}
