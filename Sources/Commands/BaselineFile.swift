internal import Glibc
internal import Pipeline
internal import Settings

/// A baseline that the command line names.
enum BaselineFile {
    static func read(_ name: String) throws -> Baseline {
        try parsed(try InputFile.read(name, limit: Baseline.byteLimit), name)
    }

    /// Nil when there is no such file.
    static func readIfThere(_ name: String) throws -> Baseline? {
        try InputFile.readIfThere(name, limit: Baseline.byteLimit).map { try parsed($0, name) }
    }

    private static func parsed(_ bytes: [UInt8], _ name: String) throws -> Baseline {
        do throws(PolicyRefusal) {
            return try Baseline(reading: bytes, named: name)
        } catch {
            throw Fault(error.description)
        }
    }

    /// Where a project has its own.
    static func place(for target: String) -> String {
        target.hasSuffix("/") ? target + Baseline.fileName : target + "/" + Baseline.fileName
    }
}
