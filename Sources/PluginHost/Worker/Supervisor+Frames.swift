internal import Model
internal import ScannerAPI
internal import WorkerProtocol

/// What each frame of the worker means, and when it may come.
extension Supervisor {
    func sendSetup() {
        let data = process.data
        let threads = Self.threads(configuration)
        link.change { state in
            state.outgoing.frame(SCW_HELLO) { $0.write(UInt32(SCW_PROTOCOL_VERSION)) }
            state.outgoing.frame(SCW_SETUP) { writer in
                writer.write(UInt32(threads))
                writer.write(UInt64(max(0, limits.memoryBytes)))
                writer.write(UInt32(clamping: max(16, limits.openFiles)))
                writer.write(UInt32(clamping: Int64(min(limits.scanSeconds, 1e9)) * Int64(threads) + 60))
                writer.write(UInt64(max(0, limits.findings)))
                writer.write(UInt64(max(0, limits.components)))
                writer.write(UInt64(results?.budget ?? 0))
                writer.write(UInt32(clamping: limits.effectiveText))
                writer.write(String(configuration.hostVersion.prefix(64)))
                writer.write(UInt32(data.count))
                for name in data { writer.write(name) }
            }
        }
    }

    func handle(_ type: UInt16, _ payload: ByteReader) throws(WireError) {
        let frame = scw_frame(rawValue: UInt32(type))
        guard unfinished == nil || frame == SCW_RESULT_REST else { throw .invalid("a result without its rest") }
        switch (stage, frame) {
        case (.greeting, SCW_GREETING): try greeted(payload)
        case (.describing, SCW_DESCRIPTOR): try described(payload)
        case (.creating, SCW_RULE): try listed(payload)
        case (.creating, SCW_READY): try ready(payload)
        case (.greeting, SCW_REFUSED), (.describing, SCW_REFUSED), (.creating, SCW_REFUSED): try refused(payload)
        case (.opening, SCW_SCAN_OPENED): try opened(payload)
        case (.scanning, SCW_FILE_DONE): try fileDone(payload)
        case (.scanning, SCW_FINDING): try found(payload)
        case (.scanning, SCW_COMPONENT): try emitted(payload)
        case (.scanning, SCW_RELATION): try related(payload)
        case (.opening, SCW_RESULT), (.scanning, SCW_RESULT), (.opening, SCW_RESULT_REST), (.scanning, SCW_RESULT_REST),
            (.scanning, SCW_RESULTS_USED):
            try kept(frame, payload)
        case (.opening, SCW_SCAN_DONE), (.scanning, SCW_SCAN_DONE): try scanDone(payload)
        case (.opening, SCW_WALK), (.scanning, SCW_WALK), (.opening, SCW_WALK_MORE), (.scanning, SCW_WALK_MORE),
            (.opening, SCW_WALK_STOP), (.scanning, SCW_WALK_STOP), (.opening, SCW_OPEN), (.scanning, SCW_OPEN):
            try asked(frame, payload)
        case (_, SCW_LOG), (_, SCW_PROGRESS), (_, SCW_METRIC): try said(frame, payload)
        default: throw .invalid("type \(type) is unknown, or out of turn")
        }
    }

    // MARK: start

    private func greeted(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let version = try reader.uint32()
        try reader.finish()
        guard version == SCW_PROTOCOL_VERSION else {
            return violation("its worker speaks protocol \(version), the host \(SCW_PROTOCOL_VERSION)")
        }
        stage = .describing
    }

    private func described(_ payload: ByteReader) throws(WireError) {
        let frame = try DescriptorFrame(payload)
        do throws(PluginRejection) {
            let descriptor = try PluginDescriptor(frame, manifest: plugin.manifest)
            self.descriptor = descriptor
            let wanted = Int(descriptor.maxParallel)
            let threads = min(Self.threads(configuration), wanted == 0 ? Int.max : wanted)
            stage = .creating
            link.change { state in
                state.inFlight = InFlight(threads: threads)
                state.outgoing.frame(SCW_CREATE) { writer in
                    writer.write(UInt32(threads))
                    writer.write(config)
                }
            }
        } catch {
            reject(error.reason)
        }
    }

    private func listed(_ payload: ByteReader) throws(WireError) {
        do {
            try rules.add(payload)
        } catch let error as WireError {
            throw error
        } catch {
            reject((error as? PluginRejection)?.reason ?? "lists a rule that cannot be read")
        }
    }

    private func ready(_ payload: ByteReader) throws(WireError) {
        try payload.finish()
        guard let descriptor else { throw .invalid("ready before it was described") }
        stage = .ready
        clocks.ready()
        let rules = rules.rules
        link.change { $0.start = .ready(descriptor, rules, processID: process.id) }
    }

    private func refused(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let text = try reader.bytes(limit: 8 << 10)
        try reader.finish()
        let why = LogGate.clean(text)
        // Before it was described the library could not be loaded; later it is `create` that refuses, which may be due
        // to this scan's options.
        stage == .creating ? violation(why) : reject(why)
    }

    // MARK: scan

    private func opened(_ payload: ByteReader) throws(WireError) {
        try payload.finish()
        stage = .scanning
        clocks.opened()
        link.state.withLock { $0.inFlight.open() }
    }

