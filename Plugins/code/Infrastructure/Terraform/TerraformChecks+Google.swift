extension TerraformChecks {
    mutating func checkGoogle(_ resource: TerraformBlock) {
        checkFirewall(resource)
        checkMembers(resource)
        switch resource.kind {
        case "google_sql_database_instance": checkGoogleDatabase(resource)
        case "google_container_cluster": checkGoogleCluster(resource)
        case "google_compute_instance", "google_compute_instance_template": checkGoogleMachine(resource)
        case "google_kms_crypto_key":
            guard (module.text(resource, "purpose") ?? "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT",
                resource.attribute("rotation_period") == nil, resource.attribute("import_only") == nil
            else { return }
            add(TerraformRules.googleKeyRotation, "\(resource.label) keeps its key for ever", resource.header, resource)
        default: break
        }
    }
}

// MARK: - Who may do what

extension TerraformChecks {
    private static let everybody: Set<String> = ["allUsers", "allAuthenticatedUsers"]
    /// A web service may be for everybody; these roles only let people send it requests.
    private static let callers: Set<String> = ["roles/run.invoker", "roles/cloudfunctions.invoker"]

    private mutating func checkMembers(_ resource: TerraformBlock) {
        let names = ["member", "members", "entity"].filter { resource.attribute($0) != nil }
        let role = module.text(resource, "role") ?? ""
        for name in names where !Self.callers.contains(role) {
            guard let found = module.texts(resource, name).first(where: { Self.everybody.contains($0) }),
                let place = resource.attribute(name)?.range
            else { continue }
            add(TerraformRules.googlePublicMember, "\(resource.label) gives \(found) access", place, resource, name)
        }
        let scopes = ["google_project_iam_", "google_folder_iam_", "google_organization_iam_"]
        if scopes.contains(where: resource.kind.hasPrefix),
            let place = place(of: "role", in: resource, among: ["roles/owner", "roles/editor"])
        {
            add(
                TerraformRules.googleBasicRole, "\(resource.label) gives \(role), which covers nearly everything",
                place, resource)
        }
    }
}

// MARK: - Databases, clusters, machines

extension TerraformChecks {
    private mutating func checkGoogleDatabase(_ resource: TerraformBlock) {
        for network in resource.blocks("settings").flatMap({ $0.blocks("ip_configuration") }) {
            for allowed in module.blocks(of: network, "authorized_networks") {
                guard let value = module.text(allowed, "value"), Ports.isEverywhere(value) else { continue }
                add(
                    TerraformRules.googleOpenDatabase, "\(resource.label) lets the whole Internet in", allowed.range,
                    resource)
            }
            let place =
                place(of: "require_ssl", in: network, is: false, byDefault: true)
                ?? place(of: "ssl_mode", in: network, among: ["allow_unencrypted_and_encrypted"])
            if let place, module.text(network, "ssl_mode") != "ENCRYPTED_ONLY",
                module.text(network, "ssl_mode") != "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"
            {
                add(
                    TerraformRules.googlePlainDatabase, "\(resource.label) takes connections without encryption", place,
                    resource)
            }
        }
    }

    private mutating func checkGoogleCluster(_ resource: TerraformBlock) {
        if let place = place(of: "enable_legacy_abac", in: resource, is: true, byDefault: false) {
            add(TerraformRules.googleLegacyAccess, "\(resource.label) grants rights outside of roles", place, resource)
        }
        for block in resource.blocks("master_auth") {
            for certificate in block.blocks("client_certificate_config") {
                guard
                    let place = place(
                        of: "issue_client_certificate", in: certificate, is: true, byDefault: false)
                else { continue }
                add(
                    TerraformRules.googleLegacyAccess,
                    "\(resource.label) hands out a certificate that cannot be withdrawn",
                    place, resource)
            }
        }
        for block in resource.blocks("master_authorized_networks_config").flatMap({ $0.blocks("cidr_blocks") }) {
            guard let network = module.text(block, "cidr_block"), Ports.isEverywhere(network) else { continue }
            add(
                TerraformRules.googlePublicCluster, "the whole Internet reaches the API of \(resource.label)",
                block.range,
                resource)
        }
    }

    private mutating func checkGoogleMachine(_ resource: TerraformBlock) {
        for account in resource.blocks("service_account") where account.attribute("email") == nil {
            guard let scopes = account.attribute("scopes"),
                module.texts(scopes.expression).contains(where: { $0.hasSuffix("cloud-platform") })
            else { continue }
            add(
                TerraformRules.googleDefaultAccount,
                "\(resource.label) acts with all rights of the project's default account",
                scopes.range, resource)
        }
        guard let metadata = resource.attribute("metadata"),
            case .object(let entries) = module.resolve(metadata.expression)
        else { return }
        for (key, value) in entries where key == "serial-port-enable" {
            guard let text = module.texts(value).first?.lowercased() ?? bool(value), ["true", "1"].contains(text) else {
                continue
            }
            add(TerraformRules.googleSerialPort, "\(resource.label) has an open serial console", value.range, resource)
        }
    }

    private func bool(_ expression: TerraformExpression) -> String? {
        if case .bool(let value) = module.resolve(expression) { return String(value) }
        return nil
    }
}
