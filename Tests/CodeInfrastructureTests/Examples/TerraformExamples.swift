extension MoreExamples {
    /// The same resource with different lines.
    private static func resource(_ rule: String, _ kind: String, bad: String, good: String) -> Self {
        func file(_ lines: String) -> String { "resource \"\(kind)\" \"x\" {\n\(lines)\n}\n" }
        return Self("terraform." + rule, bad: file(bad), good: file(good))
    }

    static let terraform = general + aws + access + azure + google

    private static let general = [
        Self(
            "terraform.hardcoded-secret", bad: #"variable "db_password" { default = "k3y-of-the-castle" }"#,
            good: #"variable "db_password" { sensitive = true }"#)
    ]

    private static let aws = [
        resource(
            "aws-open-ingress", "aws_vpc_security_group_ingress_rule",
            bad: "cidr_ipv6 = \"::/0\"\nip_protocol = -1",
            good: "cidr_ipv4 = \"0.0.0.0/0\"\nip_protocol = \"tcp\"\nfrom_port = 443\nto_port = 443"),
        Self(
            "terraform.aws-public-bucket",
            bad: """
                locals { acl = "public-read-write" }
                resource "aws_s3_bucket" "x" { acl = local.acl }
                """,
            good: "variable \"acl\" {}\nresource \"aws_s3_bucket\" \"x\" { acl = var.acl }"),
        resource(
            "aws-public-access-block-off", "aws_s3_account_public_access_block", bad: "block_public_acls = true",
            good: """
                block_public_acls = true
                block_public_policy = true
                ignore_public_acls = true
                restrict_public_buckets = true
                """),
        resource(
            "aws-unencrypted-storage", "aws_instance",
            bad: "metadata_options { http_tokens = \"required\" }\nroot_block_device { encrypted = false }",
            good: "metadata_options { http_tokens = \"required\" }\nroot_block_device { volume_size = 8 }"),
        resource(
            "aws-public-database", "aws_rds_cluster_instance", bad: "publicly_accessible = true",
            good: "promotion_tier = 1"),
        resource(
            "aws-imds-without-token", "aws_launch_template", bad: "image_id = \"ami-1\"",
            good: "metadata_options { http_endpoint = \"disabled\" }"),
        resource(
            "aws-plain-transport", "aws_cloudfront_distribution",
            bad: "default_cache_behavior { viewer_protocol_policy = \"allow-all\" }",
            good: "default_cache_behavior { viewer_protocol_policy = \"redirect-to-https\" }"),
        resource(
            "aws-old-tls", "aws_cloudfront_distribution",
            bad: "viewer_certificate { minimum_protocol_version = \"TLSv1\" }",
            good: "viewer_certificate { minimum_protocol_version = \"TLSv1.2_2021\" }"),
        resource(
            "aws-key-without-rotation", "aws_kms_key", bad: "enable_key_rotation = false",
            good: "customer_master_key_spec = \"RSA_4096\""),
        resource(
            "aws-incomplete-trail", "aws_cloudtrail",
            bad: "is_multi_region_trail = true\nenable_log_file_validation = true\nenable_logging = false",
            good: "is_multi_region_trail = var.all\nenable_log_file_validation = true"),
        resource(
            "aws-mutable-image-tags", "aws_ecr_repository", bad: "image_tag_mutability = \"MUTABLE\"",
            good: "image_tag_mutability = var.mutability"),
    ]

    private static let access = [
        resource(
            "aws-wildcard-policy", "aws_iam_role_policy",
            bad: """
                policy = <<EOF
                {"Statement": {"Effect": "Allow", "Action": ["iam:*"], "Resource": "*", "Sid": "${var.name}"}}
                EOF
                """,
            good: """
                policy = <<EOF
                {"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}
                EOF
                """),
        resource(
            "aws-public-policy", "aws_s3_bucket_policy",
            bad: """
                policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:*" }] })
                """,
            good: """
                policy = jsonencode({ Statement = [{
                  Effect = "Allow", Principal = "*", Action = "s3:*"
                  Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1" } }
                }] })
                """),
        resource(
            "aws-administrator-policy", "aws_iam_user_policy_attachment",
            bad: "policy_arn = \"arn:aws-cn:iam::aws:policy/AdministratorAccess\"",
            good: "policy_arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\""),
        resource(
            "aws-open-function", "aws_lambda_permission", bad: "principal = \"*\"",
            good: "principal = \"*\"\nprincipal_org_id = \"o-1\""),
        resource(
            "aws-public-machine-image", "aws_ami_launch_permission", bad: "group = \"all\"",
            good: "organization_arn = var.arn"),
        resource(
            "aws-public-cluster-api", "aws_eks_cluster", bad: "vpc_config { public_access_cidrs = [\"0.0.0.0/0\"] }",
            good: "vpc_config { public_access_cidrs = [\"198.51.100.0/24\"] }"),
        Self(
            "terraform.aws-privileged-task",
            bad: """
                locals { containers = [{ name = "a" }, { privileged = true }] }
                resource "aws_ecs_task_definition" "x" { container_definitions = jsonencode(local.containers) }
                """,
            good: "resource \"aws_ecs_task_definition\" \"x\" { container_definitions = file(\"tasks.json\") }"),
    ]

    private static let azure = [
        resource(
            "azure-open-ingress", "azurerm_network_security_group",
            bad: """
                security_rule {
                  direction = "Inbound"
                  access = "Allow"
                  protocol = "*"
                  source_address_prefixes = ["Internet"]
                  destination_port_ranges = ["80", "20-25"]
                }
                """,
            good: """
                security_rule {
                  direction = "Inbound"
                  access = "Deny"
                  protocol = "*"
                  source_address_prefix = "*"
                  destination_port_range = "*"
                }
                """),
        resource(
            "azure-public-storage", "azurerm_storage_account", bad: "allow_nested_items_to_be_public = true",
            good: "allow_nested_items_to_be_public = false"),
        resource(
            "azure-plain-transport", "azurerm_redis_cache", bad: "non_ssl_port_enabled = true", good: "capacity = 1"),
        resource(
            "azure-old-tls", "azurerm_linux_web_app",
            bad: "https_only = true\nsite_config { minimum_tls_version = \"1.1\" }",
            good: "https_only = true\nsite_config { minimum_tls_version = \"1.2\" }"),
        resource(
            "azure-password-login", "azurerm_linux_virtual_machine_scale_set",
            bad: "disable_password_authentication = \"false\"", good: "disable_password_authentication = true"),
        resource(
            "azure-registry-shared-account", "azurerm_container_registry", bad: "admin_enabled = \"true\"",
            good: "sku = \"Basic\""),
        resource(
            "azure-cluster-without-roles", "azurerm_kubernetes_cluster",
            bad: "role_based_access_control_enabled = \"false\"", good: "dns_prefix = \"a\""),
        resource(
            "azure-vault-without-purge-protection", "azurerm_key_vault", bad: "purge_protection_enabled = null",
            good: "purge_protection_enabled = var.is_protected"),
        resource(
            "azure-open-vault", "azurerm_key_vault", bad: "network_acls { default_action = \"Allow\" }",
            good: "network_acls { default_action = var.action }"),
        resource(
            "azure-wildcard-role", "azurerm_role_definition", bad: "permissions { actions = concat([\"*\"], []) }",
            good: "permissions {\n  actions = [\"*\"]\n  not_actions = [\"Microsoft.Authorization/*/Write\"]\n}"),
        resource(
            "azure-open-database", "azurerm_postgresql_flexible_server_firewall_rule",
            bad: "start_ip_address = \"0.0.0.0\"\nend_ip_address = \"255.255.255.255\"",
            good: "start_ip_address = \"0.0.0.0\"\nend_ip_address = \"0.0.0.0\""),
    ]

    private static let google = [
        resource(
            "google-open-ingress", "google_compute_firewall",
            bad: "source_ranges = [\"10.0.0.0/8\", \"0.0.0.0/0\"]\nallow { protocol = \"all\" }",
            good: "source_ranges = [\"0.0.0.0/0\"]\ndeny { protocol = \"all\" }\nallow { protocol = \"icmp\" }"),
        resource(
            "google-public-member", "google_storage_bucket_iam_binding",
            bad: "role = \"roles/storage.admin\"\nmembers = [\"user:a@acme.test\", \"allAuthenticatedUsers\"]",
            good: "role = \"roles/storage.admin\"\nmembers = [\"user:a@acme.test\"]"),
        resource(
            "google-basic-role", "google_folder_iam_binding", bad: "role = \"roles/owner\"",
            good: "role = \"roles/viewer\""),
        resource(
            "google-open-database", "google_sql_database_instance",
            bad: """
                settings {
                  ip_configuration {
                    dynamic "authorized_networks" {
                      for_each = var.networks
                      content { value = "0.0.0.0/0" }
                    }
                  }
                }
                """,
            good: "settings {\n  ip_configuration {\n    authorized_networks { value = var.network }\n  }\n}"),
        resource(
            "google-plain-database", "google_sql_database_instance",
            bad: "settings {\n  ip_configuration { require_ssl = false }\n}",
            good: "settings {\n  ip_configuration { require_ssl = true }\n}"),
        resource(
            "google-cluster-legacy-access", "google_container_cluster",
            bad: "master_auth {\n  client_certificate_config { issue_client_certificate = true }\n}",
            good: "master_auth {\n  client_certificate_config { issue_client_certificate = false }\n}"),
        resource(
            "google-public-cluster-api", "google_container_cluster",
            bad: "master_authorized_networks_config {\n  cidr_blocks { cidr_block = \"::/0\" }\n}",
            good: "master_authorized_networks_config {\n}"),
        resource(
            "google-default-account", "google_compute_instance_template",
            bad: "service_account { scopes = [\"https://www.googleapis.com/auth/cloud-platform\"] }",
            good: "service_account { scopes = [\"logging-write\"] }"),
        resource(
            "google-serial-port", "google_compute_instance", bad: "metadata = { serial-port-enable = true }",
            good: "metadata = { \"serial-port-enable\" = \"FALSE\" }"),
        resource(
            "google-key-without-rotation", "google_kms_crypto_key", bad: "purpose = \"ENCRYPT_DECRYPT\"",
            good: "purpose = \"ASYMMETRIC_SIGN\""),
    ]
}
