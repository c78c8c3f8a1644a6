/// What is checked in Terraform files.
enum TerraformRules {
    static let all = [secret] + aws + awsAccess + azure + google

    static let secret = InfrastructureRule(
        "terraform.hardcoded-secret", "Secret written in a Terraform file", .high, .medium,
        cwes: ["CWE-798"],
        why: """
            Whoever can read the repository, now or in its history, has the secret. It also ends up in every plan \
            and in the state.
            """,
        fix: """
            Take it from a secret store with a data source, let the cloud make it, or pass it as a variable marked \
            `sensitive` without a default.
            """,
        bad: """
            resource "aws_db_instance" "main" {
              storage_encrypted = true
              username          = "app"
              password          = "tiger42"
            }
            """,
        good: """
            resource "aws_db_instance" "main" {
              storage_encrypted           = true
              username                    = "app"
              manage_master_user_password = true
            }
            """, references: ["https://developer.hashicorp.com/terraform/language/manage-sensitive-data"])
}