    private func fileDone(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let id = try reader.uint64()
        let status = try reader.int32()
        let text = try reader.bytes(limit: 8 << 10)
        try reader.finish()
        let (file, isCancelled) = link.state.withLock { ($0.inFlight.remove(id), $0.cancelledAt != nil) }
        guard file != nil else { throw .invalid("an answer for file \(id), which is not in flight") }
        link.state.announce()
        let outcome: FileOutcome =
            switch Int(status) {
            case SCN_OK: .scanned
            case SCN_E_CANCELLED where isCancelled: .abandoned
            default: .failed(text.isEmpty ? "the plugin returned \(Self.name(status))" : LogGate.clean(text))
            }
        if let scan { scan.observer.worker(scan.worker, finished: id, outcome: outcome) }
    }

    /// The file that an emission belongs to, nil outside of scan_file.
    private func file(_ reader: inout ByteReader) throws(WireError) -> ScanFile? {
        guard try reader.bool() else { return nil }
        let id = try reader.uint64()
        guard let file = link.state.withLock({ $0.inFlight.file(id) }) else {
            throw .invalid("an emission for file \(id), which is not in flight")
        }
        return file
    }

    private func found(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let file = try file(&reader)
        let finding = try FindingFrame.finding(&reader, textLimit: limits.effectiveText)
        received.findings += 1
        guard received.findings <= limits.findings else { throw .invalid("a finding beyond the limit") }
        guard let scan, let finding = emissions?.check(finding, in: file) else { return }
        scan.observer.worker(scan.worker, found: finding, inFile: file?.id)
    }

    private func emitted(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let file = try file(&reader)
        var (component, evidence) = try FindingFrame.component(
            &reader, textLimit: limits.effectiveText, scanner: plugin.manifest.id)
        received.components += 1
        guard received.components <= limits.components else { throw .invalid("a component beyond the limit") }
        component.evidence = emissions?.evidence(evidence, in: file)
        if let scan { scan.observer.worker(scan.worker, emitted: component) }
    }

    private func related(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let from = try reader.text(limit: limits.effectiveText)
        let to = try reader.text(limit: limits.effectiveText)
        try reader.finish()
        received.relations += 1
        guard received.relations <= 4 * limits.components else { throw .invalid("a relation beyond the limit") }
        if let scan { scan.observer.worker(scan.worker, related: ComponentRelation(from: from, to: to)) }
    }

    private func asked(_ type: scw_frame, _ payload: ByteReader) throws(WireError) {
        guard !link.isBacklogged else { return violation("asks for files without listening to the answers") }
        var reader = payload
        let request = try reader.uint32()
        switch type {
        case SCW_WALK: tree?.walk(request, prefix: try reader.bytes(limit: TreePath.limit))
        case SCW_OPEN: tree?.open(request, path: try reader.bytes(limit: TreePath.limit))
        case SCW_WALK_MORE: tree?.more(request)
        default: tree?.stop(request)
        }
        try reader.finish()
    }

    private func scanDone(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let status = try reader.int32()
        let text = try reader.bytes(limit: 8 << 10)
        let findings = try reader.uint64()
        let others = try reader.uint64()
        try reader.finish()
        let wasOpening = stage == .opening
        stage = .leaving
        clocks.expectExit()
        switch Int(status) {
        case SCN_OK: end = .completed(note: note(refusedFindings: findings, refusedOthers: others))
        case SCN_E_CANCELLED where link.state.withLock({ $0.cancelledAt != nil }): end = .cancelled
        default:
            let function = wasOpening ? "open_scan" : "scan_target"
            let why = text.isEmpty ? "" : ": " + LogGate.clean(text)
            end = .failed("\(function) returned \(Self.name(status))" + why)
        }
    }

    private func note(refusedFindings: UInt64, refusedOthers: UInt64) -> String? {
        var parts: [String] = []
        if refusedFindings > 0 {
            parts.append("reached the limit of \(limits.findings) findings, \(refusedFindings) more were refused")
        }
        if refusedOthers > 0 {
            parts.append("reached the limit of \(limits.components) components, \(refusedOthers) more were refused")
        }
        if let rejected = emissions?.summary { parts.append(rejected) }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    // MARK: talk

    private func said(_ type: scw_frame, _ payload: ByteReader) throws(WireError) {
        guard chatter.take() else { return violation("floods the host with messages") }
        var reader = payload
        switch type {
        case SCW_LOG:
            let level = LogLevel(rawValue: Int(try reader.uint8()))
            gate.count(dropped: Int(try reader.uint32()))
            let text = try reader.bytes(limit: 8 << 10)
            guard let level else { throw .invalid("an unknown log level") }
            log(LogGate.clean(text), level: level)
        case SCW_PROGRESS:
            let done = try reader.uint64()
            let total = try reader.uint64()
            let label = try reader.bytes(limit: 1 << 10)
            log("progress \(done) of \(total) \(LogGate.clean(label))", level: .trace)
        default:
            let name = try reader.bytes(limit: 1 << 10)
            let value = try reader.double()
            log("metric \(LogGate.clean(name)) = \(value)", level: .debug)
        }
        try reader.finish()
    }

    private static func name(_ status: Int32) -> String {
        let names = [
            "SCN_OK", "SCN_E_CANCELLED", "SCN_E_CONFIG", "SCN_E_INPUT", "SCN_E_NOT_FOUND", "SCN_E_LIMIT",
            "SCN_E_UNSUPPORTED", "SCN_E_MISUSE", "SCN_E_INTERNAL",
        ]
        return names.indices.contains(Int(status)) ? names[Int(status)] : "the unknown status \(status)"
    }
}
