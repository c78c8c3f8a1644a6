import Packages
import Testing

/// What must hold for any versions of any ecosystem.
struct VersionPropertyTests {
    private static func versions(
        of ecosystem: Ecosystem, seed: UInt64, count: Int
    ) -> [(text: String, version: Version)] {
        var random = SeededGenerator(seed: seed)
        let strings = VersionStrings.of(ecosystem)
        var versions: [(String, Version)] = []
        for _ in 0..<count * 20 where versions.count < count {
            let text = strings.next(&random)
            if let version = Version(text, in: ecosystem) { versions.append((text, version)) }
        }
        return versions
    }

    @Test(arguments: Ecosystem.allCases)
    func generatedTextIsMostlyVersions(ecosystem: Ecosystem) {
        var random = SeededGenerator(seed: 1)
        let strings = VersionStrings.of(ecosystem)
        let readable = (0..<1000).count { _ in Version(strings.next(&random), in: ecosystem) != nil }
        #expect(readable > 200)
    }

    @Test(arguments: Ecosystem.allCases)
    func comparingIsAntisymmetricAndAgreesWithEquality(ecosystem: Ecosystem) {
        let versions = Self.versions(of: ecosystem, seed: 2, count: 150)
        for a in versions {
            #expect(a.version.compared(to: a.version) == 0)
            for b in versions {
                let order = a.version.compared(to: b.version)
                #expect(order == -b.version.compared(to: a.version), "\(a.text) \(b.text)")
                #expect((order == 0) == (a.version == b.version), "\(a.text) \(b.text)")
                #expect((order < 0) == (a.version < b.version), "\(a.text) \(b.text)")
                if order == 0 { #expect(a.version.hashValue == b.version.hashValue) }
            }
        }
    }

    @Test(arguments: Ecosystem.allCases)
    func comparingIsTransitive(ecosystem: Ecosystem) {
        let versions = Self.versions(of: ecosystem, seed: 3, count: 60).map(\.version)
        var violations = 0
        for a in versions {
            for b in versions where a <= b {
                for c in versions where b <= c && !(a <= c) { violations += 1 }
            }
        }
        #expect(violations == 0)
    }

    @Test(arguments: Ecosystem.allCases)
    func sortingDoesNotDependOnTheOrderBefore(ecosystem: Ecosystem) {
        let versions = Self.versions(of: ecosystem, seed: 4, count: 200).map(\.version)
        var random = SeededGenerator(seed: 5)
        let sorted = versions.sorted()
        #expect(versions.shuffled(using: &random).sorted() == sorted)
        #expect(Set(sorted).count > 20)
    }

    @Test(arguments: Ecosystem.allCases)
    func keysAreBoundedAndOrderedLikeTheirVersions(ecosystem: Ecosystem) {
        let versions = Self.versions(of: ecosystem, seed: 6, count: 100).map(\.version)
        for (a, b) in zip(versions, versions.dropFirst()) {
            #expect(a.key.count <= Version.keyLimit)
            #expect(a.key.lexicographicallyPrecedes(b.key) == (a < b))
        }
    }

    @Test(arguments: Ecosystem.allCases)
    func anyBytesAreReadWithoutHarm(ecosystem: Ecosystem) {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("01129..--~+_:!^vVdevabrcx*@ \t%".utf8) + [0, 0x7F, 0x80, 0xC3, 0xFF]
        for _ in 0..<5000 {
            let count = Int.random(in: 0...24, using: &random)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let version = bytes.withUnsafeBufferPointer { Version(utf8: $0, in: ecosystem) }
            if let version { #expect(version.compared(to: version) == 0 && version.key.count <= Version.keyLimit) }
        }
    }

    /// The texts of which every byte costs most in the key.
    @Test(
        arguments: Ecosystem.allCases,
        [
            "1.", "1-", "1~", "a.", "1a", ".0", "-", "_", "1_", "1+", "0.a", "a0", "^", "1^", "1..", "*0", "1.0a", "x",
            ".",
        ])
    func longestTextKeepsToTheLimitOfKeys(ecosystem: Ecosystem, unit: String) {
        for head in ["", "1", "1.0.0-", "1.0+", "1!"] {
            for tail in ["", "1", "a", "+1"] {
                var text = head
                while text.utf8.count + unit.utf8.count + tail.utf8.count <= Version.lengthLimit { text += unit }
                if let version = Version(text + tail, in: ecosystem) { #expect(version.key.count <= Version.keyLimit) }
            }
        }
    }

    @Test(arguments: Ecosystem.allCases)
    func numbersOfAnyLengthAreCompared(ecosystem: Ecosystem) throws {
        let long = String(repeating: "9", count: Version.lengthLimit - 5)
        let longer = "1" + String(repeating: "0", count: Version.lengthLimit - 5)
        let a = try #require(Version("1.0." + long.dropLast(4), in: ecosystem))
        let b = try #require(Version("1.0." + long.dropLast(3), in: ecosystem))
        let c = try #require(Version("1.0." + longer.dropLast(1), in: ecosystem))
        #expect(a < b)
        #expect(b < c)
        let shorter = try #require(Version("1.0.18446744073709551616", in: ecosystem))
        #expect(shorter < a)
    }

    @Test(arguments: Ecosystem.allCases)
    func textBeyondTheLimitIsNoVersion(ecosystem: Ecosystem) {
        let longest = "1." + String(repeating: "1", count: Version.lengthLimit - 2)
        #expect(Version(longest, in: ecosystem) != nil)
        #expect(Version(longest + "1", in: ecosystem) == nil)
        #expect(Version(String(repeating: "1.", count: 1 << 20), in: ecosystem) == nil)
    }

    @Test(
        arguments: Ecosystem.allCases,
        ["", " ", "\t\n", "1 .0", "1.0\u{0}", "1\u{7F}", "1.0\n2", "one two", "${project.version}", "[1.0,2.0)", ">=1"])
    func whatIsNowhereAVersionIsNone(ecosystem: Ecosystem, text: String) {
        #expect(Version(text, in: ecosystem) == nil)
    }

    /// OSV has "0" for the beginning of a range everywhere.
    @Test(arguments: Ecosystem.allCases, ["0", "1", "1.2", "1.2.3"])
    func plainNumbersAreVersionsEverywhere(ecosystem: Ecosystem, text: String) {
        #expect(Version(text, in: ecosystem) != nil)
    }

    @Test(arguments: Ecosystem.allCases)
    func whiteSpaceAroundIsIgnored(ecosystem: Ecosystem) throws {
        let plain = try #require(Version("1.2.3", in: ecosystem))
        #expect(Version(" \t1.2.3\r\n", in: ecosystem) == plain)
    }
}
