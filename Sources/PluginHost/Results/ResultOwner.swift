internal import Digest

/// Whose results these are: one version of one plugin, for one target.
///
/// A worker that a hostile target has taken over can write whatever it likes among its results. The digest keeps it
/// from those of every other target, and a plugin without the fault from those of the one that had it.
struct ResultOwner: Sendable, Equatable {
    /// SHA-256, 32 bytes.
    let digest: [UInt8]

    init(_ plugin: VerifiedPlugin, target: String) {
        var writer = ByteWriter(capacity: 512)
        writer.write("securescan results")
        writer.write(plugin.manifest.id)
        writer.write(plugin.library.sha256)
        writer.write(UInt32(plugin.data.count))
        for file in plugin.data {
            writer.write(file.name)
            writer.write(file.sha256)
        }
        writer.write(target)
        var hash = SHA256()
        hash.update(writer.bytes)
        digest = hash.finish()
    }

    /// Of the file with these results.
    var fileName: String { Hex.encode(digest) + ResultFolder.suffix }
}
