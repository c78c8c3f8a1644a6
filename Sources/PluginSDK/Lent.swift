package import ScannerAPI

extension String {
    /// A copy of lent text; broken UTF-8 is repaired.
    package init(lent text: scn_str) {
        self = String(decoding: text.bytes, as: UTF8.self)
    }
}

extension scn_str {
    /// The lent bytes, valid as long as the text is lent.
    package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: ptr, count: ptr == nil ? 0 : len) }
}

/// A struct of the other side as this side was compiled: fields the other side does not have are zero, fields only
/// it knows are left out (rule G2 of the ABI).
package func copied<T: BitwiseCopyable>(_ lent: UnsafePointer<T>, empty: T) -> T {
    let given = Int(UnsafeRawPointer(lent).load(as: UInt32.self))
    var copy = empty
    // Every field after the first eight bytes is eight bytes or a pair of four: a field is never taken in half.
    let count = min(given, MemoryLayout<T>.size) & ~7
    withUnsafeMutableBytes(of: &copy) { $0.copyMemory(from: UnsafeRawBufferPointer(start: lent, count: count)) }
    return copy
}
