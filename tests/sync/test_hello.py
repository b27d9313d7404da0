from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from backend.app import create_app
from backend.config import Settings
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.sync.epoch import current_epoch
from backend.sync.models import Epoch
from tests.factories import create_technician, sign_in


def epoch_of_another_process(settings: Settings) -> str:
    with create_app(settings).app_context():
        epoch = current_epoch()
        db.session.remove()
        db.engine.dispose()
    return epoch


def test_hello_answers_anybody_and_names_nobody(client: FlaskClient) -> None:
    answer = client.get("/api/v1/hello")

    assert answer.status_code == 200
    assert (answer.json["service"], answer.json["user"], answer.json["csrf_token"]) == ("fuwuka", None, None)
    assert answer.json["report_versions"] == [1, 2]


def test_hello_tells_a_signed_in_phone_who_it_is(client: FlaskClient) -> None:
    technician = create_technician()
    csrf = sign_in(client, technician)

    answer = client.get("/api/v1/hello").json

    assert answer["user"]["id"] == str(technician.id)
    assert answer["user"]["instruments"][0]["kind"] == "multimeter"
    assert answer["csrf_token"] in csrf.values()


def test_the_epoch_stays_across_restarts(app: Flask, settings: Settings) -> None:
    before = current_epoch()

    assert epoch_of_another_process(settings) == before
    assert (settings.data_dir / "epoch").read_text().strip() == before


def test_an_older_copy_of_the_database_begins_a_new_epoch_by_itself_and_only_once(
    app: Flask, settings: Settings
) -> None:
    before = current_epoch()
    with transaction():  # the copy that came back had never heard of the present epoch
        db.session.query(Epoch).filter_by(epoch=before).update({"epoch": "of-the-backup"})

    after = epoch_of_another_process(settings)
    (settings.data_dir / "epoch").write_text(before)  # another server that still remembers the first one

    assert epoch_of_another_process(settings) == after
    assert after not in (before, "of-the-backup")
