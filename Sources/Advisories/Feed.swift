/// Where some of the advisories of a database came from, and when.
public struct Feed: Sendable, Equatable {
    /// OSV's name of the ecosystem whose whole archive was read; `Feed.files`, `Feed.epss` and `Feed.kev` for the rest.
    public var name: String
    /// A path or URL, for people.
    public var source: String
    /// Of the import, in seconds since 1970.
    public var importedAt: Int64
    /// The newest change of a record, in seconds since 1970; nil when none has a date.
    public var newest: Int64?
    /// Records that were read.
    public var records: Int
    /// Records that could not be read, or not in full.
    public var refused: Int
    /// What the server called this state (RFC 9110, section 8.8.3); empty when it was no download.
    public var entityTag: String

    public init(
        name: String, source: String, importedAt: Int64, newest: Int64? = nil, records: Int = 0, refused: Int = 0,
        entityTag: String = ""
    ) {
        self.name = name
        self.source = source
        self.importedAt = importedAt
        self.newest = newest
        self.records = records
        self.refused = refused
        self.entityTag = entityTag
    }

    /// Single records, which say nothing about the rest of their ecosystem.
    public static let files = "files"
    /// Probabilities of exploitation (FIRST's Exploit Prediction Scoring System).
    public static let epss = "EPSS"
    /// Known exploited vulnerabilities (the catalogue of CISA).
    public static let kev = "KEV"
}

/// What is known about the exploitation of one CVE.
public struct Exploitation: Sendable, Equatable {
    /// EPSS: the probability of exploitation within 30 days, in millionths; nil when not known.
    public var probability: Int?
    /// EPSS: the share of CVEs with at most this probability, in millionths.
    public var percentile: Int?
    /// In the KEV catalogue.
    public var isKnown: Bool
    /// KEV: known to be used in ransomware campaigns.
    public var isRansomware: Bool

    public init(probability: Int? = nil, percentile: Int? = nil, isKnown: Bool = false, isRansomware: Bool = false) {
        self.probability = probability
        self.percentile = percentile
        self.isKnown = isKnown
        self.isRansomware = isRansomware
    }

    public var isEmpty: Bool { probability == nil && percentile == nil && !isKnown && !isRansomware }
}
