import Testing

@testable import DependencyReaders

/// Every reader on every fixture of every format, damaged: no crash, and a time that does not depend on the damage.
@Suite struct HostileInputTests {
    private static let limit = Duration.seconds(20)

    @Test(arguments: LockfileFormat.all.map(\.id))
    func readsDamagedFilesOfAnyFormat(_ id: String) throws {
        let format = try #require(LockfileFormat.all.first { $0.id == id })
        var random = SeededGenerator(seed: 1)
        let took = ContinuousClock().measure {
            for fixture in Fixture.all {
                let rounds = fixture.format.id == id ? 120 : 4
                for _ in 0..<rounds {
                    let bytes = Damage.of(Array(fixture.text.utf8), &random)
                    Self.check(Reading.inventory(format, bytes, path: fixture.path, files: fixture.files))
                }
            }
        }
        #expect(took < Self.limit)
    }

    @Test(arguments: LockfileFormat.all.map(\.id))
    func readsEveryBeginningOfItsFiles(_ id: String) throws {
        for fixture in Fixture.all where fixture.format.id == id {
            let bytes = Array(fixture.text.utf8)
            for count in stride(from: 0, through: bytes.count, by: 7) {
                Self.check(Reading.inventory(fixture.format, Array(bytes.prefix(count)), files: fixture.files))
            }
        }
    }

    @Test(arguments: LockfileFormat.all.map(\.id))
    func readsGarbage(_ id: String) throws {
        let format = try #require(LockfileFormat.all.first { $0.id == id })
        var random = SeededGenerator(seed: 2)
        let alphabets: [[UInt8]] = [Array(0...255), Array("[]{}\":,\n- #'|&*?!x1@/=()".utf8)]
        for alphabet in alphabets {
            for _ in 0..<25 {
                let count = Int.random(in: 0..<600, using: &random)
                let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
                Self.check(Reading.inventory(format, bytes))
            }
        }
        let openings = [
            "[", "{", "{\"a\":", "- ", "  ", "<a>", "[[", "a = [", "a:\n", "\"", "'", "\\\n", "(", "\u{0}", "#",
            "-r file\n", "@",
        ]
        let took = ContinuousClock().measure {
            for opening in openings {
                Self.check(Reading.inventory(format, String(repeating: opening, count: 50_000 / opening.utf8.count)))
            }
        }
        #expect(took < Self.limit)
    }

    private static func check(_ inventory: Inventory) {
        let count = inventory.packages.count
        let areInside = inventory.edges.allSatisfy { $0.from >= 0 && $0.to >= 0 && $0.from < count && $0.to < count }
        #expect(areInside)
        #expect(Set(inventory.edges).count == inventory.edges.count)
        #expect(inventory.packages.allSatisfy { !$0.name.isEmpty && $0.line >= 0 })
        #expect(inventory.warnings.count <= Notes.limit + 1)
    }
}
