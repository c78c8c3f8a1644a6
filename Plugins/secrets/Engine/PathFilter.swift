/// Which files a rule looks at, by the last part of the path; letter case does not matter.
public struct PathFilter: Sendable, Decodable, Equatable {
    /// Extensions without the dot; empty: any.
    public var extensions: [String]
    /// Whole names, or with a star at the end the beginnings of names: ".env*" covers ".env.local".
    public var names: [String]
    /// Endings of names that are left out, whatever else holds.
    public var except: [String]

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        extensions = try members.decodeIfPresent([String].self, forKey: .extensions) ?? []
        names = try members.decodeIfPresent([String].self, forKey: .names) ?? []
        except = try members.decodeIfPresent([String].self, forKey: .except) ?? []
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case extensions, names, except }

    func admits(_ path: [UInt8]) -> Bool {
        let slash = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let name = String(decoding: path[slash...], as: UTF8.self).lowercased()
        if except.contains(where: { name.hasSuffix($0) }) { return false }
        if extensions.isEmpty, names.isEmpty { return true }
        return extensions.contains { name.hasSuffix("." + $0) } || names.contains { named(name, $0) }
    }

    private func named(_ name: String, _ wanted: String) -> Bool {
        wanted.hasSuffix("*") ? name.hasPrefix(wanted.dropLast()) : name == wanted
    }
}
