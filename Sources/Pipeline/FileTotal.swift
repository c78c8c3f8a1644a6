internal import Dispatch
internal import Model
internal import Synchronization

/// Counts the files of a tree beside the scan, so that progress has a whole to be part of.
final class FileTotal: Sendable {
    private struct State {
        var counted = 0
        var stopped = false
    }

    private let state = Mutex(State())
    private let counting = DispatchGroup()

    /// Files counted so far.
    var value: Int { state.withLock { $0.counted } }

    /// - Parameter counted: called once, with the whole, unless counting was stopped before.
    func startCounting(
        _ tree: any FileTree, wanted: @escaping @Sendable (FileEntry) -> Bool,
        counted: @escaping @Sendable (Int) -> Void
    ) {
        DispatchQueue(label: "securescan.count", qos: .utility).async(group: counting) { [self] in
            // A tree that cannot be walked is reported by the scan's own walk.
            try? tree.walk(prefix: []) { step in
                if case .file(let entry) = step, wanted(entry) { state.withLock { $0.counted += 1 } }
                return state.withLock { !$0.stopped }
            }
            let whole = state.withLock { $0.stopped ? nil : $0.counted }
            if let whole { counted(whole) }
        }
    }

    /// Returns when nobody counts any more, so that the tree can go.
    func stop() {
        state.withLock { $0.stopped = true }
        counting.wait()
    }
}
