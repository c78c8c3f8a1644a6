import Testing

@testable import DependencyReaders

/// What is wrong in a file costs itself, with a warning that has the line.
@Suite struct MalformedTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let format: LockfileFormat
        let text: String
        let expected: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "package.json: a group of another type", format: .packageJSON,
            text: "{\"dependencies\": [],\n\"devDependencies\": {\"a\": \"1\", \"b\": {}, \"a\": \"2\"}}",
            expected: [
                "a (1) :2 development direct", "! 1 an object is expected, not an array",
                "! 2 a member is given twice; the first counts",
            ]),
        Case(
            name: "package-lock.json: entries of other types, and an end in the middle", format: .packageLock,
            text: """
                {"lockfileVersion": 3, "packages": {
                  "node_modules/a": {"version": "1.0.0", "integrity": 5, "dev": "yes"},
                  "node_modules/b": "1.0.0",
                  "node_modules/a": {"version": "2.0.0"},
                  "node_modules/": {"version": "1.0.0"},
                  "node_modules/c": {"version": "3.0.0"}, "node_modules/d": {"vers
                """,
            expected: [
                "a@1.0.0 :2 transitive", "c@3.0.0 :6 transitive", "d :6 transitive",
                "! 5 a package has no name", "! 2 a string is expected, not a number",
                "! 2 a boolean is expected, not a string", "! 3 an object is expected, not a string",
                "! 4 a member is given twice; the first counts",
                "! 6 the text ends inside a string; the rest of the file is not read",
            ]),
        Case(
            name: "package-lock.json: packages that want one another", format: .packageLock,
            text: """
                {"packages": {"": {"dependencies": {"a": "1"}},
                "node_modules/a": {"version": "1", "dependencies": {"b": "1", "a": "1"}},
                "node_modules/b": {"version": "1", "dependencies": {"a": "1"}}}}
                """,
            expected: ["a@1 :2 direct > b@1", "b@1 :3 transitive > a@1"]),
        Case(
            name: "names with control characters stay as they are", format: .packageLock,
            text: #"{"packages": {"node_modules/\u001b[31mx\n$(id)": {"version": "1;rm"}}}"#,
            expected: ["\u{1B}[31mx\n$(id)@1;rm :1 transitive"]),
        Case(
            name: "yarn.lock 1: lines that fit nowhere", format: .yarnLock,
            text: "  version \"1\"\nno head\na@1:\n  version \"1.0.0\"\n      odd\nb@1:\n  resolved \"x\"\n",
            expected: [
                "a@1.0.0 :3", "! 1 the line belongs to no entry",
                "! 2 the head of an entry is expected, such as \"name@range:\"", "! 5 a line of an entry is expected",
                "! 6 an entry has no version",
            ]),
        Case(
            name: "yarn.lock berry: an entry without resolution", format: .yarnLock,
            text:
                "__metadata:\n  version: 8\n\"a@npm:1\":\n  version: 1\n\"b@npm:1\":\n  resolution: \"b@npm:1.0.0\""
                + "\n  version: 1.0.0\n",
            expected: ["b@1.0.0 :5 transitive", "! 3 an entry has no resolution \"name@place\""]),
        Case(
            name: "pnpm-lock.yaml: entries of other types", format: .pnpmLock,
            text:
                "lockfileVersion: '9.0'\npackages:\n  a@1.0.0: text\n  nothing:\n    resolution: {}\n  b@2.0.0:\n   "
                + " resolution: [x]\n  c@3.0.0:\n    resolution: {integrity: sha512-x",
            expected: [
                "b@2.0.0 :6 transitive", "c@3.0.0 :8 transitive", "! 4 the key of a package has no name and version",
                "! 3 an object is expected, not a string", "! 7 an object is expected, not an array",
                "! 9 did not find expected ',' or '}'; the rest of the file is not read",
            ]),
        Case(
            name: "bun.lock: entries of other types", format: .bunLock,
            text: "{\"packages\": {\"a\": {},\n\"b\": [],\n\"c\": [5, \"c@1.0.0\"],}}",
            expected: [
                "c@1.0.0 :3 transitive", "! 2 a package is expected to begin with \"name@version\"",
                "! 1 an array is expected, not an object",
            ]),
        Case(
            name: "Pipfile.lock: entries of other types", format: .pipfileLock,
            text: "{\"default\": {\"a\": {\"version\": 1, \"hashes\": \"x\"},\n\"b\": \"==1\"}, \"develop\": []}",
            expected: [
                "a :1", "! 1 a string is expected, not a number", "! 1 an array is expected, not a string",
                "! 2 an object is expected, not a string", "! 2 an object is expected, not an array",
            ]),
        Case(
            name: "poetry.lock: a package without name, a line that is none", format: .poetryLock,
            text:
                "[[package]]\nversion = \"1\"\n[[package]]\nname = \"a\"\nversion = 1.0\n???\n"
                + "[package.dependencies]\na = \"*\"\nb = \"*\"\n",
            expected: ["a :3", "! 1 a package has no name", "! 6 \"key = value\" is expected"]),
        Case(
            name: "Cargo.lock: dependencies of another type, a key twice", format: .cargoLock,
            text:
                "[[package]]\nname = \"a\"\nname = \"b\"\nversion = \"1\"\nsource = \"registry+x\"\ndependencies = "
                + "\"a\"\n",
            expected: ["a@1 :1 transitive repository_url=x", "! 3 a key is given twice; the first counts"]),
        Case(
            name: "uv.lock: what is cut off costs itself", format: .uvLock,
            text:
                "[[package]]\nname = \"a\"\nversion = \"1\"\n[[package]]\nname = \"b\"\nversion = \"2\"\nwheels = "
                + "[\n  { url",
            expected: ["a@1 :1 transitive", "b@2 :4 transitive", "! 8 a value is expected"]),
        Case(
            name: "environment.yml: a list of another type", format: .condaEnvironment,
            text: "dependencies:\n  a: 1\n", expected: ["! 2 an array is expected, not an object"]),
        Case(
            name: "environment.yml: no environment", format: .condaEnvironment,
            text: "- dependencies:\n  - a=1\n", expected: []),
        Case(
            name: "Gemfile.lock: a conflict and a gem that is none", format: .gemfileLock,
            text:
                "GEM\n  remote: https://rubygems.org/\n  specs:\n    a (1.0)\n<<<<<<< HEAD\n    b 1.0\n=======\n    "
                + "c (2.0)\n     odd\n",
            expected: [
                "a@1.0 :4", "c@2.0 :8", "! 5 a conflict of a merge is not resolved",
                "! 6 a gem is expected, such as \"name (1.0)\"", "! 7 a conflict of a merge is not resolved",
                "! 9 the line fits nothing above",
            ]),
        Case(
            name: "composer.lock: entries of other types", format: .composerLock,
            text:
                "{\"packages\": [{\"name\": 5, \"version\": \"1\"},\n\"x\",\n{\"name\": \"a/b\", \"version\": \"1\","
                + " \"license\": [5]}]}",
            expected: [
                "a/b@1 :3", "! 1 a package has no name", "! 1 a string is expected, not a number",
                "! 2 an object is expected, not a string", "! 3 a string is expected, not a number",
            ]),
        Case(
            name: "go.mod: a block that does not end", format: .goModule,
            text: "go 1.22\nrequire (\n\ta.b/c v1.0.0\n\td.e/f\n",
            expected: [
                "stdlib@1.22 (>=1.22) :1 direct", "a.b/c@v1.0.0 :3 direct",
                "! 4 the line has another form than its verb wants",
            ]),
    ]

    @Test(arguments: cases)
    func costsItselfOnly(_ example: Case) {
        #expect(Reading.lines(Reading.inventory(example.format, example.text)) == example.expected)
    }

    @Test func includedFilesAreBounded() {
        var files: [String: String] = [:]
        for index in 0..<200 { files["r\(index).txt"] = "p\(index)==1\n-r r\(index + 1).txt\n" }
        let deep = Reading.inventory(.requirements, "-r r0.txt\n", path: "requirements.txt", files: files)
        #expect(deep.packages.count == RequirementsText.depthLimit)
        #expect(deep.warnings.map(\.reason) == ["too many included files; the inventory is partial"])
        let text = (0..<200).map { "-r r\($0).txt\n" }.joined()
        let flat = files.mapValues { String($0.prefix { $0 != "\n" }) }
        let wide = Reading.inventory(.requirements, text, path: "requirements.txt", files: flat)
        #expect(wide.packages.count == RequirementsText.fileLimit - 1)
        #expect(wide.warnings.count == Notes.limit + 1)
    }
}
