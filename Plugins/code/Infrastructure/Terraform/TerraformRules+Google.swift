// What is checked of Google Cloud. A table of texts.

extension TerraformRules {
    static let google = [
        googleOpenIngress, googlePublicMember, googleBasicRole, googleOpenDatabase, googlePlainDatabase,
        googleLegacyAccess, googlePublicCluster, googleDefaultAccount, googleSerialPort, googleKeyRotation,
    ]

    static let googleOpenIngress = InfrastructureRule(
        "terraform.google-open-ingress", "Administration or database port open to the Internet", .high, .high,
        cwes: ["CWE-284", "CWE-668"],
        why: """
            Ports of remote administration and of databases are probed all the time. One weak password or one \
            unpatched flaw is enough.
            """,
        fix: "Name the networks that need it, or log in through Identity-Aware Proxy (35.235.240.0/20).",
        bad: """
            resource "google_compute_firewall" "ssh" {
              network       = "main"
              source_ranges = ["0.0.0.0/0"]
              allow {
                protocol = "tcp"
                ports    = ["22"]
              }
            }
            """,
        good: """
            resource "google_compute_firewall" "ssh" {
              network       = "main"
              source_ranges = ["35.235.240.0/20"]
              allow {
                protocol = "tcp"
                ports    = ["22"]
              }
            }
            """, references: ["https://cloud.google.com/firewall/docs/firewalls"])

    static let googlePublicMember = InfrastructureRule(
        "terraform.google-public-member", "Access for everybody", .high, .high,
        cwes: ["CWE-284", "CWE-732"],
        why: """
            `allUsers` is everybody on the Internet; `allAuthenticatedUsers` is everybody with any Google account, \
            which is no better.
            """,
        fix: """
            Name users, groups or service accounts. Give files to the public through a load balancer or signed \
            addresses.
            """,
        bad: """
            resource "google_storage_bucket_iam_member" "files" {
              bucket = "files"
              role   = "roles/storage.objectViewer"
              member = "allUsers"
            }
            """,
        good: """
            resource "google_storage_bucket_iam_member" "files" {
              bucket = "files"
              role   = "roles/storage.objectViewer"
              member = "serviceAccount:web@acme.iam.gserviceaccount.com"
            }
            """, references: ["https://cloud.google.com/iam/docs/principals-overview"])

    static let googleBasicRole = InfrastructureRule(
        "terraform.google-basic-role", "Basic role on a project", .medium, .high,
        cwes: ["CWE-250", "CWE-269"],
        why: "Owner and editor cover thousands of rights over all services, those of the future included.",
        fix: "Give a predefined role of the service, or one of your own.",
        bad: """
            resource "google_project_iam_member" "deploy" {
              project = "acme"
              role    = "roles/editor"
              member  = "serviceAccount:deploy@acme.iam.gserviceaccount.com"
            }
            """,
        good: """
            resource "google_project_iam_member" "deploy" {
              project = "acme"
              role    = "roles/run.developer"
              member  = "serviceAccount:deploy@acme.iam.gserviceaccount.com"
            }
            """, references: ["https://cloud.google.com/iam/docs/roles-overview"])

    static let googleOpenDatabase = InfrastructureRule(
        "terraform.google-open-database", "Database open to the Internet", .high, .high,
        cwes: ["CWE-668"],
        why: "Every address may connect; nothing but passwords protects the database.",
        fix: "Use a private address or the Auth Proxy, and drop the network.",
        bad: """
            resource "google_sql_database_instance" "main" {
              settings {
                ip_configuration {
                  authorized_networks {
                    value = "0.0.0.0/0"
                  }
                }
              }
            }
            """,
        good: """
            resource "google_sql_database_instance" "main" {
              settings {
                ip_configuration {
                  ipv4_enabled    = false
                  private_network = google_compute_network.main.id
                }
              }
            }
            """, references: ["https://cloud.google.com/sql/docs/mysql/authorize-networks"])

