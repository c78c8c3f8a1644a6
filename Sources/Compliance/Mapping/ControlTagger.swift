internal import Synchronization

/// The tags for the findings of one scan. Rules say the same of all their findings, so each is looked up once; the
/// frameworks are read when the first finding comes.
public final class ControlTagger: Sendable {
    private let frameworks: @Sendable () -> [Framework]
    private let state = Mutex(State())

    private struct State {
        var map: ComplianceMap?
        var known: [RuleFacts: ControlTags] = [:]
    }

    public init(_ frameworks: @escaping @Sendable () -> [Framework]) {
        self.frameworks = frameworks
    }

    public func tags(for rule: RuleFacts) -> ControlTags {
        state.withLock { state in
            if let known = state.known[rule] { return known }
            let map = state.map ?? ComplianceMap(frameworks())
            state.map = map
            let tags = ControlTags(map.assignments(for: rule))
            // Ids of rules that a plugin never declared may come without end.
            if state.known.count < 100_000 { state.known[rule] = tags }
            return tags
        }
    }
}
