internal import Packages

/// What all advisories say about one package, with the versions that they name put in order.
struct PackageTable {
    struct Key: Hashable {
        var ecosystem: Ecosystem
        /// In the normal form of the ecosystem.
        var name: String
    }

    /// Of an advisory and of one of its packages.
    struct Mention {
        var record: Int
        var affected: Int
    }

    /// Sorted; of texts that mean the same version one stands for all.
    private(set) var versions: [(text: String, key: [UInt8])] = []
    /// Texts that are no versions, sorted.
    private(set) var literals: [String] = []
    private var places: [String: UInt32] = [:]

    init(_ packages: [AffectedPackage], in ecosystem: Ecosystem) {
        var texts: Set<String> = []
        for package in packages {
            texts.formUnion(package.versions)
            for range in package.ranges { texts.formUnion(range.events.filter { !$0.isStart }.map(\.version)) }
        }
        var parsed: [(version: Version, text: String)] = []
        for text in texts.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if let version = Version(text, in: ecosystem) {
                parsed.append((version, text))
            } else {
                places[text] = Layout.literal | UInt32(literals.count)
                literals.append(text)
            }
        }
        // The sort is stable, so that equal versions stay in the order of their texts.
        parsed.sort { $0.version < $1.version }
        var last: Version?
        for (version, text) in parsed {
            if last != version { versions.append((text, version.key)) }
            last = version
            places[text] = UInt32(versions.count - 1)
        }
    }

    /// The place of a text that one of the packages names.
    func place(of text: String) -> UInt32 { places[text] ?? Layout.none }

    /// The events of a range in the order of versions; of events at one version, the order of the record decides.
    /// Those at no version come last.
    func ordered(_ range: AffectedRange) -> [(kind: AffectedRange.Event.Kind, place: UInt32)] {
        let placed = range.events.filter { !($0.kind == .limit && $0.version == "*") }.map { event in
            (kind: event.kind, place: event.isStart ? Layout.fromTheStart : place(of: event.version))
        }
        // The start wraps around to 0.
        return placed.sorted { $0.place &+ 1 < $1.place &+ 1 }
    }

    /// Listed versions as runs of places that follow each other, both ends included.
    func runs(_ listed: [String]) -> [(first: UInt32, last: UInt32)] {
        var runs: [(first: UInt32, last: UInt32)] = []
        for place in Set(listed.map(place(of:))).sorted() {
            if let run = runs.last, run.last &+ 1 == place, place & Layout.literal == run.last & Layout.literal {
                runs[runs.count - 1].last = place
            } else {
                runs.append((place, place))
            }
        }
        return runs
    }
}

extension AffectedRange.Event {
    /// OSV's `0`, which comes before every version of any ecosystem.
    var isStart: Bool { kind == .introduced && version == "0" }
}
