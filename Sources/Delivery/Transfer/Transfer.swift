internal import CLibcurl
internal import Glibc

/// One HTTP POST by libcurl. It follows no redirect, uses no proxy, speaks only http and https, checks each address
/// before it connects, and stops after `TransferState.bodyLimit` bytes of the answer.
struct Transfer: Sendable {
    enum End: Sendable, Equatable {
        /// The head of the answer came whole; of the body, what came before the time was up.
        case answered(status: Int, body: [UInt8])
        /// No answer; why not, without a full stop.
        case failed(String)
        case stopped
    }

    var url: String
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    /// For all of it, from resolving the name to the last byte.
    var seconds: Double
    var allowsPrivate: Bool
    /// Hosts that are not resolved, as `host:port:address` (CURLOPT_RESOLVE); their addresses are checked like all
    /// others.
    var names: [String] = []

    /// SIGPIPE is ignored because libcurl leaves it alone with CURLOPT_NOSIGNAL, and a receiver that goes away while
    /// TLS writes to it would end the process. Children get the default back (`RunnerProcess`).
    private static let isReady: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return securescan_curl_start() == CURLE_OK
    }()

    /// Blocks until the end, for at most `seconds`; after `stop` is set, for about one more second.
    func run(_ stop: StopFlag) -> End {
        let state = TransferState(allowsPrivate: allowsPrivate, stop: stop)
        defer { withExtendedLifetime(state) {} }
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        var known: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(known) }
        guard Transfer.isReady, let handle = curl_easy_init() else { return .failed("libcurl does not start") }
        defer { curl_easy_cleanup(handle) }
        for header in headers { list = curl_slist_append(list, "\(header.name): \(header.value)") ?? list }
        for name in names { known = curl_slist_append(known, name) ?? known }
        let context = Unmanaged.passUnretained(state).toOpaque()
        guard set(handle, list), securescan_curl_set_names(handle, known) == CURLE_OK,
            Transfer.setCallbacks(handle, context)
        else {
            return .failed("libcurl refuses the request")
        }
        let code = body.withUnsafeBufferPointer { body -> CURLcode in
            securescan_curl_set_pointer(handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress))
            return curl_easy_perform(handle)
        }
        return end(code, state)
    }

    private func end(_ code: CURLcode, _ state: TransferState) -> End {
        // The receiver has spoken, whatever becomes of the rest of its answer.
        if state.hasWholeHead { return .answered(status: state.status, body: state.body) }
        if state.stop.isSet { return .stopped }
        if state.headIsTooLong {
            return .failed("The answer's headers are longer than \(TransferState.headerLimit) bytes")
        }
        if code == CURLE_COULDNT_CONNECT, let refusal = state.refusal { return .failed(refusal) }
        if code == CURLE_OPERATION_TIMEDOUT { return .failed("No answer within \(seconds) seconds") }
        return .failed(String(cString: curl_easy_strerror(code)))
    }

    private func set(_ handle: UnsafeMutableRawPointer, _ list: UnsafeMutablePointer<curl_slist>?) -> Bool {
        let milliseconds = Int(min(max(seconds, 0.001), 86_400) * 1000)
        let results = [
            securescan_curl_set_text(handle, CURLOPT_URL, url),
            securescan_curl_only_http(handle),
            securescan_curl_leave_resolver(handle),
            securescan_curl_set_number(handle, CURLOPT_POST, 1),
            securescan_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
            securescan_curl_set_headers(handle, list),
            securescan_curl_set_number(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            securescan_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0),
            securescan_curl_set_number(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
            // An empty text turns proxies off, those of the environment too; NULL would leave them.
            securescan_curl_set_text(handle, CURLOPT_PROXY, ""),
            // libcurl would use SIGALRM to end slow resolving and meddle with SIGPIPE, for the whole process.
            securescan_curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            securescan_curl_set_number(handle, CURLOPT_TIMEOUT_MS, milliseconds),
            securescan_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
            securescan_curl_set_number(handle, CURLOPT_NOPROGRESS, 0),
        ]
        return results.allSatisfy { $0 == CURLE_OK }
    }

    /// The callbacks get the `TransferState` as their context; it outlives the transfer.
    private static func setCallbacks(_ handle: UnsafeMutableRawPointer, _ context: UnsafeMutableRawPointer) -> Bool {
        let results = [
            securescan_curl_on_bytes(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return transferState(context)?.take(body: part) == true ? part.count : 0
            },
            securescan_curl_set_pointer(handle, CURLOPT_WRITEDATA, context),
            securescan_curl_on_bytes(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return transferState(context)?.take(headLine: line) == true ? line.count : 0
            },
            securescan_curl_set_pointer(handle, CURLOPT_HEADERDATA, context),
            securescan_curl_on_progress(handle) { context, _, _, _, _ in
                transferState(context)?.stop.isSet == true ? 1 : 0
            },
            securescan_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context),
            securescan_curl_on_open_socket(handle) { context, _, address in
                guard let state = transferState(context), let address, let target = securescan_curl_address(address)
                else { return -1 }
                return state.open(
                    target, family: address.pointee.family, type: address.pointee.socktype,
                    proto: address.pointee.protocol)
            },
            securescan_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context),
        ]
        return results.allSatisfy { $0 == CURLE_OK }
    }
}

private func transferState(_ context: UnsafeMutableRawPointer?) -> TransferState? {
    context.map { Unmanaged<TransferState>.fromOpaque($0).takeUnretainedValue() }
}
