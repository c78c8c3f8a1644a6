internal import Model

/// What the top of a page needs of all findings, in tables that stay small.
struct HTMLOverview {
    /// A package that has flaws, and the version without those that have one.
    struct Package {
        var flaw: PackageFlaw
        var file: String
        var worst: Severity
        var advisories: [String]
        var count: Int
        /// Some flaw of it has no fixed version.
        var hasUnfixed: Bool
        var isExploited: Bool
    }

    private(set) var total = 0
    private(set) var decided = 0
    private(set) var suppressed = 0
    private(set) var packages: [Package] = []
    private(set) var packagesLeftOut = 0
    private(set) var scanners: Set<String> = []
    private(set) var states: Set<String> = []
    private(set) var controls: Set<String> = []
    /// Number of findings by rule, with the finding that speaks for it where the catalogue has none.
    private(set) var rules: [String: (count: Int, example: Finding)] = [:]
    private var places: [String: Int] = [:]

    mutating func count(_ item: FindingWithState) {
        let finding = item.finding
        total += 1
        if item.verdict != nil { decided += 1 }
        scanners.insert(finding.scanner)
        states.insert(item.state?.status.rawValue ?? "new")
        if controls.count < 2000 { controls.formUnion(finding.complianceTags) }
        if rules[finding.ruleID] != nil || rules.count < 2000 {
            rules[finding.ruleID, default: (0, finding)].count += 1
        }
        if item.verdict == nil, let flaw = finding.flaw { add(flaw, finding) }
    }

    mutating func countSuppressed(_ item: FindingWithState) { suppressed += 1 }

    /// The findings come worst first, so the first one of a package says how bad it is.
    private mutating func add(_ flaw: PackageFlaw, _ finding: Finding) {
        let key = "\(finding.filePath)\u{0}\(flaw.package)\u{0}\(flaw.version)"
        guard let place = places[key] else {
            guard packages.count < ReportLimits.pagePackages else { return packagesLeftOut += 1 }
            places[key] = packages.count
            packages.append(
                Package(
                    flaw: flaw, file: finding.filePath, worst: finding.severity, advisories: [flaw.advisory], count: 1,
                    hasUnfixed: flaw.fixedVersion == nil, isExploited: flaw.isExploited))
            return
        }
        packages[place].count += 1
        if packages[place].advisories.count < 5 { packages[place].advisories.append(flaw.advisory) }
        packages[place].isExploited = packages[place].isExploited || flaw.isExploited
        packages[place].hasUnfixed = packages[place].hasUnfixed || flaw.fixedVersion == nil
        guard let fixed = flaw.fixedVersion else { return }
        let known = packages[place].flaw.fixedVersion
        if known.map({ VersionOrder.precedes($0, fixed) }) ?? true { packages[place].flaw.fixedVersion = fixed }
    }
}

/// Which of two fixed versions of one package is the later one: by their numbers from left to right.
enum VersionOrder {
    static func precedes(_ a: String, _ b: String) -> Bool {
        let (left, right) = (numbers(a), numbers(b))
        for (x, y) in zip(left, right) where x != y { return x < y }
        return left.count < right.count
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split { !$0.isASCII || !$0.isNumber }.prefix(8).map { Int($0) ?? .max }
    }
}
