<?php

namespace Clinic;

use PDO;

final class Database
{
    private PDO $pdo;

    public function __construct(string $dsn)
    {
        $this->pdo = new PDO($dsn);
        $this->pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
    }

    public function fetchAll(string $sql, array $bindings = []): array
    {
        // ruleid: sql-injection
        $statement = $this->pdo->prepare($sql);
        $statement->execute($bindings);
        return $statement->fetchAll(PDO::FETCH_ASSOC);
    }

    public function quoted(string $text): string
    {
        return $this->pdo->quote($text);
    }

    public function countOf(string $table): int
    {
        if (!in_array($table, ['patients', 'visits'], true)) {
            throw new \InvalidArgumentException('unknown table');
        }
        // ok: sql-injection
        return (int) $this->pdo->query("SELECT COUNT(*) FROM $table")->fetchColumn();
    }
}
