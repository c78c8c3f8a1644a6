"""FastAPI and SQLAlchemy: typed parameters, text() and the expression language."""
from enum import Enum
from uuid import UUID

import asyncpg
from fastapi import Body, Depends, FastAPI, Form, Header, Query, Request
from pydantic import BaseModel
from sqlalchemy import Column, Integer, String, create_engine, select, text
from sqlalchemy.orm import Session, declarative_base

app = FastAPI()
engine = create_engine("postgresql:///cinema")
Base = declarative_base()


class Film(Base):
    __tablename__ = "films"
    id = Column(Integer, primary_key=True)
    title = Column(String)


class Order(str, Enum):
    newest = "newest"
    oldest = "oldest"


class Booking(BaseModel):
    seat: int
    note: str


def session():
    with Session(engine) as opened:
        yield opened


@app.get("/films")
def films(title: str, opened: Session = Depends(session)):
    # ruleid: sql-injection
    found = opened.execute(text(f"SELECT * FROM films WHERE title = '{title}'"))
    return {"count": len(found.all())}


@app.get("/films/bound")
def films_bound(title: str, opened: Session = Depends(session)):
    # ok: sql-injection
    found = opened.execute(text("SELECT * FROM films WHERE title = :title"), {"title": title})
    return {"count": len(found.all())}


@app.get("/films/{number}")
def film(number: int, opened: Session = Depends(session)):
    # ok: sql-injection
    found = opened.execute(text(f"SELECT * FROM films WHERE id = {number}"))
    return {"count": len(found.all())}


@app.get("/films/by-key/{key}")
def film_by_key(key: UUID, opened: Session = Depends(session)):
    # ok: sql-injection
    found = opened.execute(text("SELECT * FROM films WHERE key = '" + str(key) + "'"))
    return {"count": len(found.all())}


@app.get("/films/expression")
def films_by_expression(title: str, opened: Session = Depends(session)):
    # ok: sql-injection
    found = opened.execute(select(Film).where(Film.title == title).order_by(Film.id))
    return {"count": len(found.all())}


@app.get("/films/filter-text")
def films_by_filter_text(year: str = Query("1999"), opened: Session = Depends(session)):
    # ruleid: sql-injection
    found = opened.query(Film).filter(text("year = " + year)).all()
    return {"count": len(found)}


@app.get("/films/filter-bound")
def films_by_filter_bound(year: str = Query("1999"), opened: Session = Depends(session)):
    # ok: sql-injection
    found = opened.query(Film).filter(text("year = :year")).params(year=year).all()
    return {"count": len(found)}


@app.post("/bookings")
async def book(booking: Booking):
    with engine.connect() as connected:
        # ruleid: sql-injection
        connected.execute(text("INSERT INTO bookings (note) VALUES ('" + booking.note + "')"))
    return {"booked": True}


@app.post("/bookings/values")
async def book_by_values(note: str = Form()):
    with engine.connect() as connected:
        # ok: sql-injection
        connected.execute(text("INSERT INTO bookings (note) VALUES (:note)").bindparams(note=note))
    return {"booked": True}


@app.get("/audit")
async def audit(x_tenant: str = Header()):
    with engine.connect() as connected:
        # ruleid: sql-injection
        connected.exec_driver_sql("SELECT * FROM audit WHERE tenant = '%s'" % x_tenant)
    return {"ok": True}


@app.get("/audit/bound")
async def audit_bound(x_tenant: str = Header()):
    with engine.connect() as connected:
        # ok: sql-injection
        connected.exec_driver_sql("SELECT * FROM audit WHERE tenant = %(tenant)s", {"tenant": x_tenant})
    return {"ok": True}


@app.put("/halls")
async def rename_hall(request: Request):
    sent = await request.json()
    pool = await asyncpg.create_pool()
    # ruleid: sql-injection
    await pool.execute("UPDATE halls SET name = '" + sent["name"] + "' WHERE id = 1")
    return {"renamed": True}


@app.put("/halls/bound")
async def rename_hall_bound(request: Request):
    sent = await request.json()
    pool = await asyncpg.create_pool()
    # ok: sql-injection
    await pool.execute("UPDATE halls SET name = $1 WHERE id = 1", sent["name"])
    return {"renamed": True}


@app.get("/halls/fetch")
async def fetch_halls(request: Request):
    wanted = request.query_params["wanted"]
    connected = await asyncpg.connect()
    # ruleid: sql-injection
    return {"count": len(await connected.fetch(f"SELECT * FROM halls WHERE name LIKE '{wanted}%'"))}


@app.get("/tickets")
def tickets(order: Order, opened: Session = Depends(session)):
    direction = {Order.newest: "DESC", Order.oldest: "ASC"}[order]
    # ok: sql-injection
    found = opened.execute(text("SELECT * FROM tickets ORDER BY sold_at " + direction))
    return {"count": len(found.all())}


@app.delete("/tickets")
def delete_tickets(reason: str = Body(embed=True), opened: Session = Depends(session)):
    statement = text("DELETE FROM tickets WHERE reason = '{}'".format(reason.replace('"', "")))
    # ruleid: sql-injection
    opened.execute(statement)
    return {"deleted": True}
