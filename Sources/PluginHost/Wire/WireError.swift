/// What was wrong with bytes that came over a wire.
public enum WireError: Error, Sendable, Equatable {
    /// A value needed more bytes than were left.
    case truncated(wanted: Int, left: Int)
    /// A text or list is longer than its place allows.
    case tooLong(length: Int, limit: Int)
    /// Bytes were left over after the last value.
    case trailing(Int)
    /// A number or text is outside of what it may be.
    case invalid(String)
    /// A frame announces a payload above the cap.
    case oversizedFrame(length: Int, limit: Int)
    /// The third field of a frame header is not zero.
    case badHeader
    /// The stream ended inside a frame.
    case endInsideFrame
    /// A system call failed.
    case system(call: String, errno: Int32)

    /// One clause in lower case, for the end of a sentence.
    public var message: String {
        switch self {
        case .truncated(let wanted, let left): "a value of \(wanted) bytes where \(left) are left"
        case .tooLong(let length, let limit): "a length of \(length) where at most \(limit) is allowed"
        case .trailing(let count): "\(count) bytes after its last value"
        case .invalid(let what): what
        case .oversizedFrame(let length, let limit): "\(length) bytes long where at most \(limit) are allowed"
        case .badHeader: "its header has reserved bits set"
        case .endInsideFrame: "the stream ended inside it"
        case .system(let call, let errno): "\(call): \(SystemError.text(errno))"
        }
    }
}
