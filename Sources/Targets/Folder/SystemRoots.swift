internal import CLinux

#if canImport(Glibc)
    import Glibc
#endif

/// The folders in which the kernel shows itself: their files have no end, wait, or do something when they are read.
///
/// They are told by what they are and not by their path, so one that is mounted a second time elsewhere is known too.
enum SystemRoots {
    private struct Identity: Equatable {
        let device: dev_t
        let number: ino_t
    }

    private static let roots: [Identity] = ["/proc", "/sys", "/dev"].compactMap { path in
        var status = stat()
        return lstat(path, &status) == 0 ? Identity(device: status.st_dev, number: status.st_ino) : nil
    }

    static func contains(_ folder: Descriptor) -> Bool {
        var status = stat()
        guard fstat(folder.number, &status) == 0 else { return false }
        if roots.contains(Identity(device: status.st_dev, number: status.st_ino)) { return true }
        // The same kind of place, mounted once more for another container.
        return securescan_is_of_kernel(folder.number) != 0
    }
}
