internal import GRDB
internal import Model

/// Rows of `components` and `component_relations`.
enum ComponentRecord {
    static func insert(_ components: [Component], scanID: String, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO components (scan_id, ref, type, name, version, purl, licenses, scope, direct, hashes,
                    evidence, scanner)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (scan_id, ref) DO NOTHING
                """)
        for component in components {
            statement.setUncheckedArguments([
                scanID, StoredValue.text(component.ref), StoredValue.text(component.type),
                StoredValue.text(component.name), StoredValue.text(component.version),
                StoredValue.text(component.purl), StoredValue.text(component.licenses), component.scope.rawValue,
                component.direct, StoredValue.json { $0.value(component.hashes) },
                component.evidence.map(\.stored), StoredValue.text(component.scanner),
            ])
            try statement.execute()
        }
    }

    static func insert(_ relations: [ComponentRelation], scanID: String, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO component_relations (scan_id, from_ref, to_ref) VALUES (?, ?, ?)
                ON CONFLICT (scan_id, from_ref, to_ref) DO NOTHING
                """)
        for relation in relations {
            statement.setUncheckedArguments([scanID, StoredValue.text(relation.from), StoredValue.text(relation.to)])
            try statement.execute()
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
