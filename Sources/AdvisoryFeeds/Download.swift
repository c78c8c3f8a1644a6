internal import CLibcurl
internal import Glibc

/// Fetches one file by HTTP into a partial file beside its destination. A partial file that an earlier attempt left is
/// continued when the server still has the same state of it (RFC 9110, sections 13.1.5 and 14.2).
struct Download {
    struct Limits: Sendable {
        /// Bytes of the file.
        var bytes: Int64 = 4 << 30
        var connectSeconds = 30
        /// Seconds without a single byte.
        var silentSeconds = 60
        var totalSeconds = 3600
        /// Attempts while the connection breaks off.
        var attempts = 3
    }

    enum End: Equatable {
        /// The file is whole; what the server calls its state, if anything.
        case fetched(entityTag: String)
        case unchanged
    }

    let url: String
    let partial: String
    /// What is at hand already.
    let entityTag: String
    let isLoopback: Bool
    var limits = Limits()
    /// Bytes so far, and of all when the server says.
    let progress: (Int64, Int64?) -> Void

    private var tagFile: String { partial + ".tag" }

    /// SIGPIPE is ignored because libcurl leaves it alone with CURLOPT_NOSIGNAL, and a server that goes away while TLS
    /// writes to it would end the process.
    private static let isReady: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return securescan_curl_start() == CURLE_OK
    }()

    func run() throws(FeedError) -> End {
        guard Download.isReady else { throw FeedError(.download, "libcurl does not start") }
        var attempt = 1
        while true {
            do throws(BrokenOff) { return try fetch() } catch {
                guard error.canContinue, attempt < limits.attempts else { throw error.reason }
                attempt += 1
            }
        }
    }

    /// Removes what was fetched.
    func discard() {
        unlink(partial)
        unlink(tagFile)
    }

    private struct BrokenOff: Error {
        var reason: FeedError
        var canContinue = false
    }

    private func fetch() throws(BrokenOff) -> End {
        let file = open(partial, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw BrokenOff(reason: FileAccess.failure("\(partial) cannot be made")) }
        defer { close(file) }
        let (start, tag) = beginning(file)
        let state = DownloadState(file, start: start, limit: limits.bytes, progress: progress)
        let code = try perform(state, continuing: start > 0 ? tag : nil)
        return try end(code, state, start, tag)
    }

    /// How much of which state there is to continue; weak tags (`W/`) do not promise equal bytes.
    private func beginning(_ file: Int32) -> (start: Int64, tag: String) {
        let size = Int64(lseek(file, 0, SEEK_END))
        let bytes = (try? FileAccess.read(tagFile, limit: 1024)) ?? []
        let tag = String(decoding: bytes, as: UTF8.self)
        guard size > 0, Download.isStrong(tag) else { return (0, "") }
        return (size, tag)
    }

    private static func isStrong(_ tag: String) -> Bool {
        tag.hasPrefix("\"") && tag.utf8.count > 2 && !tag.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }

    private func perform(_ state: DownloadState, continuing tag: String?) throws(BrokenOff) -> CURLcode {
        guard let handle = curl_easy_init() else {
            throw BrokenOff(reason: FeedError(.download, "libcurl does not start"))
        }
        defer { curl_easy_cleanup(handle) }
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(headers) }
        func add(_ header: String) { headers = curl_slist_append(headers, header) ?? headers }
        if let tag {
            add("Range: bytes=\(state.start)-")
            add("If-Range: \(tag)")
        } else if !entityTag.isEmpty, !entityTag.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            add("If-None-Match: \(entityTag)")
        }
        state.onHead = { [tagFile] tag in Download.note(tag, in: tagFile) }
        guard set(handle, headers), state.attach(to: handle) else {
            throw BrokenOff(reason: FeedError(.download, "libcurl refuses the request"))
        }
        return withExtendedLifetime(state) { curl_easy_perform(handle) }
    }

    /// The tag is written before the first byte it is about.
    private static func note(_ tag: String, in path: String) {
        guard isStrong(tag) else {
            unlink(path)
            return
        }
        try? FileAccess.replace(path, with: Array(tag.utf8))
    }

    private func set(_ handle: UnsafeMutableRawPointer, _ headers: UnsafeMutablePointer<curl_slist>?) -> Bool {
        var results = [
            securescan_curl_set_text(handle, CURLOPT_URL, url),
            securescan_curl_only_http(handle),
            securescan_curl_leave_resolver(handle),
            securescan_curl_set_headers(handle, headers),
            securescan_curl_set_text(handle, CURLOPT_USERAGENT, "securescan"),
            securescan_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0),
            securescan_curl_set_number(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
            securescan_curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            securescan_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, limits.connectSeconds),
            securescan_curl_set_number(handle, CURLOPT_LOW_SPEED_LIMIT, 1),
            securescan_curl_set_number(handle, CURLOPT_LOW_SPEED_TIME, limits.silentSeconds),
            securescan_curl_set_number(handle, CURLOPT_TIMEOUT, limits.totalSeconds),
        ]
        // An empty text turns proxies off, those of the environment too.
        if isLoopback { results.append(securescan_curl_set_text(handle, CURLOPT_PROXY, "")) }
        return results.allSatisfy { $0 == CURLE_OK }
    }

    private func end(
        _ code: CURLcode, _ state: DownloadState, _ start: Int64, _ tag: String
    ) throws(BrokenOff) -> End {
        if let refusal = state.refusal {
            discard()
            throw BrokenOff(reason: FeedError(.download, "\(url): \(refusal)"))
        }
        switch state.status {
        case 200 where code == CURLE_OK, 206 where code == CURLE_OK:
            guard fsync(state.file) == 0 else {
                throw BrokenOff(reason: FileAccess.failure("\(partial) cannot be written"))
            }
            return .fetched(entityTag: state.entityTag.isEmpty ? tag : state.entityTag)
        case 304 where start == 0 && !entityTag.isEmpty:
            return .unchanged
        case 416 where start > 0:
            // What is there is not the beginning of what the server has.
            discard()
            throw BrokenOff(reason: FeedError(.download, "\(url): the server cannot continue"), canContinue: true)
        case 0, 200, 206:
            let reason = String(cString: curl_easy_strerror(code))
            // Without a byte there is nothing to continue, and the next attempt is for another day.
            throw BrokenOff(reason: FeedError(.download, "\(url): \(reason)"), canContinue: state.received > 0)
        default:
            let place = state.location.isEmpty ? "" : ", leading to \(state.location.cut(to: 200))"
            throw BrokenOff(
                reason: FeedError(.download, "\(url): the server answers with status \(state.status)\(place)"))
        }
    }
}
