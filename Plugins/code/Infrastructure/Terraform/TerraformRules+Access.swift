// What is checked of AWS: who may do what, and from where. A table of texts.

extension TerraformRules {
    static let awsAccess = [
        wildcardPolicy, publicPolicy, administrator, openFunction, publicImage, publicCluster, privilegedTask,
    ]

    static let wildcardPolicy = InfrastructureRule(
        "terraform.aws-wildcard-policy", "Policy that allows everything", .high, .high,
        cwes: ["CWE-269", "CWE-732"],
        why: """
            Whoever gets hold of these credentials owns the account: all data, all machines, all other users. \
            `iam:*` comes to the same, since it hands out every other right.
            """,
        fix: "List the actions that are needed, and the resources they are needed on.",
        bad: """
            resource "aws_iam_policy" "app" {
              policy = jsonencode({
                Version   = "2012-10-17"
                Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
              })
            }
            """,
        good: """
            resource "aws_iam_policy" "app" {
              policy = jsonencode({
                Version   = "2012-10-17"
                Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.files.arn}/*" }]
              })
            }
            """, references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"])

    static let publicPolicy = InfrastructureRule(
        "terraform.aws-public-policy", "Policy that lets everybody act", .high, .medium,
        cwes: ["CWE-284", "CWE-732"],
        why: """
            The principal `*` without a condition is every account of AWS, and for many services every caller at \
            all.
            """,
        fix: """
            Name the accounts or services. Where it must be `*`, add a condition such as `aws:PrincipalOrgID` or \
            `aws:SourceArn`.
            """,
        bad: """
            data "aws_iam_policy_document" "queue" {
              statement {
                actions   = ["sqs:SendMessage"]
                resources = [aws_sqs_queue.jobs.arn]
                principals {
                  type        = "AWS"
                  identifiers = ["*"]
                }
              }
            }
            """,
        good: """
            data "aws_iam_policy_document" "queue" {
              statement {
                actions   = ["sqs:SendMessage"]
                resources = [aws_sqs_queue.jobs.arn]
                principals {
                  type        = "Service"
                  identifiers = ["sns.amazonaws.com"]
                }
              }
            }
            """,
        references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"])

    static let administrator = InfrastructureRule(
        "terraform.aws-administrator-policy", "Administrator rights attached", .medium, .medium,
        cwes: ["CWE-250", "CWE-269"],
        why: """
            `AdministratorAccess` allows everything in the account. On the role of a program it turns any flaw of \
            the program into one of the whole account.
            """,
        fix: "Attach a policy with the actions that are needed.",
        bad: """
            resource "aws_iam_role_policy_attachment" "deploy" {
              role       = aws_iam_role.deploy.name
              policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
            }
            """,
        good: """
            resource "aws_iam_role_policy_attachment" "deploy" {
              role       = aws_iam_role.deploy.name
              policy_arn = "arn:aws:iam::aws:policy/AmazonECS_FullAccess"
            }
            """, references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"])

    static let openFunction = InfrastructureRule(
        "terraform.aws-open-function", "Function that everybody may call", .medium, .high,
        cwes: ["CWE-306"],
        why: """
            Nobody is asked who they are: everything up to the function's own checks is open to the Internet, also \
            at your cost.
            """,
        fix: "Let AWS check signatures (`AWS_IAM`), or put a gateway with authorization before it.",
        bad: """
            resource "aws_lambda_function_url" "hook" {
              function_name      = "hook"
              authorization_type = "NONE"
            }
            """,
        good: """
            resource "aws_lambda_function_url" "hook" {
              function_name      = "hook"
              authorization_type = "AWS_IAM"
            }
            """, references: ["https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"])

    static let publicImage = InfrastructureRule(
        "terraform.aws-public-machine-image", "Machine image for everybody", .high, .high,
        cwes: ["CWE-552"],
        why: """
            Everybody can start the image and read its disk: programs, configuration, keys and logs left behind.
            """,
        fix: "Share it with the accounts that need it, by `account_id` or organization.",
        bad: """
            resource "aws_ami_launch_permission" "share" {
              image_id = aws_ami.base.id
              group    = "all"
            }
            """,
        good: """
            resource "aws_ami_launch_permission" "share" {
              image_id   = aws_ami.base.id
              account_id = "123456789012"
            }
            """, references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html"])

    static let publicCluster = InfrastructureRule(
        "terraform.aws-public-cluster-api", "API of a Kubernetes cluster open to the Internet", .medium, .medium,
        cwes: ["CWE-668"],
        why: "Stolen credentials, and flaws of the API server itself, can be used from anywhere.",
        fix: """
            Switch the public endpoint off, or list the networks that may reach it in `public_access_cidrs`.
            """,
        bad: """
            resource "aws_eks_cluster" "main" {
              name = "main"
              vpc_config {
                subnet_ids             = var.subnets
                endpoint_public_access = true
              }
            }
            """,
        good: """
            resource "aws_eks_cluster" "main" {
              name = "main"
              vpc_config {
                subnet_ids              = var.subnets
                endpoint_private_access = true
                endpoint_public_access  = false
              }
            }
            """, references: ["https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html"])

    static let privilegedTask = InfrastructureRule(
        "terraform.aws-privileged-task", "Container with all rights of its host", .high, .high,
        cwes: ["CWE-250"],
        why: """
            A privileged container reaches the devices and the kernel of its host, and through it every other task \
            there.
            """,
        fix: "Leave `privileged` out, and add the single Linux capability that is needed.",
        bad: """
            resource "aws_ecs_task_definition" "app" {
              family                = "app"
              container_definitions = jsonencode([{ name = "app", image = "acme/app:1.4", privileged = true }])
            }
            """,
        good: """
            resource "aws_ecs_task_definition" "app" {
              family                = "app"
              container_definitions = jsonencode([{ name = "app", image = "acme/app:1.4", privileged = false }])
            }
            """,
        references: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html"])
}
