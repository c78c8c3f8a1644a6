internal import ScannerAPI
internal import Synchronization

/// The C functions of the table: they find the Swift object behind the handle and turn errors into statuses.
enum Calls {
    static func fill(_ table: inout scn_plugin, _ capabilities: PluginDescription.Capabilities) {
        table.create = { host, call, text, out in
            guard let host, let out else { return PluginError.Kind.misuse.status }
            let context = Context(Host(host), call)
            return guarded(context) { () throws in
                guard let scanner = Registration.current.withLock({ $0 }) else {
                    throw PluginError(.misuse, "create was called before scanner_plugin_entry")
                }
                let instance = try makeInstance(scanner, context, Configuration(String(lent: text)))
                out.pointee = OpaquePointer(Unmanaged.passRetained(instance).toOpaque())
            }
        }
        table.destroy = { instance in
            if let instance { Unmanaged<Instance>.fromOpaque(UnsafeRawPointer(instance)).release() }
        }
        table.list_rules = { instance, call in
            guard let instance = Instance.at(instance) else { return PluginError.Kind.misuse.status }
            let context = Context(instance.host, call)
            return guarded(context) { () throws in
                for rule in instance.rules { try context.list(rule) }
            }
        }
        fillScan(&table, capabilities)
    }

    private static func fillScan(_ table: inout scn_plugin, _ capabilities: PluginDescription.Capabilities) {
        table.open_scan = { instance, call, target, out in
            guard let instance = Instance.at(instance), let target, let out else {
                return PluginError.Kind.misuse.status
            }
            let context = Context(instance.host, call)
            return guarded(context) { () throws in
                let session = try instance.open(Target(copied(target, empty: scn_target_info())), context)
                let scan = OpenScan(instance.host, session)
                out.pointee = OpaquePointer(Unmanaged.passRetained(scan).toOpaque())
            }
        }
        if capabilities.contains(.files) {
            table.scan_file = { scan, call, file, info in
                guard let scan = OpenScan.at(scan), let info else { return PluginError.Kind.misuse.status }
                let context = Context(scan.host, call)
                let known = FileInfo(copied(info, empty: scn_file_info()))
                let lent = File(known, host: scan.host, call: call, handle: file, opened: false)
                return guarded(context) { () throws in try scan.session.scan(lent, context) }
            }
        }
        if capabilities.contains(.target) {
            table.scan_target = { scan, call in
                guard let scan = OpenScan.at(scan) else { return PluginError.Kind.misuse.status }
                let context = Context(scan.host, call)
                return guarded(context) { () throws in try scan.session.finish(context) }
            }
        }
        table.close_scan = { scan, call in
            guard let scan else { return }
            let open = Unmanaged<OpenScan>.fromOpaque(UnsafeRawPointer(scan)).takeRetainedValue()
            open.session.close(Context(open.host, call))
        }
    }
}

private func makeInstance<S: Scanner>(
    _ type: S.Type, _ context: borrowing Context, _ configuration: Configuration
) throws -> Instance {
    TypedInstance(context.host, try S(configuration: configuration, context: context))
}

/// Runs a call: what it throws becomes a reason and a status.
private func guarded(_ context: borrowing Context, _ body: () throws -> Void) -> scn_status {
    do {
        try body()
        return scn_status(SCN_OK)
    } catch let error as PluginError {
        if error.kind != .cancelled { context.fail(error.message) }
        return error.kind.status
    } catch {
        context.fail(String(describing: error))
        return PluginError.Kind.internal.status
    }
}
