// What is checked of AWS: networks, storage, machines. A table of texts.

extension TerraformRules {
    static let aws = [
        openIngress, publicBucket, publicAccessBlock, unencrypted, publicDatabase, metadataService,
        plainTransport, oldTLS, keyRotation, weakTrail, mutableTags,
    ]

    static let openIngress = InfrastructureRule(
        "terraform.aws-open-ingress", "Administration or database port open to the Internet", .high, .high,
        cwes: ["CWE-284", "CWE-668"],
        why: """
            Ports of remote administration and of databases are probed all the time. One weak password or one \
            unpatched flaw is enough.
            """,
        fix: """
            Name the networks that need it, go through a bastion or Session Manager, or refer to another security \
            group.
            """,
        bad: """
            resource "aws_security_group" "admin" {
              ingress {
                from_port   = 22
                to_port     = 22
                protocol    = "tcp"
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            """,
        good: """
            resource "aws_security_group" "admin" {
              ingress {
                from_port   = 22
                to_port     = 22
                protocol    = "tcp"
                cidr_blocks = ["10.20.0.0/16"]
              }
            }
            """, references: ["https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html"])

    static let publicBucket = InfrastructureRule(
        "terraform.aws-public-bucket", "Bucket that everybody can read", .high, .high,
        cwes: ["CWE-732", "CWE-552"],
        why: """
            The access list makes every object of the bucket readable for anybody who knows or guesses its name, and \
            with `public-read-write` changeable as well.
            """,
        fix: """
            Drop the list. Give files to the public through a content delivery network with access of its own to the \
            bucket.
            """,
        bad: """
            resource "aws_s3_bucket_acl" "files" {
              bucket = aws_s3_bucket.files.id
              acl    = "public-read"
            }
            """,
        good: """
            resource "aws_s3_bucket_acl" "files" {
              bucket = aws_s3_bucket.files.id
              acl    = "private"
            }
            """, references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html"])

    static let publicAccessBlock = InfrastructureRule(
        "terraform.aws-public-access-block-off", "Bucket without all blocks of public access", .medium, .high,
        cwes: ["CWE-732"],
        why: """
            The four switches together keep a later mistake in a policy or an access list from making the bucket \
            public. One that is left out is off.
            """,
        fix: "Set all four to true.",
        bad: """
            resource "aws_s3_bucket_public_access_block" "files" {
              bucket                  = aws_s3_bucket.files.id
              block_public_acls       = true
              block_public_policy     = false
              ignore_public_acls      = true
              restrict_public_buckets = true
            }
            """,
        good: """
            resource "aws_s3_bucket_public_access_block" "files" {
              bucket                  = aws_s3_bucket.files.id
              block_public_acls       = true
              block_public_policy     = true
              ignore_public_acls      = true
              restrict_public_buckets = true
            }
            """,
        references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"])

    static let unencrypted = InfrastructureRule(
        "terraform.aws-unencrypted-storage", "Storage without encryption", .medium, .medium,
        cwes: ["CWE-311"],
        why: """
            Snapshots, backups and retired disks hold the data in clear. Many rules for personal and payment data \
            ask for encryption at rest, and most services cannot add it later.
            """,
        fix: """
            Switch encryption on when the storage is made, with a key of your own where access must be revocable.
            """,
        bad: """
            resource "aws_ebs_volume" "data" {
              availability_zone = "eu-central-1a"
              size              = 40
            }
            """,
        good: """
            resource "aws_ebs_volume" "data" {
              availability_zone = "eu-central-1a"
              size              = 40
              encrypted         = true
            }
            """, references: ["https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html"])

    static let publicDatabase = InfrastructureRule(
        "terraform.aws-public-database", "Database with a public address", .high, .high,
        cwes: ["CWE-668"],
        why: """
            The database is reachable from the Internet as soon as a security group lets anybody in; nothing but its \
            password protects it then.
            """,
        fix: "Keep it in private subnets, and reach it from the network it is in.",
        bad: """
            resource "aws_db_instance" "main" {
              storage_encrypted   = true
              publicly_accessible = true
            }
            """,
        good: """
            resource "aws_db_instance" "main" {
              storage_encrypted   = true
              publicly_accessible = false
            }
            """,
        references: [
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html"
        ])

    static let metadataService = InfrastructureRule(
        "terraform.aws-imds-without-token", "Metadata of a machine without a token", .medium, .medium,
        cwes: ["CWE-918"],
        why: """
            With the first version of the metadata service a single forged request (SSRF) is enough to read the \
            credentials of the machine. The second version wants a token that such requests cannot get.
            """,
        fix: "Set `http_tokens = \"required\"` in `metadata_options`.",
        bad: """
            resource "aws_instance" "web" {
              ami           = "ami-0abc"
              instance_type = "t3.micro"
              metadata_options {
                http_tokens = "optional"
              }
            }
            """,
        good: """
            resource "aws_instance" "web" {
              ami           = "ami-0abc"
              instance_type = "t3.micro"
              metadata_options {
                http_tokens = "required"
              }
            }
            """,
        references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html"])

    static let plainTransport = InfrastructureRule(
        "terraform.aws-plain-transport", "Service that answers without encryption", .medium, .high,
        cwes: ["CWE-319"],
        why: "Passwords, cookies and data can be read and changed on the way.",
        fix: "Listen for HTTPS, and send plain requests on to it with a redirect.",
        bad: """
            resource "aws_lb_listener" "web" {
              load_balancer_arn = aws_lb.web.arn
              port              = 80
              protocol          = "HTTP"
              default_action {
                type             = "forward"
                target_group_arn = aws_lb_target_group.web.arn
              }
            }
            """,
        good: """
            resource "aws_lb_listener" "web" {
              load_balancer_arn = aws_lb.web.arn
              port              = 80
              protocol          = "HTTP"
              default_action {
                type = "redirect"
                redirect {
                  protocol    = "HTTPS"
                  status_code = "HTTP_301"
                }
              }
            }
            """,
        references: ["https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html"])

    static let oldTLS = InfrastructureRule(
        "terraform.aws-old-tls", "TLS older than 1.2", .medium, .high,
        cwes: ["CWE-326", "CWE-327"],
        why: "TLS 1.0 and 1.1 rest on broken hashes and were withdrawn by RFC 8996.",
        fix: "Choose a policy that begins with TLS 1.2.",
        bad: """
            resource "aws_lb_listener" "web" {
              port       = 443
              protocol   = "HTTPS"
              ssl_policy = "ELBSecurityPolicy-2016-08"
            }
            """,
        good: """
            resource "aws_lb_listener" "web" {
              port       = 443
              protocol   = "HTTPS"
              ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
            }
            """, references: ["https://www.rfc-editor.org/rfc/rfc8996"])

    static let keyRotation = InfrastructureRule(
        "terraform.aws-key-without-rotation", "Key that is never changed", .low, .high,
        cwes: ["CWE-324"],
        why: """
            The longer one key is in use, the more is lost when it leaks. KMS changes it by itself and still reads \
            what older versions encrypted.
            """,
        fix: "Set `enable_key_rotation = true`.",
        bad: """
            resource "aws_kms_key" "data" {
              description = "data"
            }
            """,
        good: """
            resource "aws_kms_key" "data" {
              description         = "data"
              enable_key_rotation = true
            }
            """, references: ["https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html"])

    static let weakTrail = InfrastructureRule(
        "terraform.aws-incomplete-trail", "Audit trail with gaps", .medium, .high,
        cwes: ["CWE-778"],
        why: """
            Whoever breaks in works in a region nobody watches, or edits the files of the trail. Without validation \
            that is not noticed.
            """,
        fix: "Record all regions, validate the files, and leave the trail on.",
        bad: """
            resource "aws_cloudtrail" "audit" {
              name                       = "audit"
              s3_bucket_name             = "audit-logs"
              is_multi_region_trail      = false
              enable_log_file_validation = true
            }
            """,
        good: """
            resource "aws_cloudtrail" "audit" {
              name                       = "audit"
              s3_bucket_name             = "audit-logs"
              is_multi_region_trail      = true
              enable_log_file_validation = true
            }
            """, references: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html"]
    )

    static let mutableTags = InfrastructureRule(
        "terraform.aws-mutable-image-tags", "Image tags that can be moved", .low, .medium,
        cwes: ["CWE-345"],
        why: "Somebody who may push can replace an image that was tested and is in use, under the same tag.",
        fix: "Set `image_tag_mutability = \"IMMUTABLE\"`.",
        bad: """
            resource "aws_ecr_repository" "app" {
              name = "app"
            }
            """,
        good: """
            resource "aws_ecr_repository" "app" {
              name                 = "app"
              image_tag_mutability = "IMMUTABLE"
            }
            """, references: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"])
}
