internal import Model
internal import ScannerAPI
internal import WorkerProtocol

/// Answers what a plugin asks about its target: walk and open.
///
/// Each request has a thread of its own, since a tree may block on input and output and a walk lasts as long as the
/// plugin takes to look at its pages. A walk sends a page and waits until the plugin asks for the next one. Contents go
/// through the socket and not through the arena: the arena may be full of files that wait for the very thread that
/// asks, and then neither would ever get on.
final class TreeService: Sendable {
    private struct State {
        /// Requests being served; for a walk how many pages the plugin is waiting for, nil once it has had enough.
        var walks: [UInt32: Int?] = [:]
        var active = 0
        /// Bytes of contents that are read and not yet handed to the link.
        var contents = 0
        var closed = false
    }

    /// Requests at once; a walk that opens files inside needs two for each thread.
    private static let limit = 4 * Int(SCW_MAX_THREADS)
    private static let pageBytes = 64 << 10
    private static let partBytes = 256 << 10
    /// Largest file that a plugin can open, bytes.
    private static let fileLimit: Int64 = 256 << 20
    /// Bytes of contents in the host's memory at once, unless it is one file alone.
    private static let contentsLimit = 32 << 20

    private let tree: any FileTree
    private let link: WorkerLink
    private let state = Monitor(State())

    init(_ tree: any FileTree, link: WorkerLink) {
        self.tree = tree
        self.link = link
    }

    /// Lets walks end and returns when nothing touches the tree any more.
    func close() {
        state.withLock { $0.closed = true }
        state.announce()
        state.wait { $0.active == 0 ? () : nil }
    }

    // MARK: walk

    func walk(_ request: UInt32, prefix: [UInt8]) {
        guard prefix.isEmpty || TreePath.isValid(prefix) else { return fail(request, walk: true, SCN_E_MISUSE) }
        serve(request, isWalk: true) { [self] in
            var page = WalkPage()
            do {
                try tree.walk(prefix: prefix) { step in
                    guard case .file(let entry) = step else { return true }
                    page.add(entry)
                    if page.size < Self.pageBytes { return true }
                    return send(&page, request, isLast: false)
                }
                _ = send(&page, request, isLast: true)
            } catch {
                fail(request, walk: true, SCN_E_INTERNAL, "the target cannot be listed: \(error)")
            }
        }
    }

    func more(_ request: UInt32) { adjust(request) { $0.map { $0 + 1 } } }
    func stop(_ request: UInt32) { adjust(request) { _ in nil } }

    private func adjust(_ request: UInt32, _ body: (Int?) -> Int?) {
        state.withLock { state in
            if let credit = state.walks[request] { state.walks[request] = .some(body(credit)) }
        }
        state.announce()
    }

    /// Waits until the plugin wants a page. False when it wants no more.
    private func send(_ page: inout WalkPage, _ request: UInt32, isLast: Bool) -> Bool {
        let wanted: Bool = state.wait { state in
            guard !state.closed, let credit = state.walks[request], let credit else { return false }
            guard credit > 0 else { return nil }
            state.walks[request] = credit - 1
            return true
        }
        guard wanted, link.waitForRoom() else { return false }
        link.send(SCW_WALK_PAGE) { writer in
            writer.write(request)
            writer.write(Int32(SCN_OK))
            writer.write("")
            page.write(to: &writer, isLast: isLast)
        }
        page = WalkPage()
        return true
    }

    // MARK: open

    func open(_ request: UInt32, path: [UInt8]) {
        guard TreePath.isValid(path) else { return fail(request, walk: false, SCN_E_MISUSE) }
        serve(request, isWalk: false) { [self] in
            do {
                guard let entry = try tree.entry(at: path) else { return fail(request, walk: false, SCN_E_NOT_FOUND) }
                guard entry.size <= Self.fileLimit else { return fail(request, walk: false, SCN_E_LIMIT) }
                let size = Int(max(0, entry.size))
                guard reserve(size) else { return fail(request, walk: false, SCN_E_CANCELLED) }
                defer { state.withLock { $0.contents -= size }; state.announce() }
                let content = try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                    count = min(size, try tree.read(entry, into: UnsafeMutableRawBufferPointer(buffer)))
                }
                answer(request, entry, content)
            } catch {
                fail(request, walk: false, SCN_E_INPUT, "\(PathText.display(path)) cannot be read: \(error)")
            }
        }
    }

    /// Waits until there is room for a content. False when the worker is gone.
    private func reserve(_ size: Int) -> Bool {
        state.wait { state in
            if state.closed { return false }
            guard state.contents == 0 || state.contents + size <= Self.contentsLimit else { return nil }
            state.contents += size
            return true
        }
    }

    private func answer(_ request: UInt32, _ entry: FileEntry, _ content: [UInt8]) {
        link.send(SCW_OPENED) { writer in
            writer.write(request)
            writer.write(Int32(SCN_OK))
            writer.write("")
            writer.write(entry.mode)
            writer.write(UInt64(content.count))
            writer.write(entry.contentID ?? "")
        }
        for start in stride(from: 0, to: content.count, by: Self.partBytes) {
            guard link.waitForRoom() else { return }
            link.send(SCW_CONTENT) { writer in
                writer.write(request)
                writer.write(Int32(SCN_OK))
                writer.write(Array(content[start..<min(content.count, start + Self.partBytes)]))
            }
        }
    }

    // MARK: both

    private func serve(_ request: UInt32, isWalk: Bool, _ body: @escaping @Sendable () -> Void) {
        let admitted = state.withLock { state in
            guard !state.closed, state.active < Self.limit else { return false }
            state.active += 1
            if isWalk { state.walks[request] = 1 }
            return true
        }
        let started =
            admitted
            && SystemThread.start("scan-tree") { [self] in
                body()
                end(request)
            }
        if !started {
            if admitted { end(request) }
            fail(request, walk: isWalk, SCN_E_LIMIT)
        }
    }

    private func end(_ request: UInt32) {
        state.withLock { state in
            state.walks[request] = nil
            state.active -= 1
        }
        state.announce()
    }

    private func fail(_ request: UInt32, walk: Bool, _ status: Int, _ reason: String = "") {
        link.send(walk ? SCW_WALK_PAGE : SCW_OPENED) { writer in
            writer.write(request)
            writer.write(Int32(status))
            writer.write(String(reason.prefix(1000)))
            if walk { return }
            writer.write(UInt32(0))
            writer.write(UInt64(0))
            writer.write("")
        }
    }
}

/// Entries of a walk on their way to the plugin.
private struct WalkPage {
    private var entries = ByteWriter(capacity: 4096)
    private var count: UInt32 = 0

    var size: Int { entries.bytes.count }

    mutating func add(_ entry: FileEntry) {
        entries.write(entry.mode)
        entries.write(UInt64(max(0, entry.size)))
        entries.write(entry.path)
        entries.write(entry.contentID ?? "")
        count += 1
    }

    func write(to writer: inout ByteWriter, isLast: Bool) {
        writer.write(isLast)
        writer.write(count)
        writer.append(contentsOf: entries.bytes)
    }
}
