internal import Digest
internal import Glibc

/// A file of 32 random bytes that is made once and then stays.
struct KeyFile {
    let path: String

    func readOrMake() throws(Fault) -> [UInt8] {
        if let key = try read() { return key }
        try makeFolder()
        // Written beside its place and linked into it: of two first runs at once one wins, and nobody sees half a key.
        let draft = path + "." + SecureRandom.uuid()
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault("cannot be written") }
        defer { unlink(draft) }
        let written = write(descriptor, SecureRandom.bytes(32), 32)
        guard fsync(descriptor) == 0, close(descriptor) == 0, written == 32 else { throw fault("cannot be written") }
        guard link(draft, path) == 0 || errno == EEXIST else { throw fault("cannot be written") }
        guard let key = try read() else { throw fault("vanished while it was made") }
        return key
    }

    private func read() throws(Fault) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw fault("cannot be read")
        }
        defer { close(descriptor) }
        var key = [UInt8](repeating: 0, count: 32)
        guard Glibc.read(descriptor, &key, 32) == 32 else { throw fault("is not 32 bytes long") }
        return key
    }

    private func makeFolder() throws(Fault) {
        let parts = path.split(separator: "/").dropLast()
        for end in parts.indices {
            let folder = parts[...end].map { "/" + $0 }.joined()
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST || errno == EISDIR || errno == EROFS else {
                throw fault("cannot be made: \(folder)")
            }
        }
    }

    private func fault(_ what: String) -> Fault {
        Fault(
            "The key file \(path) \(what) (\(String(cString: strerror(errno)))); set SECURESCAN_HASH_KEY or "
                + "XDG_STATE_HOME"
        )
    }
}
