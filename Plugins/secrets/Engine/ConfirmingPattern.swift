internal import CPCRE2

/// The precise pattern of a rule, compiled to machine code by PCRE2.
///
/// Sendable without the compiler's help: compiled code is constant and may be used by any number of threads, each with
/// match data of its own.
public final class ConfirmingPattern: @unchecked Sendable {
    let code: OpaquePointer
    /// Number of the group, 0 when the pattern has none of that name.
    let secret: Int
    let prefix: Int
    let key: Int
    /// Groups of the pattern, the whole match being one.
    public let groupCount: Int

    public init(_ pattern: String, caseless: Bool) throws(SecretsError) {
        var failure: Int32 = 0
        var offset = 0
        let options = PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY
        let all = options | (caseless ? PCRE2_CASELESS : 0)
        var pattern = pattern
        let made = pattern.withUTF8 { pcre2_compile_8($0.baseAddress, $0.count, all, &failure, &offset, nil) }
        guard let made else {
            throw SecretsError("the pattern does not compile at character \(offset): \(Self.text(of: failure))")
        }
        code = made
        // Where memory cannot be made executable the interpreter takes over: slower, with the same results.
        _ = pcre2_jit_compile_8(made, PCRE2_JIT_COMPLETE)
        secret = Self.number(of: "secret", in: made)
        prefix = Self.number(of: "prefix", in: made)
        key = Self.number(of: "key", in: made)
        var count: UInt32 = 0
        pcre2_pattern_info_8(made, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count) + 1
    }

    deinit {
        pcre2_code_free_8(code)
    }

    /// False when the pattern lacks the group every rule must have.
    public var namesSecret: Bool { secret > 0 }

    private static func number(of group: String, in code: OpaquePointer) -> Int {
        let number = group.withCString { name in
            name.withMemoryRebound(to: UInt8.self, capacity: group.utf8.count + 1) {
                pcre2_substring_number_from_name_8(code, $0)
            }
        }
        return max(0, Int(number))
    }

    private static func text(of failure: Int32) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let count = pcre2_get_error_message_8(failure, buffer.baseAddress, buffer.count)
            return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
        }
    }
}
