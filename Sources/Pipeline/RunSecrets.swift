internal import Model
internal import Synchronization

/// The secrets that scanners have marked so far in a run, for hiding them in what any plugin says, wherever it says it.
///
/// Bounded. When there is no room for another one, texts are withheld as a whole from then on, since nobody could tell
/// any more what is in them.
final class RunSecrets: Sendable {
    struct Limits {
        /// Lines of secrets, and parts of long ones.
        var parts = 250_000
        var bytes = 32 << 20
    }

    /// Shorter secrets are hidden in the findings of their own file only: elsewhere they occur in words by chance.
    static let minimum = 8

    private struct State {
        var index = SecretIndex(minimum: RunSecrets.minimum, filterBits: 20)
        var isFull = false
    }

    private let limits: Limits
    private let state = Mutex(State())
    private let onFull: @Sendable (String) -> Void

    /// - Parameter onFull: told once, in a sentence for people, when the bound is reached.
    init(limits: Limits = Limits(), onFull: @escaping @Sendable (String) -> Void = { _ in }) {
        self.limits = limits
        self.onFull = onFull
    }

    /// Remembers a secret; what was reported before is not looked at again.
    func learn(_ value: UnsafeRawBufferPointer) {
        let isNowFull = state.withLock { state in
            guard !state.isFull else { return false }
            state.isFull = state.index.count >= limits.parts || state.index.byteCount + value.count > limits.bytes
            if !state.isFull { state.index.insert(value) }
            return state.isFull
        }
        guard isNowFull else { return }
        onFull(
            "More secrets were found than can be looked for at once (\(limits.parts) lines, \(limits.bytes) bytes). "
                + "What "
                + "plugins say from here on is withheld as a whole; findings keep their rules and places.")
    }

    func scrub(_ text: String) -> String {
        state.withLock { state in
            if state.isFull { return text.isEmpty ? text : Redaction.mark }
            return Redaction.scrub(text, of: state.index)
        }
    }

    /// Where secrets stand in the content of a file.
    func ranges(in content: UnsafeRawBufferPointer) -> [Range<Int>] { state.withLock { $0.index.ranges(in: content) } }
}
