package import ArgumentParser
internal import Glibc
internal import Reports

/// Exit statuses, the same for every command and part of its contract.
package enum Status {
    /// Something at or above `--fail-on` was found.
    package static let findings = ExitCode(1)
    /// The command line or a setting is wrong.
    package static let usage = ExitCode(2)
    /// The scan failed, or a scanner did not finish.
    package static let incomplete = ExitCode(3)
    /// Stopped by a signal (128 + SIGINT).
    package static let interrupted = ExitCode(130)
}

/// Writes one line for people to standard error. What it names may come from anywhere and must not move the cursor.
package func complain(_ text: String) { fputs("securescan: \(TerminalText.safe(text))\n", standardError) }

/// The C library's `stderr`, which is a mutable global there; it is never assigned.
nonisolated(unsafe) package let standardError = fdopen(2, "w")
