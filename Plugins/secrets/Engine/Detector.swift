internal import CVectorscan
internal import Synchronization

/// The engine: finds candidates in one pass over a file and confirms each on the bytes around it. Any number of
/// threads may scan with one detector.
public final class Detector: Sendable {
    public let ruleSet: RuleSet
    let database: PatternDatabase
    let active: [ActiveRule]
    private let pool = Mutex<[Workspace]>([])

    /// Hits of one rule in one file beyond which the rule is silent for the rest of it.
    public static let hitLimit = 1000

    public init(_ ruleSet: RuleSet, _ database: PatternDatabase) {
        self.ruleSet = ruleSet
        self.database = database
        active = ruleSet.rules.map { ActiveRule($0) }
    }

    /// What one file holds.
    public struct Detection: Sendable {
        /// In order of their place; no two share a secret byte.
        public var hits: [Hit] = []
        /// Rules that hit more often than `hitLimit`.
        public var silenced: [Int] = []
        /// Candidates given up on because confirming them took too many steps.
        public var abandoned = 0
        public var cancelled = false
    }

    /// Finds the secrets in `bytes`. `path` decides which rules look; `isCancelled` is asked now and then. Throws when
    /// a pattern cannot be compiled, memory runs out, or the file is too large for the engine (4 GiB).
    public func scan(
        _ bytes: UnsafeRawBufferPointer, path: [UInt8], isCancelled: () -> Bool = { false }
    ) throws(SecretsError) -> Detection {
        guard !bytes.isEmpty else { return Detection() }
        guard let count = UInt32(exactly: bytes.count) else {
            throw SecretsError("files above 4 GiB cannot be scanned")
        }
        let workspace = try takeWorkspace()
        defer { pool.withLock { $0.append(workspace) } }
        let result = withoutActuallyEscaping(isCancelled) { isCancelled in
            let pass = FilePass(self, workspace, bytes, path, isCancelled)
            return pass.run(count)
        }
        return try result.get()
    }

    private func takeWorkspace() throws(SecretsError) -> Workspace {
        if let idle = pool.withLock({ $0.popLast() }) {
            idle.reset()
            return idle
        }
        return try Workspace(database, ruleCount: ruleSet.rules.count)
    }
}
