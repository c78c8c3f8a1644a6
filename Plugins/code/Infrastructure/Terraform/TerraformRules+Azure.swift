// What is checked of Azure. A table of texts.

extension TerraformRules {
    static let azure = [
        azureOpenIngress, azurePublicBlob, azurePlainTransport, azureOldTLS, azurePasswordLogin,
        azureRegistryAdministrator, azureClusterRights, azureVaultPurge, azureOpenVault, azureWildcardRole,
        azureOpenDatabase,
    ]

    static let azureOpenIngress = InfrastructureRule(
        "terraform.azure-open-ingress", "Administration or database port open to the Internet", .high, .high,
        cwes: ["CWE-284", "CWE-668"],
        why: """
            Ports of remote administration and of databases are probed all the time. One weak password or one \
            unpatched flaw is enough.
            """,
        fix: "Name the networks that need it, or log in through Azure Bastion.",
        bad: """
            resource "azurerm_network_security_rule" "rdp" {
              direction                  = "Inbound"
              access                     = "Allow"
              protocol                   = "Tcp"
              source_address_prefix      = "*"
              destination_port_range     = "3389"
            }
            """,
        good: """
            resource "azurerm_network_security_rule" "rdp" {
              direction                  = "Inbound"
              access                     = "Allow"
              protocol                   = "Tcp"
              source_address_prefix      = "10.20.0.0/16"
              destination_port_range     = "3389"
            }
            """, references: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"])

    static let azurePublicBlob = InfrastructureRule(
        "terraform.azure-public-storage", "Storage that everybody can read", .high, .high,
        cwes: ["CWE-732", "CWE-552"],
        why: """
            A public container shows its files to anybody; an account that allows public containers is one setting \
            away from that.
            """,
        fix: """
            Set `allow_nested_items_to_be_public = false` and `container_access_type = "private"`. Hand out signed \
            addresses.
            """,
        bad: """
            resource "azurerm_storage_container" "files" {
              name                  = "files"
              container_access_type = "blob"
            }
            """,
        good: """
            resource "azurerm_storage_container" "files" {
              name                  = "files"
              container_access_type = "private"
            }
            """, references: ["https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent"])

    static let azurePlainTransport = InfrastructureRule(
        "terraform.azure-plain-transport", "Service that answers without encryption", .medium, .high,
        cwes: ["CWE-319"],
        why: "Passwords, cookies and data can be read and changed on the way.",
        fix: "Let the service accept encrypted connections only.",
        bad: """
            resource "azurerm_linux_web_app" "app" {
              name       = "app"
              https_only = false
            }
            """,
        good: """
            resource "azurerm_linux_web_app" "app" {
              name       = "app"
              https_only = true
            }
            """, references: ["https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer"])

    static let azureOldTLS = InfrastructureRule(
        "terraform.azure-old-tls", "TLS older than 1.2", .medium, .high,
        cwes: ["CWE-326", "CWE-327"],
        why: "TLS 1.0 and 1.1 rest on broken hashes and were withdrawn by RFC 8996.",
        fix: "Ask for 1.2 or later.",
        bad: """
            resource "azurerm_storage_account" "files" {
              name            = "files"
              min_tls_version = "TLS1_0"
            }
            """,
        good: """
            resource "azurerm_storage_account" "files" {
              name            = "files"
              min_tls_version = "TLS1_2"
            }
            """, references: ["https://www.rfc-editor.org/rfc/rfc8996"])

    static let azurePasswordLogin = InfrastructureRule(
        "terraform.azure-password-login", "Machine with logins by password", .medium, .high,
        cwes: ["CWE-308", "CWE-521"],
        why: "Passwords can be guessed, and the one given here is also in the state of Terraform.",
        fix: "Give an `admin_ssh_key`, and leave logins by password off.",
        bad: """
            resource "azurerm_linux_virtual_machine" "web" {
              name                            = "web"
              disable_password_authentication = false
            }
            """,
        good: """
            resource "azurerm_linux_virtual_machine" "web" {
              name = "web"
              admin_ssh_key {
                username   = "ops"
                public_key = file("ops.pub")
              }
            }
            """, references: ["https://learn.microsoft.com/azure/virtual-machines/linux/create-ssh-keys-detailed"])

    static let azureRegistryAdministrator = InfrastructureRule(
        "terraform.azure-registry-shared-account", "Registry with a shared account", .medium, .high,
        cwes: ["CWE-522"],
        why: """
            The account may push and delete images, has one password for all who use it, and leaves no trace of who \
            it was.
            """,
        fix: "Leave it off, and give identities the roles `AcrPull` or `AcrPush`.",
        bad: """
            resource "azurerm_container_registry" "images" {
              name          = "images"
              admin_enabled = true
            }
            """,
        good: """
            resource "azurerm_container_registry" "images" {
              name          = "images"
              admin_enabled = false
            }
            """, references: ["https://learn.microsoft.com/azure/container-registry/container-registry-authentication"])

    static let azureClusterRights = InfrastructureRule(
        "terraform.azure-cluster-without-roles", "Kubernetes cluster without roles", .high, .high,
        cwes: ["CWE-862"],
        why: """
            Without role-based access control every account of the cluster, those of all pods included, may do \
            everything.
            """,
        fix: "Leave it on; it cannot be added to a cluster that is there already.",
        bad: """
            resource "azurerm_kubernetes_cluster" "main" {
              name                              = "main"
              role_based_access_control_enabled = false
            }
            """,
        good: """
            resource "azurerm_kubernetes_cluster" "main" {
              name                              = "main"
              role_based_access_control_enabled = true
            }
            """, references: ["https://learn.microsoft.com/azure/aks/concepts-identity"])

    static let azureVaultPurge = InfrastructureRule(
        "terraform.azure-vault-without-purge-protection", "Key vault without purge protection", .low, .high,
        cwes: ["CWE-693"],
        why: """
            Somebody with the right to delete can destroy keys for good, and with them everything they encrypted.
            """,
        fix: "Set `purge_protection_enabled = true`.",
        bad: """
            resource "azurerm_key_vault" "keys" {
              name = "keys"
            }
            """,
        good: """
            resource "azurerm_key_vault" "keys" {
              name                     = "keys"
              purge_protection_enabled = true
            }
            """, references: ["https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"])

    static let azureOpenVault = InfrastructureRule(
        "terraform.azure-open-vault", "Key vault open to every network", .medium, .high,
        cwes: ["CWE-284"],
        why: "A stolen credential of an application can be used from anywhere to read its secrets.",
        fix: "Set `default_action = \"Deny\"`, and list the networks that need the vault.",
        bad: """
            resource "azurerm_key_vault" "keys" {
              name                     = "keys"
              purge_protection_enabled = true
              network_acls {
                bypass         = "AzureServices"
                default_action = "Allow"
              }
            }
            """,
        good: """
            resource "azurerm_key_vault" "keys" {
              name                     = "keys"
              purge_protection_enabled = true
              network_acls {
                bypass         = "AzureServices"
                default_action = "Deny"
              }
            }
            """, references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"])

    static let azureWildcardRole = InfrastructureRule(
        "terraform.azure-wildcard-role", "Role that allows everything", .high, .high,
        cwes: ["CWE-269"],
        why: """
            A role of your own with the action `*` is an owner under another name, and audits for owners do not find \
            it.
            """,
        fix: "List the actions that are needed.",
        bad: """
            resource "azurerm_role_definition" "deploy" {
              name  = "deploy"
              scope = data.azurerm_subscription.main.id
              permissions {
                actions = ["*"]
              }
            }
            """,
        good: """
            resource "azurerm_role_definition" "deploy" {
              name  = "deploy"
              scope = data.azurerm_subscription.main.id
              permissions {
                actions = ["Microsoft.Web/sites/*"]
              }
            }
            """, references: ["https://learn.microsoft.com/azure/role-based-access-control/custom-roles"])

    static let azureOpenDatabase = InfrastructureRule(
        "terraform.azure-open-database", "Database open to the Internet", .high, .high,
        cwes: ["CWE-668"],
        why: "The rule spans every address there is; nothing but passwords protects the database.",
        fix: "Name the addresses, or use a private endpoint.",
        bad: """
            resource "azurerm_mssql_firewall_rule" "all" {
              name             = "all"
              start_ip_address = "0.0.0.0"
              end_ip_address   = "255.255.255.255"
            }
            """,
        good: """
            resource "azurerm_mssql_firewall_rule" "office" {
              name             = "office"
              start_ip_address = "198.51.100.7"
              end_ip_address   = "198.51.100.7"
            }
            """, references: ["https://learn.microsoft.com/azure/azure-sql/database/firewall-configure"])
}
