public enum ScanStatus: String, Sendable, CaseIterable {
    case pending, running, completed, failed, cancelled

    /// No further change can happen.
    public var isTerminal: Bool { self == .completed || self == .failed || self == .cancelled }
}

/// A scanner that did not take part, and how to get it to.
public struct SkippedScanner: Sendable, Equatable, Codable {
    public var name: String
    public var reason: String
    public var installHint: String?

    public init(name: String, reason: String, installHint: String? = nil) {
        self.name = name
        self.reason = reason
        self.installHint = installHint
    }
}

/// A scanner that took part and did not reach its end; what it had reported before is kept.
public struct FailedScanner: Sendable, Equatable, Codable {
    public var name: String
    public var error: String

    public init(name: String, error: String) {
        self.name = name
        self.error = error
    }
}

/// What a scanner has to say about its result as a whole: what it went by, and what it could not look at.
public struct ScanNote: Sendable, Equatable, Codable {
    /// Of one scanner in one scan; what comes after them is only logged.
    public static let limit = 20

    public var scanner: String
    public var message: String

    public init(scanner: String, message: String) {
        self.scanner = scanner
        self.message = message
    }
}

/// What the target turned out to be once it was opened.
public struct TargetSummary: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable { case directory, file, git }

    public var kind: Kind
    /// Commit that was scanned, or that the work tree is based on.
    public var commit: String?
    public var branch: String?
    /// The work tree differs from `commit`. Nil when there is no work tree.
    public var dirty: Bool?
    /// URL of the remote `origin`, without credentials.
    public var remote: String?
    /// Files handed to scanners, and their bytes; counted while the scan goes on.
    public var files: Int
    public var bytes: Int64
    /// Entries left out, by reason (`binary`, `too_large`, `unreadable`, `special`, `lfs_pointer`, `submodule`…).
    public var skipped: [String: Int]

    public init(
        kind: Kind, commit: String? = nil, branch: String? = nil, dirty: Bool? = nil, remote: String? = nil,
        files: Int = 0, bytes: Int64 = 0, skipped: [String: Int] = [:]
    ) {
        self.kind = kind
        self.commit = commit
        self.branch = branch
        self.dirty = dirty
        self.remote = remote
        self.files = files
        self.bytes = bytes
        self.skipped = skipped
    }
}

public struct ScanProgress: Sendable, Equatable, Codable {
    public var filesDone: Int
    public var filesTotal: Int

    public init(filesDone: Int = 0, filesTotal: Int = 0) {
        self.filesDone = filesDone
        self.filesTotal = filesTotal
    }
}

/// What a client asks for, after validation.
public struct ScanRequest: Sendable, Equatable, Codable {
    public var targetPath: String
    /// Empty for all that there are, which only the command line leaves open until the plugins are asked.
    public var scanTypes: [String]
    public var targetURL: String?
    public var targetHost: String?
    /// Branch, tag or commit, read from the object database.
    public var ref: String?
    /// Only what is new since this branch, tag or commit is reported.
    public var baseRef: String?
    /// Every blob reachable from `ref` (or HEAD), once.
    public var history: Bool
    /// Do not honour `.gitignore`.
    public var noIgnore: Bool
    /// Configuration by plugin id.
    public var options: [String: JSONValue]
    /// What all spellings of the target have in common: a path without links, `.` and `..`. `targetPath` when nil.
    public var targetKey: String?
    /// The target as it was asked for, when that holds a password or a token. Never shown; kept until the scan ends.
    public var confidentialTarget: String?

    public init(
        targetPath: String, scanTypes: [String], targetURL: String? = nil, targetHost: String? = nil,
        ref: String? = nil, baseRef: String? = nil, history: Bool = false, noIgnore: Bool = false,
        options: [String: JSONValue] = [:], confidentialTarget: String? = nil
    ) {
        self.confidentialTarget = confidentialTarget
        self.targetPath = targetPath
        self.scanTypes = scanTypes
        self.targetURL = targetURL
        self.targetHost = targetHost
        self.ref = ref
        self.baseRef = baseRef
        self.history = history
        self.noIgnore = noIgnore
        self.options = options
    }
}

/// One scan, as clients see it.
public struct Scan: Sendable, Equatable {
    public var id: String
    public var request: ScanRequest
    public var status: ScanStatus
    public var createdAt: Timestamp
    public var startedAt: Timestamp?
    public var completedAt: Timestamp?
    public var severityCounts: SeverityCounts
    public var riskScore: Double
    /// One sentence for people, set at the end.
    public var summary: String?
    public var error: String?
    /// Sorted.
    public var scannersRun: [String]
    /// Sorted by name.
    public var scannersSkipped: [SkippedScanner]
    public var scannersFailed: [FailedScanner]
    /// In the order in which they came.
    public var notes: [ScanNote]
    public var target: TargetSummary?
    public var progress: ScanProgress

    public init(id: String, request: ScanRequest, status: ScanStatus = .pending, createdAt: Timestamp) {
        self.id = id
        self.request = request
        self.status = status
        self.createdAt = createdAt
        severityCounts = SeverityCounts()
        riskScore = 0
        scannersRun = []
        scannersSkipped = []
        scannersFailed = []
        notes = []
        progress = ScanProgress()
    }

    /// Keeps a note, unless its scanner has said enough.
    public mutating func add(_ note: ScanNote) {
        guard notes.count(where: { $0.scanner == note.scanner }) < ScanNote.limit, !notes.contains(note) else { return }
        notes.append(note)
    }

    public var findingsCount: Int { severityCounts.total }

    /// Seconds from start to end, or to now while it runs; nil before it started.
    public var duration: Double? {
        startedAt.map { (completedAt ?? Timestamp.now()).seconds(since: $0) }
    }
}
