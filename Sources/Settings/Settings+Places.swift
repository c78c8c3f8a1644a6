public import Compliance

extension Settings {
    /// The database: by default `securescan/securescan.db` in the state folder (XDG Base Directory).
    public func databasePath() throws(Fault) -> String {
        if let path = try Registry.places.read(sources).database { return path }
        return try stateDirectory() + "/securescan.db"
    }

    /// The advisory database: by default `securescan/advisories.db` in the state folder.
    public func advisoryPath() throws(Fault) -> String {
        if let path = try Registry.places.read(sources).advisories { return path }
        return try stateDirectory() + "/advisories.db"
    }

    /// Where clones are kept.
    func cacheDirectory() throws(Fault) -> String {
        if let path = try Registry.places.read(sources).cache { return path }
        return try directory("XDG_CACHE_HOME", fallback: "/.cache")
    }

    /// What plugins keep from scan to scan: by default `securescan/results` in the state folder.
    func resultDirectory() throws(Fault) -> String {
        if let path = try Registry.places.read(sources).results { return path }
        return try stateDirectory() + "/results"
    }

    /// Standards, with those in the operator's folder. Each look at them reads what has changed there.
    public func frameworks() throws(Fault) -> FrameworkLibrary {
        FrameworkLibrary(directory: try complianceDirectory())
    }

    /// Where the operator's frameworks are; nil without any.
    public func complianceDirectory() throws(Fault) -> String? { try Registry.places.read(sources).compliance }

    /// The key that tells secrets apart: the one that is set, or a file that the first run makes and only this user
    /// reads. The server and the command line share it, so that a finding has one fingerprint in both.
    func hashKey() throws(Fault) -> [UInt8] {
        if let key = try Registry.places.read(sources).hashKey { return key }
        return try KeyFile(path: try keyPlace()).readOrMake()
    }

    /// Where that file is; of no meaning when the key is set.
    func keyPlace() throws(Fault) -> String {
        if try Registry.places.read(sources).hashKey != nil { return "" }
        return try stateDirectory() + "/hash.key"
    }

    private func stateDirectory() throws(Fault) -> String {
        try directory("XDG_STATE_HOME", fallback: "/.local/state")
    }

    private func directory(_ variable: String, fallback: String) throws(Fault) -> String {
        // XDG Base Directory: a relative path there is to be ignored.
        if let base = sources.environment[variable], base.hasPrefix("/") { return base + "/securescan" }
        guard let home = sources.environment["HOME"], home.hasPrefix("/") else {
            throw Fault("Neither \(variable) nor HOME is set to an absolute path; set one of them")
        }
        return home + fallback + "/securescan"
    }
}
