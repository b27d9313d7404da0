"""The installed base: who lives where, with which appliances."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.domain.vocabulary import Language
from backend.infrastructure.database import Model, UtcDateTime, uuid_key


class Customer(Model):
    __tablename__ = "customers"
    __table_args__ = (Index(None, "center_id", "name"), Index(None, "phone"))

    id: Mapped[UUID] = uuid_key()
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20))  # E.164
    language: Mapped[str] = mapped_column(String(2), default=Language.ZH.value)
    vip: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(500), default="")
    messages: Mapped[bool] = mapped_column(default=True, server_default=true())  # may be told by text message
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    addresses: Mapped[list[Address]] = relationship(back_populates="customer", lazy="raise")


class Address(Model):
    """Structured, plus one line as given. `area` is what is shown before the job is accepted."""

    __tablename__ = "addresses"
    __table_args__ = (Index(None, "customer_id"),)

    id: Mapped[UUID] = uuid_key()
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    province: Mapped[str] = mapped_column(String(40), default="")
    city: Mapped[str] = mapped_column(String(40), default="")
    district: Mapped[str] = mapped_column(String(40), default="")
    compound: Mapped[str] = mapped_column(String(80), default="")
    unit: Mapped[str] = mapped_column(String(80), default="")
    line: Mapped[str] = mapped_column(String(240))
    access_note: Mapped[str] = mapped_column(String(240), default="")
    latitude: Mapped[str | None] = mapped_column(String(12))  # WGS-84, decimal string
    longitude: Mapped[str | None] = mapped_column(String(12))

    customer: Mapped[Customer] = relationship(back_populates="addresses", lazy="raise")

    @property
    def area(self) -> str:
        return " ".join(part for part in (self.district, self.compound) if part)


class Appliance(Model):
    """One device at a customer's address."""

    __tablename__ = "appliances"
    __table_args__ = (Index(None, "customer_id"), Index(None, "serial"))

    id: Mapped[UUID] = uuid_key()
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    address_id: Mapped[UUID] = mapped_column(ForeignKey("addresses.id"))
    category: Mapped[str] = mapped_column(String(40))  # a category id of the catalog
    brand: Mapped[str] = mapped_column(String(60), default="")
    model: Mapped[str] = mapped_column(String(60), default="")
    serial: Mapped[str] = mapped_column(String(60), default="")
    room: Mapped[str] = mapped_column(String(40), default="")
    rated_power_w: Mapped[int | None]
    protection_class: Mapped[str] = mapped_column(String(3), default="I")
    purchased_on: Mapped[date | None]
    installed_on: Mapped[date | None]
    retired: Mapped[bool] = mapped_column(default=False)


class Hazard(Model):
    """Something unsafe in a home that is still open, shown before the next visit."""

    __tablename__ = "hazards"
    __table_args__ = (Index(None, "customer_id"),)

    id: Mapped[UUID] = uuid_key()
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    appliance_id: Mapped[UUID | None] = mapped_column(ForeignKey("appliances.id"))
    source: Mapped[str] = mapped_column(String(60), default="")  # the check, rule or limit that found it
    by_test: Mapped[bool] = mapped_column(default=False)  # by the electrical test of a job
    level: Mapped[str] = mapped_column(String(10))  # an Urgency or Level value
    text_zh: Mapped[str] = mapped_column(String(240))
    text_en: Mapped[str] = mapped_column(String(240))
    found_on: Mapped[date]
    decision: Mapped[str] = mapped_column(String(12), default="")
    report_id: Mapped[UUID | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ApplianceCheck(Model):
    """An appliance was looked at while somebody was there for another one; once a visit, by its current report."""

    __tablename__ = "appliance_checks"
    __table_args__ = (Index(None, "customer_id"),)

    appliance_id: Mapped[UUID] = mapped_column(ForeignKey("appliances.id"), primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    report_id: Mapped[UUID]
    checked_on: Mapped[date]
    level: Mapped[str] = mapped_column(String(12))  # a Level: the worst finding
