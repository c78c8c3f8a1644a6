public import Packages

extension AdvisoryDatabase {
    /// Most steps of one query; a whole ecosystem has fewer, only a file made by an enemy has more. What is left then
    /// is "could not compare".
    static let stepLimit = 500_000

    /// The weaknesses that a version of a package has, by OSV's algorithm ("Evaluation" in its schema): the version is
    /// listed, or in one of the ranges. Advisories that were taken back never match. A version or an advisory that the
    /// order of the ecosystem cannot place is a match with ``Match/Outcome/couldNotCompare(_:)``, never a clean answer.
    /// - Parameters:
    ///   - name: in any spelling that the ecosystem takes for the same.
    ///   - release: of a distribution, such as `12` of `Debian:12`; empty when not known, and then all releases count.
    public func matches(
        _ ecosystem: Ecosystem, name: String, version: String, release: String = ""
    ) -> [Match] {
        guard let package = package(ecosystem, ecosystem.normalizedName(name)) else { return [] }
        var query = Query(package, version: version, release: release)
        return query.matches()
    }

    /// Whether any advisory is about a package, taken back or not.
    public func names(_ ecosystem: Ecosystem, _ name: String) -> Bool {
        package(ecosystem, ecosystem.normalizedName(name)) != nil
    }

    private func package(_ ecosystem: Ecosystem, _ name: String) -> PackageRow? {
        guard let code = ecosystems.firstIndex(of: ecosystem) else { return nil }
        let rows = table(.packages)
        var name = name
        let found = name.withUTF8 { name -> Int? in
            let name = UnsafeRawBufferPointer(name)
            var (low, high) = (0, rows.count)
            while low < high {
                let middle = low + (high - low) / 2
                guard let row = rows[middle], let other = utf8(row, Layout.PackageField.name) else { return nil }
                let order = Int(row.u32(Layout.PackageField.ecosystem)) - code
                let difference = order != 0 ? order : AdvisoryDatabase.compare(other, name)
                if difference == 0 { return middle }
                if difference < 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
        return found.flatMap { PackageRow(self, $0) }
    }

    /// Below 0, 0 or above 0, by the first byte that differs.
    static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
        for (x, y) in zip(a, b) where x != y { return Int(x) - Int(y) }
        return a.count - b.count
    }
}
