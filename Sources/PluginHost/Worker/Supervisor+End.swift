internal import WorkerProtocol

/// The process is gone: what is to be said about it, and to whom.
extension Supervisor {
    func conclude() {
        let end = verdict()
        let left = link.state.withLock { state in
            state.gone = true
            if case .waiting = state.start {
                state.start = .failed(WorkerError(Self.text(end), kind: isUnusable ? .unusable : .failed))
            }
            return state.inFlight.removeAll()
        }
        link.state.announce()
        tree?.close()
        if let scan = awaitScan() { report(end, left: left, to: scan) }
        // The last reference to the worker may go with the scan, and its end takes the lock: not inside of it.
        let scan = link.state.withLock { state in
            defer { state.scan = nil }
            state.finished = true
            return state.scan
        }
        link.state.announce()
        withExtendedLifetime(scan) {}
    }

    /// A worker may die before its scan is opened; then the scan hears of it as soon as it is.
    private func awaitScan() -> WorkerLink.Scan? {
        if let scan { return scan }
        return link.state.wait { state in
            if let scan = state.scan { return .some(.some(scan)) }
            if case .failed = state.start { return .some(nil) }
            return state.stopped ? .some(nil) : nil
        }
    }

    private func report(_ end: WorkerEnd, left: [ScanFile], to scan: WorkerLink.Scan) {
        self.scan = scan
        for file in left { scan.observer.worker(scan.worker, finished: file.id, outcome: .abandoned) }
        for line in gate.remainder() { tell(line, .warning) }
        if case .completed = end, let status = process.status, status != 0 {
            tell("after its scan it " + death(nil), .warning)
        }
        scan.observer.worker(scan.worker, ended: end)
        self.scan = nil
    }

    /// Its own last word, the host's order, the host's reason, or what the system says: in this order.
    private func verdict() -> WorkerEnd {
        if let end { return isStreamLost ? .failed(reason ?? Self.text(end)) : end }
        let isCancelled = link.state.withLock { $0.cancelledAt != nil || $0.stopped }
        if isCancelled && !isStreamLost { return .cancelled }
        if let reason { return .failed(reason) }
        let files = link.state.withLock { $0.inFlight }
        return .failed(death(files))
    }

    private func death(_ files: InFlight?) -> String {
        DeathReport(status: process.status ?? 0, board: process.board) { files?.file($0)?.displayPath }.text
    }

    private static func text(_ end: WorkerEnd) -> String {
        switch end {
        case .completed: "ended before it was used"
        case .cancelled: "was stopped before it was ready"
        case .failed(let reason): reason
        }
    }
}
