extension TerraformChecks {
    mutating func checkAzure(_ resource: TerraformBlock) {
        checkAzureNetwork(resource)
        checkAzureTransport(resource)
        checkAzureAccess(resource)
        switch resource.kind {
        case "azurerm_storage_account":
            for name in ["allow_nested_items_to_be_public", "allow_blob_public_access"] {
                guard let place = place(of: name, in: resource, is: true, byDefault: false) else { continue }
                add(TerraformRules.azurePublicBlob, "\(resource.label) may have public containers", place, resource)
            }
        case "azurerm_storage_container":
            guard let place = place(of: "container_access_type", in: resource, among: ["blob", "container"]) else {
                return
            }
            add(TerraformRules.azurePublicBlob, "everybody can read \(resource.label)", place, resource)
        case "azurerm_key_vault": checkVault(resource)
        case "azurerm_role_definition": checkRoleDefinition(resource)
        default: checkAzureDatabase(resource)
        }
    }

    /// Switches of encryption in transport, their safe position, and the one they have when nobody says otherwise.
    private static let transport: [String: [(name: String, safe: Bool, byDefault: Bool)]] = {
        let web = [("https_only", true, false)]
        let database = [("ssl_enforcement_enabled", true, true)]
        return [
            "azurerm_storage_account": [
                ("https_traffic_only_enabled", true, true), ("enable_https_traffic_only", true, true),
            ],
            "azurerm_redis_cache": [("non_ssl_port_enabled", false, false), ("enable_non_ssl_port", false, false)],
            "azurerm_postgresql_server": database, "azurerm_mysql_server": database, "azurerm_mariadb_server": database,
            "azurerm_app_service": web, "azurerm_linux_web_app": web, "azurerm_windows_web_app": web,
            "azurerm_linux_function_app": web, "azurerm_windows_function_app": web,
        ]
    }()
    private static let versions = ["min_tls_version", "minimum_tls_version", "ssl_minimal_tls_version_enforced"]

    private mutating func checkAzureTransport(_ resource: TerraformBlock) {
        for (name, safe, byDefault) in Self.transport[resource.kind] ?? [] {
            guard let place = place(of: name, in: resource, is: !safe, byDefault: byDefault) else { continue }
            add(
                TerraformRules.azurePlainTransport, "\(resource.label) takes requests without encryption", place,
                resource)
        }
        for block in [resource] + resource.blocks("site_config") {
            for name in Self.versions {
                guard let place = place(of: name, in: block, among: ["1.0", "1.1", "tls1_0", "tls1_1"]) else {
                    continue
                }
                add(TerraformRules.azureOldTLS, "\(resource.label) still speaks TLS older than 1.2", place, resource)
            }
        }
    }

    private mutating func checkAzureAccess(_ resource: TerraformBlock) {
        switch resource.kind {
        case "azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set":
            guard let place = place(of: "disable_password_authentication", in: resource, is: false, byDefault: true)
            else {
                return
            }
            add(
                TerraformRules.azurePasswordLogin, "\(resource.label) lets people log in with a password", place,
                resource)
        case "azurerm_container_registry":
            guard let place = place(of: "admin_enabled", in: resource, is: true, byDefault: false) else { return }
            add(TerraformRules.azureRegistryAdministrator, "\(resource.label) has a shared account", place, resource)
        case "azurerm_kubernetes_cluster":
            guard let place = place(of: "role_based_access_control_enabled", in: resource, is: false, byDefault: true)
            else { return }
            add(TerraformRules.azureClusterRights, "every user of \(resource.label) has all rights", place, resource)
        default: break
        }
    }

    private mutating func checkVault(_ resource: TerraformBlock) {
        if let place = place(of: "purge_protection_enabled", in: resource, is: false, byDefault: false) {
            add(
                TerraformRules.azureVaultPurge, "what is deleted from \(resource.label) can be lost at once", place,
                resource)
        }
        for network in resource.blocks("network_acls") {
            guard let place = place(of: "default_action", in: network, among: ["allow"]) else { continue }
            add(TerraformRules.azureOpenVault, "every network reaches \(resource.label)", place, resource)
        }
    }

    private mutating func checkRoleDefinition(_ resource: TerraformBlock) {
        for permissions in module.blocks(of: resource, "permissions") {
            guard let actions = permissions.attribute("actions"), module.texts(actions.expression).contains("*"),
                permissions.attribute("not_actions").map({ module.texts($0.expression).isEmpty }) ?? true
            else { continue }
            add(TerraformRules.azureWildcardRole, "\(resource.label) allows everything", actions.range, resource)
        }
    }

    private mutating func checkAzureDatabase(_ resource: TerraformBlock) {
        guard resource.kind.hasSuffix("_firewall_rule"), module.text(resource, "start_ip_address") == "0.0.0.0",
            module.text(resource, "end_ip_address") == "255.255.255.255",
            let place = resource.attribute("end_ip_address")?.range
        else { return }
        add(TerraformRules.azureOpenDatabase, "\(resource.label) lets the whole Internet in", place, resource)
    }
}
