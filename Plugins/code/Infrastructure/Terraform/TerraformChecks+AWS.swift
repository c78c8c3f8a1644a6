extension TerraformChecks {
    mutating func checkAWS(_ resource: TerraformBlock) {
        checkSecurityGroup(resource)
        checkAttachment(resource)
        checkEncryption(resource)
        checkReach(resource)
        checkTransport(resource)
        switch resource.kind {
        case "aws_s3_bucket", "aws_s3_bucket_acl": checkBucket(resource)
        case "aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block": checkPublicAccessBlock(resource)
        case "aws_instance", "aws_launch_template", "aws_launch_configuration": checkMachine(resource)
        case "aws_kms_key": checkKey(resource)
        case "aws_cloudtrail": checkTrail(resource)
        case "aws_eks_cluster": checkCluster(resource)
        case "aws_ecr_repository": checkRepository(resource)
        case "aws_ecs_task_definition": checkTask(resource)
        default: break
        }
    }
}

// MARK: - Storage

extension TerraformChecks {
    private mutating func checkBucket(_ resource: TerraformBlock) {
        guard let place = place(of: "acl", in: resource, among: ["public-read", "public-read-write", "website"]) else {
            return
        }
        add(TerraformRules.publicBucket, "everybody can read \(resource.label)", place, resource)
    }

    private mutating func checkPublicAccessBlock(_ resource: TerraformBlock) {
        for name in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
            guard let place = place(of: name, in: resource, is: false, byDefault: false) else { continue }
            add(TerraformRules.publicAccessBlock, "\(name) of \(resource.label) is off", place, resource, name)
        }
    }

    /// The switch that encrypts, by the kind of storage.
    private static let encryption: [String: String] = [
        "aws_ebs_volume": "encrypted", "aws_db_instance": "storage_encrypted", "aws_rds_cluster": "storage_encrypted",
        "aws_docdb_cluster": "storage_encrypted", "aws_neptune_cluster": "storage_encrypted",
        "aws_efs_file_system": "encrypted", "aws_elasticache_replication_group": "at_rest_encryption_enabled",
    ]
    /// What is made from something else is encrypted as that was.
    private static let origins = [
        "snapshot_identifier", "snapshot_id", "snapshot_name", "snapshot_arns", "replicate_source_db",
        "replication_source_identifier", "global_cluster_identifier", "global_replication_group_id",
        "restore_to_point_in_time", "s3_import",
    ]

    private mutating func checkEncryption(_ resource: TerraformBlock) {
        if let name = Self.encryption[resource.kind], module.text(resource, "engine_mode") != "serverless",
            !Self.origins.contains(where: { resource.attribute($0) != nil || !resource.blocks($0).isEmpty }),
            let place = place(of: name, in: resource, is: false, byDefault: false)
        {
            add(TerraformRules.unencrypted, "\(resource.label) is stored without encryption", place, resource)
        }
        // Where the account or a newer version of the provider decides, only what is written counts.
        var written = resource.kind == "aws_redshift_cluster" ? [resource] : []
        if resource.kind == "aws_instance" || resource.kind == "aws_launch_configuration" {
            written += ["root_block_device", "ebs_block_device"].flatMap { resource.blocks($0) }
        }
        if resource.kind == "aws_launch_template" {
            written += resource.blocks("block_device_mappings").flatMap { $0.blocks("ebs") }
        }
        for block in written {
            guard let place = place(of: "encrypted", in: block, is: false, byDefault: true) else { continue }
            add(TerraformRules.unencrypted, "a disk of \(resource.label) is stored without encryption", place, resource)
        }
    }
}

// MARK: - Who reaches it

extension TerraformChecks {
    private static let databases: Set<String> = [
        "aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance",
        "aws_redshiftserverless_workgroup",
    ]

    private mutating func checkReach(_ resource: TerraformBlock) {
        if Self.databases.contains(resource.kind),
            let place = place(of: "publicly_accessible", in: resource, is: true, byDefault: false)
        {
            add(TerraformRules.publicDatabase, "\(resource.label) has an address on the Internet", place, resource)
        }
        if resource.kind == "aws_lambda_function_url",
            let place = place(of: "authorization_type", in: resource, among: ["none"])
        {
            add(TerraformRules.openFunction, "everybody may call \(resource.label)", place, resource)
        }
        if resource.kind == "aws_lambda_permission", let place = place(of: "principal", in: resource, among: ["*"]),
            !["source_arn", "source_account", "principal_org_id", "function_url_auth_type"].contains(where: {
                resource.attribute($0) != nil
            })
        {
            add(TerraformRules.openFunction, "\(resource.label) lets everybody call the function", place, resource)
        }
        if resource.kind == "aws_ami_launch_permission", let place = place(of: "group", in: resource, among: ["all"]) {
            add(TerraformRules.publicImage, "everybody may start machines from \(resource.label)", place, resource)
        }
    }

    private mutating func checkCluster(_ resource: TerraformBlock) {
        for network in module.blocks(of: resource, "vpc_config") {
            guard let access = place(of: "endpoint_public_access", in: network, is: true, byDefault: true) else {
                continue
            }
            let networks = network.attribute("public_access_cidrs")
            if let networks {
                guard module.texts(networks.expression).contains(where: Ports.isEverywhere) else { continue }
            }
            add(
                TerraformRules.publicCluster, "the whole Internet reaches the API of \(resource.label)",
                networks?.range ?? access, resource)
        }
    }
}

// MARK: - Machines, keys, trails, images

