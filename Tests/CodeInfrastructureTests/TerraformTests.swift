import CodeInfrastructure
import Testing

struct TerraformTests {
    private func rules(_ text: String) -> [String] { Scanning.rules(text, .terraform) }

    private func bucket(_ acl: String, _ before: String = "") -> [String] {
        rules(before + "\nresource \"aws_s3_bucket\" \"x\" {\n  acl = \(acl)\n}\n")
    }

    private let found = ["terraform.aws-public-bucket"]

    @Test func constantsAreFollowed() {
        #expect(bucket("var.acl", "variable \"acl\" { default = \"public-read\" }") == found)
        #expect(bucket("local.a.b", "locals { a = { b = \"public-${local.c}\" }\n  c = \"read\" }") == found)
        #expect(bucket("\"${var.acl}\"", "variable \"acl\" { default = \"public-read\" }") == found)
    }

    @Test func whatOnlyARunKnowsIsNoFinding() {
        #expect(bucket("var.acl", "variable \"acl\" {}") == [])
        #expect(bucket("var.is_public ? \"public-read\" : \"private\"") == [])
        #expect(bucket("data.x.y.acl") == [])
        #expect(bucket("lookup(var.acls, \"a\", \"public-read\")") == [])
        #expect(bucket("null") == [])
    }

    @Test func resourcesThatAreNotMadeAreNoConcern() {
        #expect(rules("resource \"aws_s3_bucket\" \"x\" {\n  count = 0\n  acl = \"public-read\"\n}\n") == [])
        #expect(rules("data \"aws_s3_bucket\" \"x\" {\n  acl = \"public-read\"\n}\n") == [])
    }

    @Test func blocksMayBeListsOfObjects() {
        let text = """
            resource "aws_security_group" "x" {
              ingress = [{ from_port = 0, to_port = 65535, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }]
            }
            """
        #expect(rules(text) == ["terraform.aws-open-ingress"])
    }

    @Test func outgoingTrafficIsFree() {
        let text = """
            resource "aws_security_group" "x" {
              egress {
                from_port   = 0
                to_port     = 0
                protocol    = "-1"
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            """
        #expect(rules(text) == [])
    }

    @Test func policiesOfEndpointsAndKeysAreNotThoseOfUsers() {
        let statement = "statement {\n actions = [\"*\"]\n resources = [\"*\"]\n"
        let everybody = "principals {\n type = \"*\"\n identifiers = [\"*\"]\n }\n}\n}\n"
        let document = "data \"aws_iam_policy_document\" \"d\" {\n" + statement + everybody
        #expect(rules(document) == ["terraform.aws-public-policy"])
        let endpoint = "resource \"aws_vpc_endpoint\" \"e\" {\n policy = data.aws_iam_policy_document.d.json\n}\n"
        #expect(rules(document + endpoint) == [])
        let root = "principals {\n type = \"AWS\"\n identifiers = [\"arn:aws:iam::123456789012:root\"]\n }\n}\n}\n"
        #expect(rules("data \"aws_iam_policy_document\" \"d\" {\n" + statement + root) == [])
    }

    @Test func snapshotsAreEncryptedAsTheirSourceWas() {
        #expect(rules("resource \"aws_db_instance\" \"x\" {\n  snapshot_identifier = var.s\n}\n") == [])
        #expect(rules("resource \"aws_db_instance\" \"x\" {\n}\n") == ["terraform.aws-unencrypted-storage"])
    }

    @Test func emulatorsTakeAnyCredentials() {
        let text = "provider \"aws\" {\n  secret_key = \"horse\"\n  0\n}\n"
        #expect(rules(text.replacing("0", with: "region = \"x\"")) == ["terraform.hardcoded-secret"])
        #expect(rules(text.replacing("0", with: "skip_credentials_validation = true")) == [])
    }

    /// Words with digits are stand-ins to the scanner of secrets.
    @Test(arguments: [("admin1234", true), ("secret123", true), ("hunter2hunter2", true), ("Tr0ub4dor3xq", false)])
    func passwordsThatManyChooseAreSecrets(password: String, isFound: Bool) {
        let text = "provider \"aws\" {\n  secret_key = \"\(password)\"\n}\n"
        #expect(rules(text) == (isFound ? ["terraform.hardcoded-secret"] : []))
    }

    @Test func variablesOfContainersAreSeen() {
        let text = """
            resource "aws_ecs_task_definition" "x" {
              container_definitions = jsonencode([{ environment = [{ name = "A_TOKEN", value = "k3y-of-castle" }] }])
            }
            """
        #expect(rules(text) == ["terraform.hardcoded-secret"])
    }

    @Test func damagedTextIsCheckedAsFarAsItCanBeRead() {
        let text = "resource \"aws_s3_bucket\" \"x\" {\n  acl = \"public-read\"\n}\nresource {{{\n"
        let report = Scanning.report(text, .terraform)
        #expect(report.findings.map(\.ruleID) == ["code.terraform.aws-public-bucket"])
        #expect(!report.notes.isEmpty)
    }

    @Test func findingKeepsItsKeyWhenLinesMove() {
        let text = "resource \"aws_s3_bucket\" \"x\" {\n  acl = \"public-read\"\n}\n"
        let first = Scanning.report(text, .terraform).findings.map(\.matchKey)
        let moved = Scanning.report("# a\n\n" + text.replacing("  acl", with: "    acl"), .terraform)
        #expect(first == moved.findings.map(\.matchKey) && first.count == 1)
    }
}
