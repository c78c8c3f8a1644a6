// What the whole Internet reaches.

extension TerraformChecks {
    private static let everyPort = 0...65_535

    private func isOpen(_ block: TerraformBlock, _ names: String...) -> Bool {
        names.contains { module.texts(block, $0).contains(where: Ports.isEverywhere) }
    }

    private mutating func reportOpen(
        _ rule: InfrastructureRule, _ ports: ClosedRange<Int>, _ place: Range<Int>, _ resource: TerraformBlock
    ) {
        guard let service = Ports.service(in: ports) else { return }
        add(rule, "\(resource.label) opens \(service) to the whole Internet", place, resource, service)
    }
}

// MARK: - AWS

extension TerraformChecks {
    mutating func checkSecurityGroup(_ resource: TerraformBlock) {
        switch resource.kind {
        case "aws_security_group", "aws_default_security_group":
            for ingress in module.blocks(of: resource, "ingress")
            where isOpen(ingress, "cidr_blocks", "ipv6_cidr_blocks") {
                if let ports = ports(ingress, protocol: "protocol") {
                    reportOpen(TerraformRules.openIngress, ports, ingress.range, resource)
                }
            }
        case "aws_security_group_rule":
            guard module.text(resource, "type") == "ingress", isOpen(resource, "cidr_blocks", "ipv6_cidr_blocks"),
                let ports = ports(resource, protocol: "protocol")
            else { return }
            reportOpen(TerraformRules.openIngress, ports, resource.range, resource)
        case "aws_vpc_security_group_ingress_rule":
            guard isOpen(resource, "cidr_ipv4", "cidr_ipv6"), let ports = ports(resource, protocol: "ip_protocol")
            else {
                return
            }
            reportOpen(TerraformRules.openIngress, ports, resource.range, resource)
        default: break
        }
    }

    /// Nil when the ports are not known, or when there are none.
    private func ports(_ block: TerraformBlock, protocol name: String) -> ClosedRange<Int>? {
        guard let kind = module.text(block, name)?.lowercased() else { return nil }
        if kind == "-1" || kind == "all" { return Self.everyPort }
        guard ["tcp", "udp", "6", "17"].contains(kind), let from = module.number(block, "from_port"),
            let to = module.number(block, "to_port"), from <= to, from >= 0
        else { return nil }
        return from...to
    }
}

// MARK: - Azure and Google

extension TerraformChecks {
    mutating func checkAzureNetwork(_ resource: TerraformBlock) {
        switch resource.kind {
        case "azurerm_network_security_rule": checkAzureRule(resource, resource)
        case "azurerm_network_security_group":
            for rule in module.blocks(of: resource, "security_rule") { checkAzureRule(rule, resource) }
        default: break
        }
    }

    private mutating func checkAzureRule(_ rule: TerraformBlock, _ resource: TerraformBlock) {
        guard module.text(rule, "direction")?.lowercased() == "inbound",
            module.text(rule, "access")?.lowercased() == "allow", module.text(rule, "protocol")?.lowercased() != "icmp",
            isOpen(rule, "source_address_prefix", "source_address_prefixes")
        else { return }
        let ports = module.texts(rule, "destination_port_range") + module.texts(rule, "destination_port_ranges")
        for ports in ports.compactMap({ Self.range($0) }) {
            reportOpen(TerraformRules.azureOpenIngress, ports, rule.range, resource)
        }
    }

    mutating func checkFirewall(_ resource: TerraformBlock) {
        guard resource.kind == "google_compute_firewall", isOpen(resource, "source_ranges"),
            (module.text(resource, "direction") ?? "INGRESS") == "INGRESS",
            place(of: "disabled", in: resource, is: true, byDefault: false) == nil
        else { return }
        for allow in module.blocks(of: resource, "allow") {
            guard let kind = module.text(allow, "protocol")?.lowercased(),
                ["all", "tcp", "udp", "6", "17"].contains(kind)
            else { continue }
            let isLimited = kind != "all" && allow.attribute("ports") != nil
            let ports = isLimited ? module.texts(allow, "ports").compactMap { Self.range($0) } : [Self.everyPort]
            for ports in ports { reportOpen(TerraformRules.googleOpenIngress, ports, allow.range, resource) }
        }
    }

    /// `*`, `22` or `20-25`.
    private static func range(_ text: String) -> ClosedRange<Int>? {
        if text == "*" { return everyPort }
        let ends = text.split(separator: "-").map { Int($0) }
        guard let first = ends.first, let from = first, let last = ends.last, let to = last, from <= to else {
            return nil
        }
        return from...to
    }
}
