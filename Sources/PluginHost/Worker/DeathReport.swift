internal import Glibc
internal import WorkerProtocol

/// Says in words how a worker's process ended, from its wait status and its blackboard.
struct DeathReport {
    let status: Int32
    let board: scw_blackboard
    /// The path of a file in flight, for people; nil for an id that is not in flight.
    let path: (UInt64) -> String?

    var text: String {
        let signal = status & 0x7F
        return signal == 0 ? exited(with: (status >> 8) & 0xFF) : killed(by: signal)
    }

    private func killed(by signal: Int32) -> String {
        if board.crash_signal == UInt32(signal) {
            return "crashed with \(Self.name(signal))" + place(ofSlot: board.crash_slot)
        }
        if signal == SIGXCPU { return "used more processor time than it may" + placeOfBusySlots }
        return "was killed by \(Self.name(signal))" + placeOfBusySlots
    }

    private func exited(with code: Int32) -> String {
        if board.exiting == 1 { return "exited with status \(code)" + place(ofSlot: board.exit_slot) }
        switch code {
        case SCW_EXIT_PROTOCOL: return "its worker did not understand the host; are both of the same build?"
        case SCW_EXIT_SETUP: return "its worker could not apply its limits"
        case SCW_EXIT_ORPHAN: return "its worker lost the connection to the host"
        case SCW_EXIT_MEMORY: return "ran out of memory" + placeOfBusySlots
        default: return "exited with status \(code)" + placeOfBusySlots
        }
    }

    /// `slot` counts from 1; 0 is a thread that the plugin started itself.
    private func place(ofSlot slot: UInt32) -> String {
        if slot >= 1 && slot <= UInt32(SCW_MAX_THREADS) + 1 {
            return phrase(slots[Int(slot) - 1]).map { " " + $0 } ?? ""
        }
        return " in a thread of its own" + placeOfBusySlots
    }

    private var placeOfBusySlots: String {
        let phrases = slots.compactMap(phrase)
        return phrases.isEmpty ? "" : " " + phrases.prefix(4).joined(separator: " or ")
    }

    /// What the main thread was doing, for a worker that was not ready in time.
    var mainThread: String? { phrase(slots[0]) }

    private func phrase(_ slot: scw_slot) -> String? {
        switch scw_phase(rawValue: slot.phase) {
        case SCW_PHASE_LOAD: "while its library was loaded"
        case SCW_PHASE_DESCRIBE: "while describing itself"
        case SCW_PHASE_CREATE: "while creating its instance"
        case SCW_PHASE_RULES: "while listing its rules"
        case SCW_PHASE_OPEN_SCAN: "while opening the scan"
        case SCW_PHASE_FILE: path(slot.file).map { "while scanning \($0)" }
        case SCW_PHASE_TARGET: "while looking at the target as a whole"
        case SCW_PHASE_CLOSE_SCAN: "while closing the scan"
        case SCW_PHASE_DESTROY: "while being destroyed"
        default: nil
        }
    }

    private var slots: [scw_slot] {
        withUnsafeBytes(of: board.slots) { Array($0.bindMemory(to: scw_slot.self)) }
    }

    private static func name(_ signal: Int32) -> String {
        let names: [Int32: String] = [
            SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
            SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV",
            SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
            SIGSYS: "SIGSYS", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2",
        ]
        return names[signal] ?? "signal \(signal)"
    }
}
