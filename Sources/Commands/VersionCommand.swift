package import ArgumentParser

package struct VersionCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(commandName: "version", abstract: "Prints the version.")

    package init() {}

    package func run() { print("securescan \(Version.current)") }
}
