internal import Model

/// The way that everything a run reports goes: no text that a plugin chose passes with a secret in it.
struct ScrubbedSink: ScanSink {
    let sink: any ScanSink
    let secrets: RunSecrets

    func receive(_ update: ScanUpdate) {
        switch update {
        case .target, .progress: sink.receive(update)
        case .event(let event): sink.receive(.event(scrubbed(event)))
        case .findings(let findings): sink.receive(.findings(findings.map(scrubbed)))
        case .component(let component): sink.receive(.component(scrubbed(component)))
        case .relation(let relation):
            sink.receive(
                .relation(ComponentRelation(from: secrets.scrub(relation.from), to: secrets.scrub(relation.to))))
        case .note(let note):
            sink.receive(.note(ScanNote(scanner: note.scanner, message: secrets.scrub(note.message))))
        case .log(let scanner, let level, let message):
            sink.receive(.log(scanner: scanner, level: level, message: secrets.scrub(message)))
        }
    }

    private func scrubbed(_ event: ScanEvent) -> ScanEvent {
        switch event {
        case .scannerFailed(let scanner, let error, let seconds):
            return .scannerFailed(scanner: scanner, error: secrets.scrub(error), seconds: seconds)
        case .scannerSkipped(var skipped):
            skipped.reason = secrets.scrub(skipped.reason)
            return .scannerSkipped(skipped)
        case .scanFailed(let error): return .scanFailed(error: secrets.scrub(error))
        case .scanStart, .scannerStart, .scannerProgress, .scannerComplete, .scanComplete, .scanCancelled: return event
        }
    }

    private func scrubbed(_ component: Component) -> Component {
        var component = component
        component.ref = secrets.scrub(component.ref)
        component.type = secrets.scrub(component.type)
        component.name = secrets.scrub(component.name)
        component.version = secrets.scrub(component.version)
        component.purl = secrets.scrub(component.purl)
        component.licenses = secrets.scrub(component.licenses)
        component.hashes = component.hashes.map(secrets.scrub)
        if let evidence = component.evidence { component.evidence?.note = secrets.scrub(evidence.note) }
        return component
    }

    private func scrubbed(_ finding: Finding) -> Finding {
        var finding = finding
        finding.description = secrets.scrub(finding.description)
        for (name, value) in finding.metadata where !FindingBuilder.hostMetadata.contains(name) {
            let (hidden, shown) = (secrets.scrub(name), scrubbed(value))
            if hidden != name { finding.metadata[name] = nil }
            if hidden != name || shown != value { finding.metadata[hidden] = shown }
        }
        return finding
    }

    private func scrubbed(_ value: JSONValue) -> JSONValue { Redaction.scrub(value, with: secrets.scrub) }
}
