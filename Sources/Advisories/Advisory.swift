public import Packages

/// One published advisory, with what of an OSV record (schema 1.7) matters for packages and their versions.
public struct Advisory: Sendable, Equatable {
    public var id: String
    /// Other ids of the same weakness.
    public var aliases: [String] = []
    public var summary = ""
    public var details = ""
    /// CVSS vectors of any revision, as written.
    public var vectors: [String] = []
    /// What the database that published it says where no vector can be scored.
    public var stated: Stated?
    /// `CWE-<number>`, the most fitting first.
    public var cwes: [String] = []
    public var references: [Reference] = []
    public var affected: [AffectedPackage] = []
    /// In seconds since 1970-01-01T00:00:00Z, as are the other two; nil when the record does not say.
    public var published: Int64?
    public var modified: Int64?
    /// A record that was taken back never matches.
    public var withdrawn: Int64?

    public init(id: String) { self.id = id }

    /// A severity without a vector behind it.
    public struct Stated: Sendable, Equatable {
        /// Ten times the score.
        public var tenths: Int?
        public var severity: AdvisorySeverity

        public init(tenths: Int?, severity: AdvisorySeverity) {
            self.tenths = tenths
            self.severity = severity
        }
    }

    /// A page about the weakness.
    public struct Reference: Sendable, Equatable {
        /// `ADVISORY`, `FIX`, `WEB`… as OSV has it.
        public var kind: String
        public var url: String

        public init(kind: String, url: String) {
            self.kind = kind
            self.url = url
        }
    }

    /// Computed from the vectors, else as stated; nil when nobody says.
    public var score: Double? {
        CVSS.score(ofAny: vectors)?.value ?? stated?.tenths.map { Double($0) / 10 }
    }

    /// The word for the score, else as stated; nil when nobody says.
    public var severity: AdvisorySeverity? { CVSS.score(ofAny: vectors)?.severity ?? stated?.severity }
}

/// A package that an advisory is about, and which of its versions are affected: those listed, and those in any range.
public struct AffectedPackage: Sendable, Equatable {
    public var ecosystem: Ecosystem
    /// What follows the ecosystem's name behind a colon, such as `12` of `Debian:12`; empty for all releases.
    public var release: String
    /// As the advisory spells it.
    public var name: String
    public var ranges: [AffectedRange]
    public var versions: [String]

    public init(
        _ ecosystem: Ecosystem, _ name: String, release: String = "", ranges: [AffectedRange] = [],
        versions: [String] = []
    ) {
        self.ecosystem = ecosystem
        self.release = release
        self.name = name
        self.ranges = ranges
        self.versions = versions
    }
}

/// Changes between affected and not, in the order of versions. Where an ecosystem has an order, OSV's `SEMVER` and
/// `ECOSYSTEM` ranges mean the same; `GIT` ranges say nothing about versions.
public struct AffectedRange: Sendable, Equatable {
    public var events: [Event]

    public init(_ events: [Event]) { self.events = events }

    public struct Event: Sendable, Equatable {
        public enum Kind: Int, Sendable {
            /// Affected from this version on; `0` is before every version.
            case introduced = 0
            /// No longer affected from this version on.
            case fixed = 1
            /// Affected up to and with this version.
            case lastAffected = 2
            /// The range speaks of versions before this one only.
            case limit = 3
        }

        public var kind: Kind
        public var version: String

        public init(_ kind: Kind, _ version: String) {
            self.kind = kind
            self.version = version
        }
    }
}
