internal import CLibcurl
internal import Glibc

/// What a download has brought so far; belongs to the thread that runs it.
final class DownloadState {
    private static let headerLimit = 65_536

    let file: Int32
    /// Bytes that were there before.
    let start: Int64
    /// Called with the entity tag before the first byte of a whole file is written.
    var onHead: (String) -> Void = { _ in }
    /// Of the last answer; 0 before.
    private(set) var status = 0
    private(set) var entityTag = ""
    private(set) var location = ""
    /// Bytes of this answer's body.
    private(set) var received: Int64 = 0
    /// Why no more was taken.
    private(set) var refusal: String?
    private var position: Int64 = 0
    private var length: Int64?
    private var range = ""
    private var headerBytes = 0
    private var isWriting = false
    private let limit: Int64
    private let progress: (Int64, Int64?) -> Void

    init(_ file: Int32, start: Int64, limit: Int64, progress: @escaping (Int64, Int64?) -> Void) {
        self.file = file
        self.start = start
        self.limit = limit
        self.progress = progress
    }

    /// The callbacks get this as their context, which has to outlive the transfer.
    func attach(to handle: UnsafeMutableRawPointer) -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let results = [
            securescan_curl_on_bytes(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return downloadState(context)?.take(body: part) == true ? part.count : 0
            },
            securescan_curl_set_pointer(handle, CURLOPT_WRITEDATA, context),
            securescan_curl_on_bytes(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return downloadState(context)?.take(headLine: line) == true ? line.count : 0
            },
            securescan_curl_set_pointer(handle, CURLOPT_HEADERDATA, context),
        ]
        return results.allSatisfy { $0 == CURLE_OK }
    }

    private func take(headLine bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= DownloadState.headerLimit else { return refuse("the answer's headers are too long") }
        let line = String(decoding: bytes.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            (entityTag, location, range, length) = ("", "", "", nil)
        } else if line.isEmpty {
            return status < 200 || begin()
        } else if let colon = line.firstIndex(of: ":") {
            let value = String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
            switch line[..<colon].lowercased() {
            case "etag": entityTag = value.utf8.count <= 512 ? value : ""
            case "location": location = value
            case "content-range": range = value
            case "content-length": length = Int64(value)
            default: break
            }
        }
        return true
    }

    /// The head is whole: what is to be written, and where to.
    private func begin() -> Bool {
        switch status {
        case 200:
            guard ftruncate(file, 0) == 0 else { return refuse("the partial file cannot be written") }
            position = 0
            onHead(entityTag)
        case 206:
            // bytes 1000-1999/2000
            guard start > 0, range.hasPrefix("bytes \(start)-") else { return refuse("the server continues elsewhere") }
            position = start
        default: return true
        }
        isWriting = true
        guard position + (length ?? 0) <= limit else { return refuse("the file is larger than \(limit) bytes") }
        return true
    }

    private func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        received += Int64(bytes.count)
        // The text of an error page is of no use, and may be long.
        guard isWriting else { return received <= 65_536 }
        guard position + Int64(bytes.count) <= limit else { return refuse("the file is larger than \(limit) bytes") }
        var done = 0
        while done < bytes.count {
            let count = pwrite(file, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(position))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return refuse("the partial file cannot be written") }
            done += count
            position += Int64(count)
        }
        progress(position, length.map { position - received + $0 })
        return true
    }

    private func refuse(_ reason: String) -> Bool {
        refusal = reason
        return false
    }
}

private func downloadState(_ context: UnsafeMutableRawPointer?) -> DownloadState? {
    context.map { Unmanaged<DownloadState>.fromOpaque($0).takeUnretainedValue() }
}
