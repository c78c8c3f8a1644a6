internal import GRDB
internal import Model

/// Rows of `components` and `component_relations`.
enum ComponentRecord {
    static func insert(_ components: [Component], scan: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO components (scan, ref, type, name, version, purl, licenses, scope, direct, hashes,
                    evidence, scanner)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (scan, ref) DO NOTHING
                """)
        try ColumnBinder.execute(statement, for: components) { row, component in
            try row.integer(scan)
            for text in [component.ref, component.type, component.name, component.version, component.purl] {
                try row.text(text)
            }
            try row.text(component.licenses)
            try row.text(component.scope.rawValue)
            try row.integer(component.direct ? 1 : 0)
            try row.json { $0.value(component.hashes) }
            try row.text(component.evidence?.stored)
            try row.text(component.scanner)
        }
    }

    static func insert(_ relations: [ComponentRelation], scan: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO component_relations (scan, from_ref, to_ref) VALUES (?, ?, ?)
                ON CONFLICT (scan, from_ref, to_ref) DO NOTHING
                """)
        try ColumnBinder.execute(statement, for: relations) { row, relation in
            try row.integer(scan)
            try row.text(relation.from)
            try row.text(relation.to)
        }
    }

    static func component(_ row: Row) throws -> Component {
        let scope: String = row["scope"]
        let evidence: String? = row["evidence"]
        return Component(
            ref: row["ref"], type: row["type"], name: row["name"], version: row["version"], purl: row["purl"],
            licenses: row["licenses"],
            scope: try StoredValue.required(ComponentScope(rawValue: scope), from: scope), direct: row["direct"],
            hashes: try StoredValue.strings(row["hashes"]),
            evidence: try evidence.map { Region(stored: try StoredValue.object($0)) }, scanner: row["scanner"])
    }
}

extension Region {
    fileprivate var stored: String {
        StoredValue.json { json in
            json.object { json in
                json.member("path", path)
                json.member("line_start", lineStart)
                json.member("line_end", lineEnd)
                json.member("column_start", columnStart)
                json.member("column_end", columnEnd)
                json.member("note", note)
            }
        }
    }

    fileprivate init(stored members: [String: JSONValue]) {
        self.init(
            path: members["path"]?.string ?? "", lineStart: members["line_start"]?.int,
            lineEnd: members["line_end"]?.int, columnStart: members["column_start"]?.int,
            columnEnd: members["column_end"]?.int, note: members["note"]?.string ?? "")
    }
}
