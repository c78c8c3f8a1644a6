import Foundation
import Glibc
import PluginHost

/// How long it takes until a worker is ready: process started, plugin loaded, rules listed. The reference is the start
/// of the smallest process there is.
struct ColdStartBenchmark {
    let rounds: Int

    func run() throws {
        let staged = try StagedPlugin(library: "libexample-c.so")
        try measure("of the example in C", staged.plugin, staged.configuration)
        withExtendedLifetime(staged) {}
        // As installed, with its rules compiled.
        let folder = Build.folder + "/plugins/secrets"
        try measure("of secrets", StagedPlugin.verified(in: folder), StagedPlugin.configuration(folder))
    }

    private func measure(_ name: String, _ plugin: VerifiedPlugin, _ configuration: PluginHostConfiguration) throws {
        var workers: [Double] = []
        var bare: [Double] = []
        for _ in 0..<rounds {
            let arena = try ContentArena(capacity: 1 << 20)
            var worker: Worker?
            workers.append(
                try Measure.seconds {
                    worker = try Worker.start(plugin, configuration: configuration, arena: arena, config: "{}")
                })
            worker?.stop()
            bare.append(Measure.seconds(spawnTrue))
        }
        let (ready, spawned) = (Measure.median(workers) * 1000, Measure.median(bare) * 1000)
        Measure.row(
            "worker \(name), spawn to ready", "\(Measure.text(ready)) ms",
            reference: "/bin/true \(Measure.text(spawned)) ms", ratio: ready / spawned)
    }

    private func spawnTrue() {
        var process: pid_t = 0
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/true"), nil]
        defer { free(arguments[0]) }
        guard posix_spawn(&process, "/bin/true", nil, nil, &arguments, nil) == 0 else { return }
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }
}
