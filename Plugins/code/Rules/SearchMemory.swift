import CPCRE2

/// What searches with regular expressions need, made once for many. For one thread.
final class SearchMemory {
    let data: OpaquePointer
    let context: OpaquePointer
    private let stack: OpaquePointer?

    /// Steps of backtracking from one place, so that an unlucky expression costs no more than milliseconds there.
    private static let mostSteps: UInt32 = 500_000
    /// Bytes in which compiled expressions keep where to go back to.
    private static let stackSize = 32 << 10..<512 << 10

    /// Nil when memory is short.
    init?() {
        guard let data = pcre2_match_data_create_8(1, nil) else { return nil }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(data)
            return nil
        }
        self.data = data
        self.context = context
        pcre2_set_match_limit_8(context, Self.mostSteps)
        stack = pcre2_jit_stack_create_8(Self.stackSize.lowerBound, Self.stackSize.upperBound, nil)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
    }
}
