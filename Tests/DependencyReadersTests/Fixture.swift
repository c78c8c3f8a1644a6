import Testing

@testable import DependencyReaders

/// A file, what stands beside it, and what must be found in it (see `Reading.lines`).
struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let format: LockfileFormat
    let text: String
    var path = "app/file"
    var files: [String: String] = [:]
    let expected: [String]

    var testDescription: String { name }
    var lines: [String] { Reading.lines(Reading.inventory(format, text, path: path, files: files)) }

    static let all = javaScript + python + others + jvm + dotNet + cycloneDX + systems + containers

    /// SHA-512 and SHA-256 whose bytes count from 0, as Subresource Integrity; in hexadecimal they begin with 000102.
    static let sri512 =
        "sha512-AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw=="
    static let sri256 = "sha256-AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    /// Of the empty text.
    static let sha1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    static let sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
