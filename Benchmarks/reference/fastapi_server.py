"""The reference for read-only routes: the same answers by FastAPI and pydantic from the same SQLite file."""

import json
import os
import sqlite3
import threading
from datetime import datetime, timezone
from typing import Any

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
local = threading.local()


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


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(f"file:{os.environ['BENCH_DB']}?mode=ro", uri=True)
        local.connection.row_factory = sqlite3.Row
    return local.connection


def moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else datetime.fromtimestamp(microseconds / 1e6, timezone.utc)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/api/v1/scans/{scan_id}", response_model=Scan)
def scan(scan_id: str) -> Scan:
    row = connection().execute("SELECT * FROM scans WHERE id = ?", (scan_id,)).fetchone()
    if row is None:
        raise HTTPException(404, "Scan not found")
    return Scan(
        id=row["id"], target_path=row["target_path"], scan_types=json.loads(row["scan_types"]), status=row["status"],
        created_at=moment(row["created_at"]), started_at=moment(row["started_at"]),
        completed_at=moment(row["completed_at"]),
        findings_count=row["critical"] + row["high"] + row["medium"] + row["low"] + row["info"],
        risk_score=row["risk_score"], summary=row["summary"], error=row["error"],
        scanners_run=json.loads(row["scanners_run"]), scanners_skipped=json.loads(row["scanners_skipped"]))