    static let googlePlainDatabase = InfrastructureRule(
        "terraform.google-plain-database", "Database that accepts connections without encryption", .medium, .high,
        cwes: ["CWE-319"],
        why: "Passwords and data can be read and changed on the way.",
        fix: "Set `ssl_mode = \"ENCRYPTED_ONLY\"`.",
        bad: """
            resource "google_sql_database_instance" "main" {
              settings {
                ip_configuration {
                  ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"
                }
              }
            }
            """,
        good: """
            resource "google_sql_database_instance" "main" {
              settings {
                ip_configuration {
                  ssl_mode = "ENCRYPTED_ONLY"
                }
              }
            }
            """, references: ["https://cloud.google.com/sql/docs/mysql/configure-ssl-instance"])

    static let googleLegacyAccess = InfrastructureRule(
        "terraform.google-cluster-legacy-access", "Cluster with outdated access", .high, .high,
        cwes: ["CWE-269", "CWE-287"],
        why: """
            Attribute-based access gives every account of the cluster wide rights, and a client certificate cannot \
            be withdrawn before it expires.
            """,
        fix: "Leave both off; roles and tokens of Google accounts take their place.",
        bad: """
            resource "google_container_cluster" "main" {
              name               = "main"
              enable_legacy_abac = true
            }
            """,
        good: """
            resource "google_container_cluster" "main" {
              name               = "main"
              enable_legacy_abac = false
            }
            """, references: ["https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster"])

    static let googlePublicCluster = InfrastructureRule(
        "terraform.google-public-cluster-api", "API of a Kubernetes cluster open to the Internet", .medium, .high,
        cwes: ["CWE-668"],
        why: "Stolen credentials, and flaws of the API server itself, can be used from anywhere.",
        fix: "List the networks that may reach it.",
        bad: """
            resource "google_container_cluster" "main" {
              name = "main"
              master_authorized_networks_config {
                cidr_blocks {
                  cidr_block = "0.0.0.0/0"
                }
              }
            }
            """,
        good: """
            resource "google_container_cluster" "main" {
              name = "main"
              master_authorized_networks_config {
                cidr_blocks {
                  cidr_block = "198.51.100.0/24"
                }
              }
            }
            """, references: ["https://cloud.google.com/kubernetes-engine/docs/how-to/latest/network-isolation"])

    static let googleDefaultAccount = InfrastructureRule(
        "terraform.google-default-account", "Machine with all rights of the default account", .medium, .high,
        cwes: ["CWE-250", "CWE-269"],
        why: """
            Without `email` the machine acts as the default account of the project, which usually is an editor; the \
            scope `cloud-platform` puts no limit on it.
            """,
        fix: "Give the machine a service account of its own with the roles it needs.",
        bad: """
            resource "google_compute_instance" "web" {
              name = "web"
              service_account {
                scopes = ["cloud-platform"]
              }
            }
            """,
        good: """
            resource "google_compute_instance" "web" {
              name = "web"
              service_account {
                email  = google_service_account.web.email
                scopes = ["cloud-platform"]
              }
            }
            """, references: ["https://cloud.google.com/compute/docs/access/service-accounts"])

    static let googleSerialPort = InfrastructureRule(
        "terraform.google-serial-port", "Serial console open", .medium, .high,
        cwes: ["CWE-284"],
        why: """
            The console can be reached from any address on the Internet; firewall rules do not apply to it.
            """,
        fix: "Switch it on for the time of a repair only.",
        bad: """
            resource "google_compute_instance" "web" {
              name = "web"
              metadata = {
                serial-port-enable = "TRUE"
              }
            }
            """,
        good: """
            resource "google_compute_instance" "web" {
              name = "web"
              metadata = {
                enable-oslogin = "TRUE"
              }
            }
            """,
        references: ["https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-using-serial-console"])

    static let googleKeyRotation = InfrastructureRule(
        "terraform.google-key-without-rotation", "Key that is never changed", .low, .high,
        cwes: ["CWE-324"],
        why: """
            The longer one key is in use, the more is lost when it leaks. KMS changes it by itself and still reads \
            what older versions encrypted.
            """,
        fix: "Set a `rotation_period` of at most a year, such as `7776000s`.",
        bad: """
            resource "google_kms_crypto_key" "data" {
              name     = "data"
              key_ring = google_kms_key_ring.main.id
            }
            """,
        good: """
            resource "google_kms_crypto_key" "data" {
              name            = "data"
              key_ring        = google_kms_key_ring.main.id
              rotation_period = "7776000s"
            }
            """, references: ["https://cloud.google.com/kms/docs/key-rotation"])
}
