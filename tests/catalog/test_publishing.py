"""Publishing the catalog, and a phone pulling it."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.catalog.models import CatalogVersion
from backend.catalog.operations import publish_seed
from backend.catalog.queries import catalog_of_version, current_catalog
from backend.domain.canonical import is_canonical
from backend.domain.errors import NotFoundError
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from tests.factories.people import create_technician
from tests.factories.signing_in import bearer_header

URL = "/api/v1/catalog"


def publish() -> int:
    with transaction():
        return publish_seed(utc_now()).version


def rename_organisation(app: Flask, name: str) -> None:
    app.extensions["fuwuka_settings"] = replace(app.extensions["fuwuka_settings"], organisation_en=name)


def test_publishing_twice_keeps_one_version(app: Flask) -> None:
    assert (publish(), publish()) == (1, 1)
    assert db.session.scalar(select(func.count()).select_from(CatalogVersion)) == 1


def test_a_change_is_a_new_version_and_the_old_one_stays_readable(app: Flask) -> None:
    publish()
    rename_organisation(app, "Other Ltd.")
    assert publish() == 2
    assert current_catalog()["organisation"]["name"]["en"] == "Other Ltd."
    assert catalog_of_version(1)["organisation"]["name"]["en"] != "Other Ltd."


def test_the_operators_thresholds_are_published_as_a_new_version(app: Flask, tmp_path: Path) -> None:
    publish()
    policy = tmp_path / "policy.yaml"
    policy.write_text("u_npe_highest: 2\n", encoding="utf-8")
    app.extensions["fuwuka_settings"] = replace(app.extensions["fuwuka_settings"], policy_file=str(policy))
    assert publish() == 2
    thresholds = [
        {row["id"]: row["max"] for row in catalog_of_version(version)["limits"]}["supply.u_npe"] for version in (1, 2)
    ]
    assert thresholds == ["5", "2"]


def test_publishing_by_command_says_the_version_and_refuses_a_senseless_threshold(app: Flask, tmp_path: Path) -> None:
    done = app.test_cli_runner().invoke(args=["catalog", "publish"])
    assert (done.exit_code, done.output) == (0, "the catalog is version 1\n")
    policy = tmp_path / "policy.yaml"
    policy.write_text("u_npe_highest: 50\n", encoding="utf-8")
    app.extensions["fuwuka_settings"] = replace(app.extensions["fuwuka_settings"], policy_file=str(policy))
    refused = app.test_cli_runner().invoke(args=["catalog", "publish"])
    assert refused.exit_code == 1
    assert "u_npe_highest" in refused.output


def test_without_a_published_catalog_asking_for_it_says_so(app: Flask) -> None:
    with pytest.raises(NotFoundError):
        current_catalog()


def test_a_phone_gets_the_whole_catalog_packed(app: Flask, client: FlaskClient) -> None:
    publish()
    headers = bearer_header(create_technician()) | {"Accept-Encoding": "gzip"}
    answer = client.get(URL, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < 80_000
    assert json.loads(gzip.decompress(answer.data))["version"] == 1


def test_without_gzip_the_same_catalog_comes_plain_and_canonical(app: Flask, client: FlaskClient) -> None:
    publish()
    answer = client.get(URL, headers=bearer_header(create_technician()))
    assert "Content-Encoding" not in answer.headers
    assert is_canonical(answer.data)


def test_a_phone_that_has_the_newest_catalog_gets_nothing_again(app: Flask, client: FlaskClient) -> None:
    publish()
    headers = bearer_header(create_technician())
    etag = client.get(URL, headers=headers).headers["ETag"]
    again = client.get(URL, headers=headers | {"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag


def test_a_phone_with_an_older_catalog_gets_the_new_one(app: Flask, client: FlaskClient) -> None:
    publish()
    headers = bearer_header(create_technician())
    etag = client.get(URL, headers=headers).headers["ETag"]
    rename_organisation(app, "Other Ltd.")
    publish()
    assert client.get(URL, headers=headers | {"If-None-Match": etag}).json["version"] == 2


def test_a_stranger_does_not_get_the_catalog(app: Flask, client: FlaskClient) -> None:
    publish()
    assert client.get(URL).status_code == 401
