internal import CVectorscan
internal import Glibc

/// The prefilters of all rules as one Vectorscan database: a file is read once, however many rules there are.
///
/// Sendable without the compiler's help: a database is constant after it was made and may be used by any number of
/// threads, each with a scratch of its own.
public final class PatternDatabase: @unchecked Sendable {
    let handle: OpaquePointer

    private init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        hs_free_database(handle)
    }

    /// Compiles the prefilters; takes tens of milliseconds and more.
    public static func compile(_ rules: [SecretRule]) throws(SecretsError) -> PatternDatabase {
        let flags = rules.map { Self.flags(caseless: $0.caseless) }
        let ids = rules.indices.map { UInt32($0) }
        let texts = rules.map { $0.prefilter.utf8CString }
        var pointers: [UnsafePointer<CChar>?] = []
        let memory = texts.map { text in
            let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.count)
            _ = copy.initialize(from: text)
            pointers.append(UnsafePointer(copy.baseAddress))
            return copy
        }
        defer { for text in memory { text.deallocate() } }
        var handle: OpaquePointer?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        let status = hs_compile_multi(
            pointers, flags, ids, UInt32(rules.count), UInt32(HS_MODE_BLOCK), nil, &handle, &failure)
        guard status == HS_SUCCESS, let handle else { throw error(failure, rules) }
        return PatternDatabase(handle)
    }

    /// A database that was compiled before. Throws when it was made for another version of the library or for
    /// instructions this processor lacks; compile it again then.
    public static func restore(_ bytes: UnsafeRawBufferPointer) throws(SecretsError) -> PatternDatabase {
        var handle: OpaquePointer?
        let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
        let status = hs_deserialize_database(start, bytes.count, &handle)
        guard status == HS_SUCCESS, let handle else {
            switch status {
            case HS_DB_VERSION_ERROR: throw SecretsError("it was made by another version of Vectorscan")
            case HS_DB_PLATFORM_ERROR: throw SecretsError("it was made for another processor")
            default: throw SecretsError("it is damaged (Vectorscan error \(status))")
            }
        }
        return PatternDatabase(handle)
    }

    /// The database as bytes for `restore`.
    public func serialised() throws(SecretsError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        let status = hs_serialize_database(handle, &bytes, &count)
        guard status == HS_SUCCESS, let bytes else {
            throw SecretsError("the pattern database cannot be written (Vectorscan error \(status))")
        }
        defer { free(bytes) }
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Shortest and longest text a prefilter matches, in bytes; throws when it is no valid expression, can match
    /// nothing, or has no longest text.
    public static func width(of prefilter: String, caseless: Bool) throws(SecretsError) -> ClosedRange<Int> {
        var info: UnsafeMutablePointer<hs_expr_info_t>?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        let status = hs_expression_info(prefilter, flags(caseless: caseless), &info, &failure)
        guard status == HS_SUCCESS, let info else { throw error(failure, []) }
        defer { free(info) }
        guard info.pointee.max_width != UInt32.max else {
            throw SecretsError("a prefilter must have a longest match: use {n,m} instead of * and +")
        }
        guard info.pointee.min_width > 0 else { throw SecretsError("a prefilter must not match the empty text") }
        return Int(info.pointee.min_width)...Int(info.pointee.max_width)
    }

    private static func flags(caseless: Bool) -> UInt32 {
        UInt32(HS_FLAG_DOTALL) | (caseless ? UInt32(HS_FLAG_CASELESS) : 0)
    }

    private static func error(
        _ failure: UnsafeMutablePointer<hs_compile_error_t>?, _ rules: [SecretRule]
    ) -> SecretsError {
        guard let failure else { return SecretsError("out of memory while compiling prefilters") }
        defer { hs_free_compile_error(failure) }
        let index = Int(failure.pointee.expression)
        let rule = rules.indices.contains(index) ? rules[index].id + ": " : ""
        let reason = failure.pointee.message.map { String(cString: $0) } ?? "unknown error"
        return SecretsError("\(rule)the prefilter does not compile: \(reason)")
    }
}
