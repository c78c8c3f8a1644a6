internal import DependencyReaders
internal import Packages
internal import PluginSDK

/// The packages of all files, each once: by its purl.
struct ComponentTable {
    /// A package of one file and the component that it is.
    struct Entry {
        let file: Int
        let package: Int
        let component: Int
    }

    private(set) var components: [Component] = []
    /// In the order of files and their packages; without those that a lockfile beside them pins.
    private(set) var entries: [Entry] = []
    private(set) var relations: [(from: Int, to: Int)] = []
    private var places: [String: Int] = [:]

    private struct Name: Hashable {
        let folder: ArraySlice<UInt8>
        let ecosystem: Ecosystem
        let name: String

        init(_ package: Package, in folder: ArraySlice<UInt8>) {
            self.folder = folder
            ecosystem = package.ecosystem
            name = package.ecosystem.normalizedName(package.name)
        }
    }

    /// - Parameter files: sorted by path, so that equal targets give equal tables.
    init(_ files: [ScannedFile]) {
        let pinned = ComponentTable.pinned(files)
        for (index, file) in files.enumerated() { add(file, index, pinned) }
        sortRelations()
    }

    /// What lockfiles pin, by the folder that they are in.
    private static func pinned(_ files: [ScannedFile]) -> Set<Name> {
        var names: Set<Name> = []
        for file in files {
            for package in file.inventory.packages where !package.version.isEmpty {
                names.insert(Name(package, in: file.folder))
            }
        }
        return names
    }

    private mutating func add(_ file: ScannedFile, _ index: Int, _ pinned: Set<Name>) {
        var own: [Int?] = []
        own.reserveCapacity(file.inventory.packages.count)
        for (number, package) in file.inventory.packages.enumerated() {
            // A manifest asks for a range of what the lockfile beside it pins: one package, not two.
            guard !package.version.isEmpty || !pinned.contains(Name(package, in: file.folder)) else {
                own.append(nil)
                continue
            }
            let component = add(package, in: file)
            own.append(component)
            entries.append(Entry(file: index, package: number, component: component))
        }
        for edge in file.inventory.edges {
            guard own.indices.contains(edge.from), own.indices.contains(edge.to), let from = own[edge.from],
                let to = own[edge.to], from != to
            else { continue }
            relations.append((from, to))
        }
    }

    private mutating func add(_ package: Package, in file: ScannedFile) -> Int {
        let purl = PackageURL(
            package.ecosystem, name: package.name, version: package.version, qualifiers: package.qualifiers
        ).text
        if let known = places[purl] {
            components[known].join(package)
            return known
        }
        var component = Component(reference: purl, name: package.name, version: package.version, purl: purl)
        component.type = package.ecosystem == .docker ? "container" : "library"
        component.licenses = package.licence
        component.scope = package.componentScope
        component.hashes = package.hashes
        component.direct = package.isDirect ?? false
        component.evidence = package.line > 0 ? .lines(package.line...package.line, in: file.path) : .file(file.path)
        places[purl] = components.count
        components.append(component)
        return components.count - 1
    }

    private mutating func sortRelations() {
        relations.sort { ($0.from, $0.to) < ($1.from, $1.to) }
        var kept = 0
        for relation in relations where kept == 0 || relations[kept - 1] != relation {
            relations[kept] = relation
            kept += 1
        }
        relations.removeLast(relations.count - kept)
    }

    /// Hands everything to the host; false when it takes no more.
    func emit(_ context: borrowing Context) throws -> Bool {
        do {
            try emitAll(context)
            return true
        } catch let error as PluginError where error.kind == .limit {
            return false
        }
    }

    private func emitAll(_ context: borrowing Context) throws {
        for component in components {
            try context.checkCancellation()
            try context.emit(component)
        }
        for relation in relations {
            try context.relate(components[relation.from].reference, dependsOn: components[relation.to].reference)
        }
    }
}

extension Package {
    fileprivate var componentScope: Component.Scope {
        switch scope {
        case .required: .required
        case .optional: .optional
        case .development: .development
        }
    }
}

extension Component {
    /// Another file names the same package: the wider scope holds.
    fileprivate mutating func join(_ package: Package) {
        switch (scope, package.scope) {
        case (.required, _), (_, .required): scope = .required
        case (.optional, _), (_, .optional): scope = .optional
        default: scope = .development
        }
        direct = direct || package.isDirect == true
        if licenses.isEmpty { licenses = package.licence }
        for hash in package.hashes where !hashes.contains(hash) && hashes.count < 64 { hashes.append(hash) }
    }
}
