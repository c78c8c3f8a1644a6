internal import Glibc
internal import Synchronization
internal import WorkerProtocol

/// The results of one plugin in one scan: what an earlier scan kept, and what this one keeps for the next.
public final class ResultSession: Sendable {
    private struct State: ~Copyable {
        var draft: ResultDraft?
        /// A bit for each entry of the earlier file that was looked up.
        var used: [UInt8] = []
        /// Why nothing more can be kept.
        var fault: ResultFault?
        var isOver = false
    }

    /// What the operator should know: why earlier results are passed over, or why none are kept. Nil when all is well.
    public let warning: String?
    /// What the worker maps; nil when nothing was kept.
    let earlier: ResultFile?
    /// Bytes that the worker may add, as `scw_result_cost` counts them.
    let budget: Int
    private let plugin: String
    private let owner: ResultOwner
    private let directory: String
    private let state: Mutex<State>

    /// - Parameters:
    ///   - directory: with the files; made when there is something to keep.
    ///   - fileBytes: of the file that this scan leaves.
    init(_ plugin: VerifiedPlugin, target: String, directory: String, fileBytes: Int) {
        self.plugin = plugin.manifest.id
        self.directory = directory
        owner = ResultOwner(plugin, target: target)
        var fault: ResultFault?
        var warning: String?
        var earlier: ResultFile?
        do throws(ResultFault) {
            let folder = try ResultFolder(directory)
            do throws(ResultFault) {
                earlier = try folder?.file(of: owner)
            } catch {
                warning = "What earlier scans kept for \(plugin.manifest.id) is passed over: \(error.reason)."
            }
        } catch {
            fault = error
            warning = "Results of \(plugin.manifest.id) are not kept: \(error.reason)."
        }
        self.warning = warning
        self.earlier = earlier
        budget = fault == nil ? max(0, fileBytes - ResultFile.headSize) : 0
        state = Mutex(State(fault: fault))
    }

    // MARK: the worker's supervisor

    func add(_ key: [UInt8], _ value: [UInt8]) {
        state.withLock { state in
            guard !state.isOver, state.fault == nil else { return }
            do throws(ResultFault) {
                if state.draft == nil { state.draft = try makeDraft() }
                try state.draft?.add(key, value)
            } catch {
                state.fault = error
                state.draft = nil
            }
        }
    }

    /// - Parameter bits: one for each entry of ``earlier``, lowest first.
    func use(_ bits: [UInt8]) { state.withLock { $0.used = bits } }

    // MARK: the scan

    /// Keeps what the plugin added and looked up, when its part of the scan has completed; before that nothing is
    /// changed. Returns a warning when that is not possible. A second call, or one after ``discard()``, does
    /// nothing.
    ///
    /// - Parameter isWhole: whether the scan looked at the whole target, so that what it did not look up is not needed
    ///   any more.
    public func keep(isWhole: Bool) -> String? {
        state.withLock { state in
            guard !state.isOver else { return nil }
            state.isOver = true
            let draft = state.draft.take()
            do throws(ResultFault) {
                if let fault = state.fault { throw fault }
                try publish(draft, used: state.used, isWhole: isWhole)
                return nil
            } catch {
                // Without a budget the warning at the beginning has said it.
                return budget > 0 ? "Results of \(plugin) could not be kept: \(error.reason)." : nil
            }
        }
    }

    /// Gives up what the plugin added, unless it was kept; what earlier scans kept stays as it is.
    public func discard() {
        state.withLock { state in
            state.isOver = true
            state.draft = nil
        }
    }

    private func publish(_ draft: ResultDraft?, used: [UInt8], isWhole: Bool) throws(ResultFault) {
        let records = earlier?.records() ?? []
        var wanted: [ResultRecord] = []
        var others: [ResultRecord] = []
        for (position, record) in records.enumerated() {
            guard let record, draft?.holds(record.key) != true else { continue }
            let isUsed = position / 8 < used.count && used[position / 8] & (1 << UInt8(position % 8)) != 0
            if isUsed { wanted.append(record) } else if !isWhole { others.append(record) }
        }
        // A file that was passed over is replaced, even by nothing: one warning is enough.
        if draft == nil, warning == nil, wanted.count + others.count == records.count {
            earlier?.touch()
            return
        }
        let next: ResultDraft
        if let draft { next = draft } else { next = try makeDraft() }
        if let earlier { try next.adopt(fitting(wanted + others, beside: next), from: earlier) }
        try next.publish()
    }

    private func makeDraft() throws(ResultFault) -> ResultDraft {
        try ResultDraft(in: try ResultFolder.made(directory), of: owner)
    }

    /// As many as there is room for beside what is new.
    private func fitting(_ records: [ResultRecord], beside draft: ResultDraft) -> [ResultRecord] {
        var room = budget + ResultFile.headSize - draft.size
        var places = Int(SCW_MAX_RESULTS) - draft.count
        return records.filter { record in
            guard record.cost <= room, places > 0 else { return false }
            room -= record.cost
            places -= 1
            return true
        }
    }
}
