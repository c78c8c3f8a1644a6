/// Ports that are not for everybody.
enum Ports {
    /// Of databases, caches, queues and cluster stores.
    static let databases: [Int: String] = [
        1433: "SQL Server", 1521: "Oracle", 2379: "etcd", 3306: "MySQL", 5432: "PostgreSQL", 5984: "CouchDB",
        6379: "Redis", 7000: "Cassandra", 7001: "Cassandra", 8086: "InfluxDB", 9042: "Cassandra",
        9200: "Elasticsearch", 9300: "Elasticsearch", 11211: "Memcached", 27017: "MongoDB", 27018: "MongoDB",
        50000: "Db2",
    ]
    /// By which a machine is administered.
    static let administration: [Int: String] = [
        20: "FTP", 21: "FTP", 22: "SSH", 23: "Telnet", 135: "RPC", 139: "NetBIOS", 445: "SMB", 2375: "Docker",
        2376: "Docker", 3389: "RDP", 5900: "VNC", 5985: "WinRM", 5986: "WinRM", 6443: "Kubernetes", 10250: "kubelet",
    ]

    /// What a range of ports opens; nil when it is harmless.
    static func service(in range: ClosedRange<Int>) -> String? {
        if range.lowerBound <= 1, range.upperBound >= 65_535 { return "all ports" }
        let ports = administration.merging(databases) { first, _ in first }
        guard let port = ports.keys.filter(range.contains).min(), let name = ports[port] else { return nil }
        return "port \(port) (\(name))"
    }

    /// Whether a network is all of the Internet.
    static func isEverywhere(_ network: String) -> Bool {
        ["0.0.0.0/0", "::/0", "*", "internet", "any", "0.0.0.0"].contains(network.lowercased())
    }
}
