internal import Synchronization

/// The tags for the findings of one scan. Rules say the same of all their findings, so each is looked up once; the
/// frameworks are read when the first finding comes, or before.
public final class ControlTagger: Sendable {
    private let read: @Sendable () -> ComplianceMap
    private let state = Mutex(State())

    private struct State {
        var map: ComplianceMap?
        var known: [RuleFacts: ControlTags] = [:]
    }

    /// - Parameter map: called once, on the thread that needs it first.
    public init(_ map: @escaping @Sendable () -> ComplianceMap) {
        read = map
    }

    /// Reads the frameworks, so that the first finding need not wait for them.
    public func prepare() { state.withLock { _ = map(&$0) } }

    public func tags(for rule: RuleFacts) -> ControlTags {
        state.withLock { state in
            if let known = state.known[rule] { return known }
            let tags = ControlTags(map(&state).assignments(for: rule))
            // Ids of rules that a plugin never declared may come without end.
            if state.known.count < 100_000 { state.known[rule] = tags }
            return tags
        }
    }

    private func map(_ state: inout State) -> ComplianceMap {
        if let map = state.map { return map }
        let map = read()
        state.map = map
        return map
    }
}
