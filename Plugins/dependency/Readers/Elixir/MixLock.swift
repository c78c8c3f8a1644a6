internal import Packages

extension LockfileFormat {
    /// `mix.lock`: Hex packages with their checksums and dependencies, and packages from Git. Which of them the project
    /// asks for itself, and which only to be built or tested, is not in the file.
    ///
    /// The entries are `{:hex, name, version, inner checksum, build tools, dependencies, repository, outer checksum}`
    /// and `{:git, url, revision, options}`: the lock of https://github.com/hexpm/hex and of Mix.SCM.Git.
    static let mixLock = LockfileFormat("mix-lock", ["mix.lock"]) { file, inventory in
        var parser = ElixirParser(file.bytes)
        do throws(ElixirParser.Failure) {
            try parser.entries { key, value, line in
                switch value.terms.first?.atom {
                case "hex": readHex(key, value.terms, line, &inventory)
                case "git": readGit(key, value.terms, line, &inventory)
                case "path": break
                default: inventory.notes.add(line, "an entry is neither from Hex nor from Git")
                }
            }
        } catch {
            inventory.notes.add(error.line, error.reason + "; the rest of the file is not read")
        }
    }

    private static func readHex(_ key: String, _ terms: [ElixirTerm], _ line: Int, _ inventory: inout InventoryBuilder)
    {
        guard terms.count >= 3, let version = terms[2].string else {
            return inventory.notes.add(line, "an entry of Hex has no version")
        }
        var package = Package(.hex, terms[1].name ?? key, version, line: line)
        let checksum = (terms.count > 7 ? terms[7].string : nil) ?? (terms.count > 3 ? terms[3].string : nil)
        if let hash = checksum.flatMap({ Digests.hex($0, algorithm: "sha256") }) { package.hashes = [hash] }
        if terms.count > 6, let repository = terms[6].string, repository != "hexpm" {
            package.qualifiers["repository_url"] = "https://repo.hex.pm/repos/\(repository)"
        }
        guard let index = inventory.add(package, key: key), terms.count > 5 else { return }
        for dependency in terms[5].terms {
            guard let name = dependency.terms.first?.name else { continue }
            let isOptional = dependency.terms.last?["optional"]?.atom == "true"
            inventory.edge(from: index, to: name, optional: isOptional)
        }
    }

    private static func readGit(_ key: String, _ terms: [ElixirTerm], _ line: Int, _ inventory: inout InventoryBuilder)
    {
        guard terms.count >= 3, let url = terms[1].string, let revision = terms[2].string else {
            return inventory.notes.add(line, "an entry of Git has no address or no revision")
        }
        let tag = terms.count > 3 ? terms[3]["tag"]?.string : nil
        var package = Package(.hex, key, tag ?? revision, line: line)
        package.qualifiers["vcs_url"] = "git+\(url)@\(revision)"
        inventory.add(package, key: key)
    }
}
