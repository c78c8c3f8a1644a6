internal import Packages

extension LockfileFormat {
    /// `gradle.lockfile` and its forerunners, one file for each configuration. Neither tells which packages the project
    /// asks for itself.
    ///
    /// https://docs.gradle.org/current/userguide/dependency_locking.html
    static let gradleLockfile = LockfileFormat(
        "gradle-lockfile", ["gradle.lockfile", "buildscript-gradle.lockfile", "gradle/dependency-locks/*.lockfile"]
    ) { file, inventory in
        let configuration = GradleConfiguration.ofFile(file.surroundings.fileName)
        for line in file.lines {
            let text = line.text.trimmed
            if text.isEmpty || text.hasPrefix("#") || text.hasPrefix("empty=") { continue }
            let halves = text.cut(at: UInt8(ascii: "="))
            let parts = (halves?.0 ?? text).parts(at: UInt8(ascii: ":"))
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
                inventory.notes.add(line.number, "\"group:artifact:version=configurations\" is expected")
                continue
            }
            var package = Package(.maven, "\(parts[0]):\(parts[1])", String(parts[2]), line: line.number)
            package.scope = GradleConfiguration.scope(halves?.1.parts(at: UInt8(ascii: ",")) ?? [configuration])
            inventory.add(package)
        }
    }
}

/// What the names of Gradle's configurations say about the packages in them.
enum GradleConfiguration {
    /// The configuration that a lockfile of the old form is about, or the one of build scripts.
    static func ofFile(_ name: Substring) -> Substring {
        if name.hasPrefix("buildscript-") { return "classpath" }
        return name.hasSuffix(".lockfile") ? name.dropLast(9) : name
    }

    /// The widest of all of them.
    static func scope(_ names: [Substring]) -> Package.Scope {
        names.map(scope(of:)).reduce(.development) { $0.wider($1) }
    }

    private static func scope(of name: Substring) -> Package.Scope {
        if name == "classpath" || name.hasPrefix("test") || name.contains("Test") { return .development }
        let lower = name.lowercased()
        if lower.hasSuffix("annotationprocessor") { return .development }
        if lower.hasSuffix("compileonly") || name == "provided" || name == "providedCompile" { return .optional }
        return tools.contains { lower.hasPrefix($0) } ? .development : .required
    }

    /// How the configurations of plugins begin that check, document or build.
    private static let tools = [
        "checkstyle", "codenarc", "detekt", "dokka", "errorprone", "jacoco", "jmh", "kapt", "kotlinbuildtools",
        "kotlincompiler", "kotlinklibcommonizer", "kotlinnativecompiler", "ksp", "ktlint", "lint", "pmd", "spotbugs",
        "spotless", "zinc",
    ]
}
