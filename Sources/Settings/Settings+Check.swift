internal import Engine
internal import Pipeline
internal import Targets
internal import WebAPI

extension Settings {
    /// A setting as it holds.
    public struct Row: Sendable, Equatable {
        public let setting: String
        /// A secret is masked.
        public let value: String
        public let origin: Origin
    }

    /// Every setting with what holds and where it comes from. One that cannot be used is left out: it is among the
    /// faults.
    public var rows: [Row] {
        Setting.all.compactMap { setting in
            guard let found = sources.find(setting) else {
                return Row(setting: setting.name, value: fallback(of: setting), origin: .standard)
            }
            do throws(Unreadable) {
                return Row(setting: setting.name, value: try setting.check(found.raw), origin: found.origin)
            } catch {
                return nil
            }
        }
    }

    /// Everything that keeps commands from working with these settings.
    public var faults: [Fault] {
        let faults = sources.faults
        return faults.isEmpty ? contradictions : faults
    }

    /// What `serve` would refuse beyond that.
    public var serverFaults: [Fault] {
        guard faults.isEmpty else { return [] }
        var found: [Fault] = []
        do throws(Fault) {
            if let contradiction = try api().contradiction { found.append(Fault(contradiction.message)) }
            _ = (try databasePath(), try keyPlace(), try cacheDirectory())
        } catch {
            found.append(error)
        }
        return found
    }

    /// Variables that look like settings and are none.
    public var warnings: [String] { sources.warnings }

    /// Values that are fine alone, but not together.
    private var contradictions: [Fault] {
        do throws(Fault) {
            let job = try Registry.scans.read(sources).job
            guard job.targetLimits.fileBytes > job.contentBytes else { return [] }
            let (file, all) = (ByteCount.text(job.targetLimits.fileBytes), ByteCount.text(job.contentBytes))
            return [
                Fault(
                    "SECURESCAN_MAX_FILE_BYTES is \(file); it must not be above SECURESCAN_CONTENT_MEMORY, which is "
                        + all
                )
            ]
        } catch {
            return [error]
        }
    }

    /// Places are told as they are on this machine.
    private func fallback(of setting: Setting) -> String {
        let place: String? =
            switch setting.name {
            case "SECURESCAN_DB_PATH": try? databasePath()
            case "SECURESCAN_ADVISORY_DB": try? advisoryPath()
            case "SECURESCAN_CACHE_DIR": try? cacheDirectory()
            case "SECURESCAN_RESULT_CACHE_DIR": try? resultDirectory()
            case "SECURESCAN_HASH_KEY": try? keyPlace()
            default: nil
            }
        return place ?? setting.fallback
    }
}
