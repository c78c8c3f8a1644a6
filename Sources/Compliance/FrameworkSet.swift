/// The frameworks that are in force: those that are built in, and an operator's own that add to them or stand in the
/// place of one with the same id.
public struct FrameworkSet: Sendable {
    /// Built-in ones in their order, then the others by id.
    public let frameworks: [Framework]
    public let map: ComplianceMap
    /// Sentences about an operator's files that are not, or not as they stand, in force.
    public let problems: [String]

    /// Those that are built in.
    public static let builtIn = FrameworkSet(own: [], problems: [])

    /// - Parameter own: read without a fault; a later one wins over an earlier one with the same id.
    public init(own: [Framework], problems: [String] = []) {
        var frameworks = BuiltInFrameworks.all
        var problems = problems
        for framework in FrameworkSet.withoutTwins(own, &problems) {
            let others = frameworks.filter { $0.id != framework.id }
            if let clash = FrameworkSet.clash(of: framework, with: others) {
                problems.append(clash)
            } else if let position = frameworks.firstIndex(where: { $0.id == framework.id }) {
                frameworks[position] = framework
            } else {
                frameworks.append(framework)
            }
        }
        self.frameworks = frameworks
        self.problems = problems
        map = ComplianceMap(frameworks)
    }

    public func framework(id: String) -> Framework? { frameworks.first { $0.id == id } }

    /// By id; of those with one id the last one, and the others are told of.
    private static func withoutTwins(_ own: [Framework], _ problems: inout [String]) -> [Framework] {
        var byID: [String: Framework] = [:]
        for framework in own {
            guard let twin = byID.updateValue(framework, forKey: framework.id) else { continue }
            problems.append(
                "\(twin.file ?? twin.id): id: is not used: \(framework.id) is also the id in "
                    + "\(framework.file ?? "another file")")
        }
        return byID.values.sorted { $0.id < $1.id }
    }

    /// A tag must lead to one control. Nil when it does.
    static func clash(of framework: Framework, with others: [Framework]) -> String? {
        let own = Set(framework.controls.map(\.id))
        for other in others {
            guard let control = other.controls.first(where: { own.contains($0.id) }) else { continue }
            let file = framework.file ?? framework.id
            return "\(file): is not used: its control \(control.id) is also one of the framework \(other.id); to "
                + "replace that framework, give this one its id"
        }
        return nil
    }
}

/// The frameworks that are part of the program.
enum BuiltInFrameworks {
    /// Read on first use. A file that cannot be read would be a fault of the build; tests read them all.
    static let all: [Framework] = EmbeddedFile.frameworks.compactMap { file in
        let bytes = file.withBytes { Array($0) }
        return try? FrameworkReader.read(bytes, name: file.name, isBuiltIn: true).get()
    }
}
