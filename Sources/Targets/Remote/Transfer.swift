internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#endif

/// One clone or fetch, with what its callbacks need to know.
final class Transfer {
    private enum End { case limit, cancelled, noCredentials }

    private let url: RemoteURL
    private let limit: Int64
    private let cancelled: () -> Bool
    private var end: End?
    private var attempts = 0

    private init(_ url: RemoteURL, limit: Int64, cancelled: @escaping () -> Bool) {
        self.url = url
        self.limit = limit
        self.cancelled = cancelled
    }

    /// Brings the branches and tags of the remote side into `repository`, and its HEAD.
    static func run(
        _ url: RemoteURL, into repository: OpaquePointer, limit: Int64, cancelled: () -> Bool
    ) throws(TargetError) {
        do {
            try withoutActuallyEscaping(cancelled) { cancelled in
                try Transfer(url, limit: limit, cancelled: cancelled).run(repository)
            }
        } catch let error as TargetError {
            throw error
        } catch {
            throw TargetError(.transfer, "\(url.display) cannot be cloned: \(error)")
        }
    }

    private func run(_ repository: OpaquePointer) throws {
        if url.transport == .ssh, let home = getenv("HOME") {
            // Where libgit2 looks for known_hosts. Configuration there is still not read: see RepositoryHandle.
            _ = securescan_git_set_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, home)
        }
        var remote: OpaquePointer?
        guard git_remote_create_anonymous(&remote, repository, url.address) == 0, let remote else { throw failure() }
        defer { git_remote_free(remote) }
        var options = git_fetch_options()
        git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
        options.prune = GIT_FETCH_PRUNE
        options.update_fetchhead = 0
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.proxy_opts.type = GIT_PROXY_AUTO
        // Credentials are for the host they were given for.
        options.follow_redirects =
            url.password == nil && url.user == nil ? GIT_REMOTE_REDIRECT_INITIAL : GIT_REMOTE_REDIRECT_NONE
        setCallbacks(&options.callbacks)
        if cancelled() { throw TargetError.cancelled }
        let result = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"].withCStrings { strings in
            var specs = git_strarray(strings: strings.baseAddress, count: strings.count)
            return withExtendedLifetime(self) { git_remote_fetch(remote, &specs, &options, nil) }
        }
        guard result == 0 else { throw failure() }
        setHead(of: repository, remote)
    }

    private func setHead(of repository: OpaquePointer, _ remote: OpaquePointer) {
        var name = git_buf()
        guard git_remote_default_branch(&name, remote) == 0, let text = name.ptr else { return }
        git_repository_set_head(repository, text)
        git_buf_dispose(&name)
    }

    private func setCallbacks(_ callbacks: inout git_remote_callbacks) {
        callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
        callbacks.transfer_progress = { progress, payload in
            guard let progress, let transfer = Transfer.from(payload) else { return -1 }
            return transfer.goesOn(received: Int64(progress.pointee.received_bytes))
        }
        callbacks.sideband_progress = { _, _, payload in Transfer.from(payload)?.goesOn(received: 0) ?? -1 }
        callbacks.credentials = { credential, _, userName, allowed, payload in
            guard let credential, let transfer = Transfer.from(payload) else { return -1 }
            let user = userName.map { String(cString: $0) }
            return transfer.giveCredential(credential, user: user, allowed: git_credential_t(rawValue: allowed))
        }
    }

    private static func from(_ payload: UnsafeMutableRawPointer?) -> Transfer? {
        payload.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func goesOn(received: Int64) -> Int32 {
        if received > limit { end = .limit }
        if cancelled() { end = .cancelled }
        return end == nil ? 0 : -1
    }

    private func failure() -> TargetError {
        switch end {
        case .cancelled: return .cancelled
        case .limit:
            return TargetError(.limit, "\(url.display) sends more than \(limit) bytes, which is the limit of a clone")
        case .noCredentials:
            return TargetError(.transfer, "\(url.display) asks for credentials and accepts none that are known here")
        case nil: return TargetError(.transfer, "\(url.display) cannot be cloned: \(Libgit2.message)")
        }
    }
}

extension Transfer {
    /// The user and password of the URL; for ssh the agent, then the usual key files. Each is tried once.
    private func giveCredential(
        _ credential: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>, user: String?,
        allowed: git_credential_t
    ) -> Int32 {
        let user = url.user ?? user ?? "git"
        if allowed.contains(GIT_CREDENTIAL_USERNAME) { return git_credential_username_new(credential, user) }
        attempts += 1
        if allowed.contains(GIT_CREDENTIAL_USERPASS_PLAINTEXT), attempts == 1, url.user != nil || url.password != nil {
            return git_credential_userpass_plaintext_new(credential, user, url.password ?? "")
        }
        if allowed.contains(GIT_CREDENTIAL_SSH_KEY) {
            if attempts == 1 { return git_credential_ssh_key_from_agent(credential, user) }
            let keys = Transfer.keyFiles()
            if attempts - 2 < keys.count {
                return git_credential_ssh_key_new(credential, user, nil, keys[attempts - 2], nil)
            }
        }
        end = .noCredentials
        return GIT_EAUTH.rawValue
    }

    private static func keyFiles() -> [String] {
        guard let home = getenv("HOME").map({ String(cString: $0) }) else { return [] }
        return ["id_ed25519", "id_ecdsa", "id_rsa"].map { "\(home)/.ssh/\($0)" }.filter { FileKind.of($0) == .file }
    }
}

extension git_credential_t {
    fileprivate func contains(_ kind: git_credential_t) -> Bool { rawValue & kind.rawValue != 0 }
}

extension [String] {
    /// Lends C strings for the time of `body`.
    fileprivate func withCStrings<R>(
        _ body: (UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>) throws -> R
    ) rethrows -> R {
        var strings = map { strdup($0) }
        defer { for string in strings { free(string) } }
        return try strings.withUnsafeMutableBufferPointer { try body($0) }
    }
}
