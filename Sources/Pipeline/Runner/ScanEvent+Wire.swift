internal import Model
internal import PluginHost

extension ByteWriter {
    /// Only the events that a run itself announces; how a scan ends is the server's to say.
    mutating func write(_ event: ScanEvent) {
        switch event {
        case .scanStart(let target, let scanTypes, let count):
            write(UInt8(1))
            write(target)
            write(scanTypes)
            write(Int64(count))
        case .scannerStart(let scanner):
            write(UInt8(2))
            write(scanner)
        case .scannerProgress(let scanner, let done, let total, let found):
            write(UInt8(3))
            write(scanner)
            for number in [done, total, found] { write(Int64(number)) }
        case .scannerComplete(let scanner, let seconds, let found):
            write(UInt8(4))
            write(scanner)
            write(seconds)
            write(Int64(found))
        case .scannerSkipped(let skipped):
            write(UInt8(5))
            write(skipped)
        case .scannerFailed(let scanner, let error, let seconds):
            write(UInt8(6))
            write(scanner)
            write(error)
            write(seconds)
        case .scanComplete, .scanFailed, .scanCancelled:
            preconditionFailure("a run does not announce its own end")
        }
    }

    mutating func write(_ skipped: SkippedScanner) {
        write(skipped.name)
        write(skipped.reason)
        write(optional: skipped.installHint) { $0.write($1) }
    }
}

extension ByteReader {
    mutating func event() throws(WireError) -> ScanEvent {
        switch try uint8() {
        case 1: .scanStart(target: try text(), scanTypes: try texts(), scannerCount: Int(try int64()))
        case 2: .scannerStart(scanner: try text())
        case 3:
            .scannerProgress(
                scanner: try text(), filesDone: Int(try int64()), filesTotal: Int(try int64()),
                findingsCount: Int(try int64()))
        case 4: .scannerComplete(scanner: try text(), seconds: try double(), findingsCount: Int(try int64()))
        case 5: .scannerSkipped(try skippedScanner())
        case 6: .scannerFailed(scanner: try text(), error: try text(), seconds: try double())
        case let kind: throw .invalid("an event of unknown kind \(kind)")
        }
    }

    mutating func skippedScanner() throws(WireError) -> SkippedScanner {
        SkippedScanner(
            name: try text(), reason: try text(),
            installHint: try optional { reader throws(WireError) in try reader.text() })
    }
}
