internal import NIOHTTPTypes

/// What a client sent before its last request was answered (RFC 9112, 9.3.2): parts of further requests, and what came
/// after them.
struct PipelinedParts {
    /// How many parts wait before no more is read. What one reading from the socket brings comes on top.
    private static let limit = 32

    /// Those before `next` are gone.
    private var parts: [HTTPRequestPart] = []
    private var next = 0
    private var error: (any Error)?
    private var isInputClosed = false
    private var isReadHeld = false

    var isEmpty: Bool { next == parts.count }
    var first: HTTPRequestPart? { isEmpty ? nil : parts[next] }
    /// Something other than a part waits.
    var hasEnd: Bool { error != nil || isInputClosed }

    /// Nothing follows an error.
    mutating func append(_ part: HTTPRequestPart) {
        if error == nil { parts.append(part) }
    }

    mutating func removeFirst() {
        next += 1
        guard isEmpty else { return }
        parts.removeAll(keepingCapacity: parts.count <= PipelinedParts.limit)
        next = 0
    }

    mutating func end(with error: any Error) { self.error = self.error ?? error }
    mutating func endInput() { isInputClosed = true }

    mutating func takeError() -> (any Error)? {
        defer { error = nil }
        return error
    }

    mutating func takeInputEnd() -> Bool {
        defer { isInputClosed = false }
        return isInputClosed
    }

    /// Whether reading has to wait; it is remembered that somebody wanted to.
    mutating func holdsRead() -> Bool {
        isReadHeld = parts.count - next > PipelinedParts.limit
        return isReadHeld
    }

    /// Whether a reading that had to wait can go on.
    mutating func releasesRead() -> Bool {
        guard isReadHeld, parts.count - next <= PipelinedParts.limit else { return false }
        isReadHeld = false
        return true
    }

    /// Forgets everything; whether a reading had to wait.
    mutating func clear() -> Bool {
        defer { self = PipelinedParts() }
        return isReadHeld
    }
}
