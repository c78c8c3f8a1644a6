"""The reference for the API's routes: the same answers by FastAPI and pydantic from a copy of the same SQLite file."""

import json
import os
import sqlite3
import threading
from datetime import datetime, timezone
from typing import Any

from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel

app = FastAPI()
local = threading.local()
SEVERITIES = ["critical", "high", "medium", "low", "info"]
CONFIDENCES = ["low", "medium", "high"]


class Scan(BaseModel):
    id: str
    target_path: str
    scan_types: list[str]
    status: str
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    findings_count: int
    risk_score: float
    summary: str | None
    error: str | None
    scanners_run: list[str]
    scanners_skipped: list[dict[str, Any]]


class State(BaseModel):
    fingerprint: str
    status: str
    note: str | None
    updated_at: datetime
    updated_by: str | None


class Finding(BaseModel):
    id: str
    scan_id: str
    scanner: str
    scan_type: str
    severity: str
    title: str
    description: str
    file_path: str
    line_start: int | None
    line_end: int | None
    rule_id: str
    cwe: str | None
    remediation: str | None
    confidence: str
    metadata: dict[str, Any]
    compliance_tags: list[str]
    fingerprint: str
    state: State | None


class Verdict(BaseModel):
    status: str
    note: str | None = None
    updated_by: str | None = None


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(os.environ["BENCH_DB"], timeout=10)
        local.connection.execute("PRAGMA journal_mode = WAL")
        local.connection.execute("PRAGMA synchronous = FULL")
        local.connection.row_factory = sqlite3.Row
    return local.connection


def moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else datetime.fromtimestamp(microseconds / 1e6, timezone.utc)


def to_scan(row: sqlite3.Row) -> Scan:
    return Scan(
        id=row["id"], target_path=row["target_path"], scan_types=json.loads(row["scan_types"]), status=row["status"],
        created_at=moment(row["created_at"]), started_at=moment(row["started_at"]),
        completed_at=moment(row["completed_at"]), findings_count=sum(row[name] for name in SEVERITIES),
        risk_score=row["risk_score"], summary=row["summary"], error=row["error"],
        scanners_run=json.loads(row["scanners_run"]), scanners_skipped=json.loads(row["scanners_skipped"]))


def to_finding(row: sqlite3.Row, scan_id: str) -> Finding:
    state = None
    if row["status"] is not None:
        state = State(
            fingerprint=row["fingerprint"], status=row["status"], note=row["note"],
            updated_at=moment(row["updated_at"]), updated_by=row["updated_by"])
    return Finding(
        id=row["id"], scan_id=scan_id, scanner=row["scanner"], scan_type=row["scan_type"],
        severity=SEVERITIES[row["severity_order"]], title=row["title"], description=row["description"],
        file_path=row["file_path"], line_start=row["line_start"] or None, line_end=row["line_end"],
        rule_id=row["rule_id"], cwe=row["cwe"], remediation=row["remediation"],
        confidence=CONFIDENCES[row["confidence"]], metadata=json.loads(row["metadata"]),
        compliance_tags=json.loads(row["compliance_tags"]), fingerprint=row["fingerprint"], state=state)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/api/v1/scans", response_model=list[Scan])
def scans(limit: int = Query(50, ge=1, le=500)) -> list[Scan]:
    rows = connection().execute("SELECT * FROM scans ORDER BY created_at DESC, id DESC LIMIT ?", (limit,))
    return [to_scan(row) for row in rows]


@app.get("/api/v1/scans/{scan_id}", response_model=Scan)
def scan(scan_id: str) -> Scan:
    row = connection().execute("SELECT * FROM scans WHERE id = ?", (scan_id,)).fetchone()
    if row is None:
        raise HTTPException(404, "Scan not found")
    return to_scan(row)


@app.get("/api/v1/scans/{scan_id}/findings", response_model=list[Finding])
def findings(scan_id: str, limit: int = Query(100, ge=1, le=10_000)) -> list[Finding]:
    row = connection().execute("SELECT number FROM scans WHERE id = ?", (scan_id,)).fetchone()
    if row is None:
        raise HTTPException(404, "Scan not found")
    rows = connection().execute(
        "SELECT f.*, s.status, s.note, s.updated_at, s.updated_by FROM findings f"
        " LEFT JOIN finding_states s ON s.fingerprint = f.fingerprint WHERE f.scan = ?"
        " ORDER BY severity_order, file_path, line_start, rule_id, title, f.id LIMIT ?", (row["number"], limit))
    return [to_finding(row, scan_id) for row in rows]


@app.patch("/api/v1/findings/{fingerprint}/state", response_model=State)
def decide(fingerprint: str, verdict: Verdict) -> State:
    now = datetime.now(timezone.utc)
    db = connection()
    with db:
        db.execute(
            "INSERT INTO finding_states (fingerprint, status, note, updated_at, updated_by) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (fingerprint) DO UPDATE SET status = excluded.status, note = excluded.note,"
            " updated_at = excluded.updated_at, updated_by = excluded.updated_by",
            (fingerprint, verdict.status, verdict.note, int(now.timestamp() * 1e6), verdict.updated_by))
    return State(
        fingerprint=fingerprint, status=verdict.status, note=verdict.note, updated_at=now,
        updated_by=verdict.updated_by)
