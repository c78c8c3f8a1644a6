internal import Advisories
internal import Packages
internal import PluginSDK

/// The advisories that packages are held against: those that the host's operator imported, and the few built-in ones,
/// which are there so that a first scan finds something.
struct AdvisorySources: Sendable {
    /// What one source says about a version of a package.
    struct Hit {
        let match: Match
        let database: AdvisoryDatabase
        let isBuiltIn: Bool
        /// All names of the weakness, the one to show first.
        let ids: [String]
        /// What the built-in advisories say about it where the imported ones do not.
        var builtInSeverity: Advisory.Stated?

        /// The worst of all advisories about it; nil where none says.
        var severity: Advisory.Stated? {
            let stated = match.advisories.compactMap { database.severity($0) }
            return stated.max { ($0.severity, $0.tenths ?? 0) < ($1.severity, $1.tenths ?? 0) } ?? builtInSeverity
        }
    }

    /// Nil when the operator imported nothing.
    let imported: AdvisoryDatabase?
    private let builtIn: AdvisoryDatabase?

    init(_ context: borrowing Context) throws(PluginError) {
        imported = try AdvisorySources.open(context.advisories()?.bytes, "the advisory database of the host")
        builtIn = try AdvisorySources.open(AdvisorySources.builtInBytes(context), "the file of built-in advisories")
    }

    /// Nil where the plugin came without them.
    private static func builtInBytes(_ context: borrowing Context) throws(PluginError) -> UnsafeRawBufferPointer? {
        do throws(PluginError) {
            return try context.data("builtin.db").bytes
        } catch {
            guard error.kind == .notFound || error.kind == .unsupported else { throw error }
            return nil
        }
    }

    private static func open(
        _ bytes: UnsafeRawBufferPointer?, _ what: String
    ) throws(PluginError) -> AdvisoryDatabase? {
        guard let bytes else { return nil }
        do throws(AdvisoryError) {
            return try AdvisoryDatabase(bytes)
        } catch {
            throw PluginError(.internal, "\(what) cannot be used: \(error.message)")
        }
    }

    init(imported: AdvisoryDatabase?, builtIn: AdvisoryDatabase?) {
        self.imported = imported
        self.builtIn = builtIn
    }

    /// Seconds since 1970 of the import that covers an ecosystem; nil when none does.
    func importTime(of ecosystem: Ecosystem) -> Int64? { imported?.feed(of: ecosystem)?.importedAt }

    /// One for each weakness; what the operator imported comes before what is built in.
    func hits(_ ecosystem: Ecosystem, name: String, version: String) -> [Hit] {
        var hits: [Hit] = []
        var places: [String: Int] = [:]
        for (database, isBuiltIn) in [(imported, false), (builtIn, true)] {
            guard let database else { continue }
            for match in database.matches(ecosystem, name: name, version: version) {
                let ids = database.ids(ofGroup: match.group)
                let hit = Hit(match: match, database: database, isBuiltIn: isBuiltIn, ids: ids)
                if isBuiltIn, let known = ids.lazy.compactMap({ places[$0] }).first {
                    hits[known].builtInSeverity = hits[known].builtInSeverity ?? hit.severity
                    continue
                }
                for id in ids { places[id] = hits.count }
                hits.append(hit)
            }
        }
        return hits
    }
}
