internal import AdvisoryFeeds
internal import Glibc

/// `advisory-db-builder FOLDER OUTPUT`: makes the built-in database of the records in a folder. Exit codes: 0 written,
/// 1 a record is wrong, 2 wrong use.
@main
enum AdvisoryDatabaseBuilder {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let folder = arguments.first, let output = arguments.last else {
            say("usage: advisory-db-builder FOLDER OUTPUT")
            exit(2)
        }
        do throws(FeedError) {
            let count = try BuiltinAdvisories.compile(folder: folder, to: output)
            print("\(count) advisories compiled to \(output)")
        } catch {
            say(error.message)
            exit(1)
        }
    }

    private static func say(_ text: String) {
        let line = "advisory-db-builder: \(text)\n"
        _ = line.withCString { write(2, $0, strlen($0)) }
    }
}
