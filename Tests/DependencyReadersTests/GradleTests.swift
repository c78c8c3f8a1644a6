import Packages
import Testing

@testable import DependencyReaders

struct GradleTests {
    @Test(arguments: [
        ("gradle/dependency-locks/testRuntimeClasspath.lockfile", "1 a:b@1 development"),
        ("gradle/dependency-locks/runtimeClasspath.lockfile", "1 a:b@1"),
        ("gradle/dependency-locks/buildscript-classpath.lockfile", "1 a:b@1 development"),
    ])
    func oldLockfileTellsTheConfigurationByItsName(path: String, package: String) {
        #expect(ReadFile(.gradleLockfile, "a:b:1\n", at: path).packages == [package])
    }

    @Test func malformedLineCostsOnlyItself() {
        let file = ReadFile(.gradleLockfile, "a:b=c\n\u{0}\n::=x\na:b:1=api\r\n", at: "gradle.lockfile")
        #expect(file.packages == ["4 a:b@1"])
        #expect(
            file.warnings == (1...3).map { "\($0): \"group:artifact:version=configurations\" is expected" })
    }
}