extension TerraformChecks {
    private mutating func checkMachine(_ resource: TerraformBlock) {
        let options = module.blocks(of: resource, "metadata_options")
        guard let block = options.first else {
            // A launch template may say it for an instance.
            guard resource.blocks("launch_template").isEmpty else { return }
            return add(
                TerraformRules.metadataService, "\(resource.label) answers metadata requests without a token",
                resource.header, resource)
        }
        guard module.text(block, "http_endpoint") != "disabled" else { return }
        let place: Range<Int>
        switch module.string(block, "http_tokens") {
        case .missing: place = block.header
        case .known(let text) where text != "required": place = block.attribute("http_tokens")?.range ?? block.header
        case .known, .unknown: return
        }
        add(
            TerraformRules.metadataService, "\(resource.label) answers metadata requests without a token", place,
            resource)
    }

    private mutating func checkKey(_ resource: TerraformBlock) {
        let spec = module.string(resource, "customer_master_key_spec")
        let usage = module.string(resource, "key_usage")
        for (setting, usual) in [(spec, "SYMMETRIC_DEFAULT"), (usage, "ENCRYPT_DECRYPT")] {
            switch setting {
            case .missing: continue
            case .known(let text) where text == usual: continue
            case .known, .unknown: return
            }
        }
        guard resource.attribute("custom_key_store_id") == nil,
            let place = place(of: "enable_key_rotation", in: resource, is: false, byDefault: false)
        else { return }
        add(TerraformRules.keyRotation, "\(resource.label) keeps its key for ever", place, resource)
    }

    private mutating func checkTrail(_ resource: TerraformBlock) {
        let switches = [
            ("is_multi_region_trail", false, "sees one region only"),
            ("enable_log_file_validation", false, "does not show when its files were changed"),
            ("enable_logging", true, "is switched off"),
        ]
        for (name, byDefault, what) in switches {
            guard let place = place(of: name, in: resource, is: false, byDefault: byDefault) else { continue }
            add(TerraformRules.weakTrail, "\(resource.label) \(what)", place, resource, name)
        }
    }

    private mutating func checkRepository(_ resource: TerraformBlock) {
        switch module.string(resource, "image_tag_mutability") {
        case .missing:
            add(TerraformRules.mutableTags, "tags of \(resource.label) can be moved", resource.header, resource)
        case .known("MUTABLE"):
            let place = resource.attribute("image_tag_mutability")?.range ?? resource.header
            add(TerraformRules.mutableTags, "tags of \(resource.label) can be moved", place, resource)
        case .known, .unknown: break
        }
    }

    private mutating func checkTask(_ resource: TerraformBlock) {
        guard let attribute = resource.attribute("container_definitions") else { return }
        for container in TerraformPolicyNode.terraform(attribute.expression, module).elements {
            guard case .terraform(let expression, _) = container,
                case .object(let entries) = module.resolve(expression),
                let entry = entries.last(where: { $0.key == "privileged" }),
                case .bool(true) = module.resolve(entry.value)
            else { continue }
            add(
                TerraformRules.privilegedTask, "a container of \(resource.label) has all rights of its host",
                entry.value.range, resource)
        }
    }
}

// MARK: - Transport

extension TerraformChecks {
    /// Policies of load balancers that still offer TLS 1.0 or 1.1, without the date at their end.
    private static let oldPolicies: Set<String> = [
        "elbsecuritypolicy-2016-08", "elbsecuritypolicy-2015-05", "elbsecuritypolicy-tls-1-0-2015-04",
        "elbsecuritypolicy-tls-1-1-2017-01", "elbsecuritypolicy-fs-2018-06", "elbsecuritypolicy-fs-1-1-2019-08",
        "elbsecuritypolicy-tls13-1-0-2021-06", "elbsecuritypolicy-tls13-1-1-2021-06",
    ]
    private static let oldVersions: Set<String> = ["sslv3", "tlsv1", "tlsv1_2016", "tlsv1.1_2016"]

    private mutating func checkTransport(_ resource: TerraformBlock) {
        switch resource.kind {
        case "aws_lb_listener", "aws_alb_listener":
            checkListener(resource)
            reportOldTLS(place(of: "ssl_policy", in: resource, among: Self.oldPolicies), resource)
        case "aws_cloudfront_distribution":
            for behavior in ["default_cache_behavior", "ordered_cache_behavior"].flatMap({ resource.blocks($0) }) {
                guard let place = place(of: "viewer_protocol_policy", in: behavior, among: ["allow-all"]) else {
                    continue
                }
                add(TerraformRules.plainTransport, "\(resource.label) answers without encryption", place, resource)
            }
            for certificate in resource.blocks("viewer_certificate") {
                reportOldTLS(
                    place(of: "minimum_protocol_version", in: certificate, among: Self.oldVersions), resource)
            }
        case "aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name":
            for block in [resource] + resource.blocks("domain_name_configuration") {
                reportOldTLS(place(of: "security_policy", in: block, among: ["tls_1_0"]), resource)
            }
        case "aws_elasticache_replication_group":
            guard let place = place(of: "transit_encryption_enabled", in: resource, is: false, byDefault: false) else {
                return
            }
            add(TerraformRules.plainTransport, "\(resource.label) answers without encryption", place, resource)
        default: break
        }
    }

    /// Plain requests that are sent on to the encrypted address are fine.
    private mutating func checkListener(_ resource: TerraformBlock) {
        guard let place = place(of: "protocol", in: resource, among: ["http"]) else { return }
        let actions = module.blocks(of: resource, "default_action")
        guard !actions.isEmpty, actions.allSatisfy({ module.text($0, "type") == "forward" }) else { return }
        add(TerraformRules.plainTransport, "\(resource.label) takes requests without encryption", place, resource)
    }

    private mutating func reportOldTLS(_ place: Range<Int>?, _ resource: TerraformBlock) {
        guard let place else { return }
        add(TerraformRules.oldTLS, "\(resource.label) still speaks TLS older than 1.2", place, resource)
    }
}
