import CPCRE2

/// A regular expression of a rule, compiled to machine code by PCRE2.
///
/// Sendable without the compiler's help: compiled code is constant, and each call brings match data of its own.
final class Regex: Hashable, @unchecked Sendable {
    let pattern: String
    private let code: OpaquePointer

    /// Bytes at which a search may begin before the clock is looked at again: at each of them it may backtrack.
    private static let stretch = 1024
    /// Matches of one expression in a text.
    static let mostMatches = 10_000

    struct Failure: Error {
        let reason: String
    }

    init(_ pattern: String) throws(Failure) {
        self.pattern = pattern
        guard pattern.utf8.count <= 10_000 else {
            throw Failure(reason: "a regular expression has at most 10000 bytes")
        }
        var number: Int32 = 0
        var offset = 0
        var text = pattern
        let options = PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_MULTILINE | PCRE2_USE_OFFSET_LIMIT
        let made = text.withUTF8 { pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, nil) }
        guard let made else {
            throw Failure(reason: "the regular expression is wrong at byte \(offset): \(Self.message(number))")
        }
        code = made
        _ = pcre2_jit_compile_8(made, PCRE2_JIT_COMPLETE)
    }

    deinit { pcre2_code_free_8(code) }

    static func == (left: Regex, right: Regex) -> Bool { left.pattern == right.pattern }

    func hash(into hasher: inout Hasher) { hasher.combine(pattern) }

    /// True when a match begins at the very beginning.
    func matchesStart(of text: String, _ work: MatchingWork) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard work.spendSearch(from: 1) else { return false }
            if case .found = search(bytes, from: 0, to: 0, PCRE2_ANCHORED, work) { return true }
            return false
        }
    }

    func contains(_ text: String, _ work: MatchingWork) -> Bool {
        var text = text
        return text.withUTF8 { first(in: $0, from: 0, work) != nil }
    }

    /// The matches in order.
    func ranges(in text: UnsafeBufferPointer<UInt8>, _ work: MatchingWork, most: Int = mostMatches) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var at = 0
        while at <= text.count, let range = first(in: text, from: at, work) {
            ranges.append(range)
            if ranges.count == most {
                if most == Self.mostMatches { work.leaveOut() }
                break
            }
            at = range.isEmpty ? range.upperBound + 1 : range.upperBound
        }
        return ranges
    }

    /// Nil too when the file's work is used up, or an expression gave up.
    private func first(in text: UnsafeBufferPointer<UInt8>, from start: Int, _ work: MatchingWork) -> Range<Int>? {
        var start = start
        while start <= text.count {
            let last = min(start + Self.stretch, text.count)
            guard work.spendSearch(from: last - start + 1) else { return nil }
            switch search(text, from: start, to: last, 0, work) {
            case .found(let range): return range
            case .gaveUp: return nil
            case .nothing: start = last + 1
            }
        }
        return nil
    }

    private enum Outcome {
        case found(Range<Int>)
        case nothing, gaveUp
    }

    /// For a match that begins in a part of the text.
    private func search(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, to last: Int, _ options: UInt32, _ work: MatchingWork
    ) -> Outcome {
        guard let memory = work.memory, let ends = pcre2_get_ovector_pointer_8(memory.data) else { return .nothing }
        pcre2_set_offset_limit_8(memory.context, last)
        var empty: UInt8 = 0
        return withUnsafePointer(to: &empty) { nothing in
            let base = text.baseAddress ?? nothing
            let status = pcre2_match_8(code, base, text.count, start, options, memory.data, memory.context)
            if status == PCRE2_ERROR_NOMATCH { return .nothing }
            guard status >= 0 else {
                work.noteFailure(of: pattern)
                return .gaveUp
            }
            return ends[0] <= ends[1] ? .found(Int(ends[0])..<Int(ends[1])) : .nothing
        }
    }

    private static func message(_ number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
            return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
        }
    }
}
