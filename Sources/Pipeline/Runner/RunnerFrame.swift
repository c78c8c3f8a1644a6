public import Model
public import PluginHost

/// What the server tells a runner. A runner serves one request and ends.
public enum RunnerRequest: Sendable {
    case scan(ScanJob)
    case catalogue(PluginHostConfiguration)
}

/// What a runner tells the server.
public enum RunnerFrame: Sendable {
    case update(ScanUpdate)
    /// The last frame of a scan.
    case ended(ScanOutcome)
    /// One plugin of the catalogue; the stream's end is the catalogue's end.
    case plugin(PluginInfo)
}

/// Frame types of the runner protocol. Numbers are never reused; a change that an older side would misread raises
/// `version`.
enum RunnerWire {
    static let version: UInt16 = 1
    /// Bytes of one frame's payload; larger batches of findings are split.
    static let limit = 8 << 20

    enum FromServer {
        static let scan: UInt16 = 1
        static let catalogue: UInt16 = 2
        static let cancel: UInt16 = 3
    }

    enum FromRunner {
        static let target: UInt16 = 16
        static let progress: UInt16 = 17
        static let event: UInt16 = 18
        static let findings: UInt16 = 19
        static let component: UInt16 = 20
        static let relation: UInt16 = 21
        static let log: UInt16 = 22
        static let ended: UInt16 = 23
        static let plugin: UInt16 = 24
        static let note: UInt16 = 25
    }
}

/// Why the runner protocol cannot go on.
public struct RunnerLinkError: Error, Sendable {
    public let message: String
}
