internal import Glibc
internal import Synchronization

/// Breaks a transfer off from another thread.
final class StopFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}

/// What a transfer has brought so far, and what it may connect to; belongs to the thread of the transfer.
final class TransferState {
    /// Bytes of an answer's body that are read, and of its headers.
    static let bodyLimit = 65_536
    static let headerLimit = 65_536

    let allowsPrivate: Bool
    let stop: StopFlag
    private(set) var body: [UInt8] = []
    /// Of the answer whose head came last; 0 before.
    private(set) var status = 0
    private(set) var hasWholeHead = false
    /// Why the last address was not connected to.
    private(set) var refusal: String?
    private(set) var headIsTooLong = false
    private var headerBytes = 0

    init(allowsPrivate: Bool, stop: StopFlag) {
        self.allowsPrivate = allowsPrivate
        self.stop = stop
    }

    /// False when no more is wanted.
    func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        body += bytes.prefix(TransferState.bodyLimit - body.count)
        return body.count < TransferState.bodyLimit
    }

    /// Takes one line of the head. False when the head is longer than any that is meant well.
    func take(headLine bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        // HTTP/1.1 200 OK
        if !hasWholeHead, bytes.starts(with: "HTTP/".utf8) {
            let code = bytes.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix(3)
            status = Int(String(decoding: code, as: UTF8.self)) ?? 0
        }
        headIsTooLong = headerBytes > TransferState.headerLimit
        let isEnd = bytes.allSatisfy { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
        // A 1xx answer only announces the real one (RFC 9110, section 15.2).
        if isEnd, status >= 200 { hasWholeHead = true }
        return !headIsTooLong
    }

    /// A socket for the very address that will be connected to, if that is allowed; else -1.
    func open(_ address: UnsafePointer<sockaddr>, family: Int32, type: Int32, proto: Int32) -> Int32 {
        let kind = AddressClass(address) ?? .never
        guard kind == .anyone || (kind == .inside && allowsPrivate) else {
            refusal =
                kind == .never
                ? "The host leads to an address that webhooks are never sent to"
                : "The host leads to a loopback or private address (SECURESCAN_WEBHOOK_ALLOW_PRIVATE)"
            return -1
        }
        return socket(family, type | Int32(SOCK_CLOEXEC.rawValue), proto)
    }
}
