internal import CPCRE2
internal import CVectorscan

/// What one thread needs for a scan: scratch memory of both engines, made once and used for many files.
///
/// Sendable without the compiler's help: the pool hands a workspace to one thread at a time.
final class Workspace: @unchecked Sendable {
    let scratch: OpaquePointer
    private let matchData: OpaquePointer
    private let matchContext: OpaquePointer
    private let stack: OpaquePointer
    /// Offset from which each rule still has to look for a match; 0 for the rules not in `touched`.
    var searched: [Int]
    var touched: [Int] = []

    /// Steps of the matcher before a hostile text is given up on, and bytes of its stack.
    private static let matchLimit: UInt32 = 200_000
    private static let stackSizes = (first: 32 << 10, most: 512 << 10)
    private static let groupLimit: UInt32 = 16

    init(_ database: PatternDatabase, ruleCount: Int) throws(SecretsError) {
        var scratch: OpaquePointer?
        guard hs_alloc_scratch(database.handle, &scratch) == HS_SUCCESS, let scratch,
            let matchData = pcre2_match_data_create_8(Self.groupLimit, nil),
            let matchContext = pcre2_match_context_create_8(nil),
            let stack = pcre2_jit_stack_create_8(Self.stackSizes.first, Self.stackSizes.most, nil)
        else { throw SecretsError("out of memory for the scratch space of a thread") }
        pcre2_jit_stack_assign_8(matchContext, nil, UnsafeMutableRawPointer(stack))
        pcre2_set_match_limit_8(matchContext, Self.matchLimit)
        pcre2_set_depth_limit_8(matchContext, Self.matchLimit)
        self.scratch = scratch
        self.matchData = matchData
        self.matchContext = matchContext
        self.stack = stack
        searched = [Int](repeating: 0, count: ruleCount)
    }

    deinit {
        hs_free_scratch(scratch)
        pcre2_match_data_free_8(matchData)
        pcre2_match_context_free_8(matchContext)
        pcre2_jit_stack_free_8(stack)
    }

    func reset() {
        for rule in touched { searched[rule] = 0 }
        touched.removeAll(keepingCapacity: true)
    }

    enum Outcome {
        case none, gaveUp
        case match
    }

    /// Looks for a match that begins in `starts` and ends before `end`; what stands before is visible to lookbehind.
    func match(
        _ pattern: ConfirmingPattern, in bytes: UnsafeRawBufferPointer, starts: ClosedRange<Int>, end: Int
    ) -> Outcome {
        let margin = max(0, starts.lowerBound - 16)
        let subject = UnsafeRawBufferPointer(rebasing: bytes[margin..<end]).assumingMemoryBound(to: UInt8.self)
        pcre2_set_offset_limit_8(matchContext, starts.upperBound - margin)
        let result = pcre2_match_8(
            pattern.code, subject.baseAddress, subject.count, starts.lowerBound - margin, 0, matchData, matchContext)
        self.margin = margin
        if result == PCRE2_ERROR_NOMATCH { return .none }
        return result > 0 ? .match : .gaveUp
    }

    private var margin = 0

    /// Where a group matched, as offsets in the file; nil when it took no part. Valid until the next match.
    func group(_ number: Int) -> Range<Int>? {
        guard number < Int(pcre2_get_ovector_count_8(matchData)), let offsets = pcre2_get_ovector_pointer_8(matchData)
        else { return nil }
        let (start, end) = (offsets[2 * number], offsets[2 * number + 1])
        guard start != Int.max, start >= 0, start <= end else { return nil }
        return margin + start..<margin + end
    }
}
