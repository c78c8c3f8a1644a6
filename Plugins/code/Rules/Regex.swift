import CPCRE2

/// A regular expression of a rule, compiled to machine code by PCRE2.
///
/// Sendable without the compiler's help: compiled code is constant, and each call brings match data of its own.
final class Regex: Hashable, @unchecked Sendable {
    /// Steps of backtracking for one search, so that an unlucky expression costs no more than milliseconds.
    private static let mostSteps: UInt32 = 500_000

    let pattern: String
    private let code: OpaquePointer
    private let context: OpaquePointer?

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
        let options = PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_MULTILINE
        let made = text.withUTF8 { pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, nil) }
        guard let made else {
            throw Failure(reason: "the regular expression is wrong at byte \(offset): \(Self.message(number))")
        }
        code = made
        _ = pcre2_jit_compile_8(made, PCRE2_JIT_COMPLETE)
        context = pcre2_match_context_create_8(nil)
        if let context { pcre2_set_match_limit_8(context, Self.mostSteps) }
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_code_free_8(code)
    }

    static func == (left: Regex, right: Regex) -> Bool { left.pattern == right.pattern }

    func hash(into hasher: inout Hasher) { hasher.combine(pattern) }

    /// True when a match begins at the very beginning.
    func matchesStart(of text: String) -> Bool {
        var text = text
        return text.withUTF8 { first(in: $0, from: 0, anchored: true) != nil }
    }

    func contains(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { first(in: $0, from: 0, anchored: false) != nil }
    }

    /// The matches in order, at most `most`.
    func ranges(in text: UnsafeBufferPointer<UInt8>, most: Int = 10_000) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var at = 0
        while at <= text.count, ranges.count < most, let range = first(in: text, from: at, anchored: false) {
            ranges.append(range)
            at = range.isEmpty ? range.upperBound + 1 : range.upperBound
        }
        return ranges
    }

    private func first(in text: UnsafeBufferPointer<UInt8>, from start: Int, anchored: Bool) -> Range<Int>? {
        guard let data = pcre2_match_data_create_8(1, nil) else { return nil }
        defer { pcre2_match_data_free_8(data) }
        var empty: UInt8 = 0
        return withUnsafePointer(to: &empty) { nothing in
            let options = anchored ? PCRE2_ANCHORED : 0
            let base = text.baseAddress ?? nothing
            guard pcre2_match_8(code, base, text.count, start, options, data, context) >= 0,
                let ends = pcre2_get_ovector_pointer_8(data), ends[0] <= ends[1]
            else { return nil }
            return Int(ends[0])..<Int(ends[1])
        }
    }

    private static func message(_ number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
            return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
        }
    }
}
