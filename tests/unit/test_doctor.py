"""What the doctor finds on a good and on a bad machine."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from sceptic.config import Settings
from sceptic.doctor import Finding, Level, findings
from sceptic.library.ingest import ingest
from sceptic.library.store import FILE
from tests.library_samples import article, write
from tests.reader_samples import encoder_folder, write_weights


def found(settings: Settings, *, online: bool = False) -> dict[str, Finding]:
    return {one.name: one for one in findings(settings, online=online)}


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    ingest([write(tmp_path / "a.xml", *map(article, range(1, 6)))], tmp_path / "lib")
    return tmp_path / "lib"


def test_the_machine_of_the_tests_is_fit() -> None:
    everything = found(Settings())
    assert [one.name for one in everything.values() if one.level is Level.FAIL] == []
    assert {"python", "tantivy", "lxml", "disk", "memory", "writing", "text"} <= set(everything)
    assert everything["library"].level is Level.WARN
    assert "sync" in everything["library"].hint
    assert "files" not in everything, "no network unless asked for"


def test_a_sound_library_that_is_a_part_of_pubmed(lib: Path) -> None:
    everything = found(Settings(library=str(lib)))
    assert everything["library"].level is Level.OK
    assert "5 records" in everything["library"].text
    assert everything["complete"].level is Level.WARN


def test_a_library_of_another_format_and_one_whose_index_is_lost(lib: Path) -> None:
    shutil.rmtree(lib / "index")
    lost = found(Settings(library=str(lib)))["library"]
    assert lost.level is Level.FAIL
    assert lost.hint
    db = sqlite3.connect(lib / FILE)
    db.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    db.commit()
    db.close()
    other = found(Settings(library=str(lib)))["library"]
    assert other.level is Level.FAIL
    assert "format 99" in other.text


def test_a_library_that_is_not_there(tmp_path: Path) -> None:
    assert found(Settings(library=str(tmp_path / "none")))["library"].level is Level.FAIL


def test_a_missing_and_an_old_dependency(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = ["nothing_of_the_kind>=1.0", "msgspec>=99.0", "mypy>=1; extra == 'test'"]
    monkeypatch.setattr("sceptic.doctor.metadata.requires", lambda _: needs)
    everything = found(Settings())
    assert everything["nothing_of_the_kind"].level is Level.FAIL
    assert everything["msgspec"].level is Level.FAIL
    assert "needed 99.0" in everything["msgspec"].text
    assert "mypy" not in everything


def test_a_small_disk_and_a_terminal_of_another_age(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=10**9)
    monkeypatch.setattr("sceptic.doctor.shutil.disk_usage", lambda _: usage)

    class Old:
        encoding = "ISO-8859-1"

    monkeypatch.setattr("sceptic.doctor.sys.stdout", Old())
    everything = found(Settings())
    assert everything["disk"].level is Level.WARN
    assert everything["text"].level is Level.WARN
    assert "UTF" in everything["text"].hint


def test_servers_that_answer_and_servers_that_do_not(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/pubmed/", method="HEAD").respond_with_data("")
    httpserver.expect_request("/eutils/einfo.fcgi").respond_with_json(
        {"einforesult": {"dbinfo": [{"count": "38000000", "lastupdate": "2026/11/21 10:00"}]}}
    )
    address, gone = httpserver.url_for("/pubmed/"), httpserver.url_for("/gone/")
    good = found(Settings(pubmed_files=address, eutils=httpserver.url_for("/eutils/")), online=True)
    assert good["files"].level is Level.OK
    assert good["e-utilities"].level is Level.OK
    bad = found(Settings(pubmed_files=gone, eutils=gone), online=True)
    assert bad["files"].level is Level.WARN
    assert bad["e-utilities"].level is Level.WARN


def test_a_folder_in_place_of_the_server(tmp_path: Path) -> None:
    settings = Settings(pubmed_files=str(tmp_path), eutils="http://127.0.0.1:9/")
    assert found(settings, online=True)["files"].level is Level.OK


def test_the_encoder_is_there_absent_or_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sceptic.readers.choice.shipped_folder", lambda: tmp_path)
    absent = found(Settings())["encoder"]
    assert absent.level is Level.OK
    assert "weights are missing" in absent.text
    write_weights(tmp_path)
    (tmp_path / "encoder.int8.onnx").write_bytes(b"cut")
    damaged = found(Settings())["encoder"]
    assert damaged.level is Level.WARN
    assert damaged.hint
    monkeypatch.setattr("sceptic.readers.choice.util.find_spec", lambda _: None)
    write_weights(tmp_path)
    bare = found(Settings())["encoder"]
    assert bare.level is Level.OK
    assert "pip install" in bare.hint


def test_an_encoder_that_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = encoder_folder()
    monkeypatch.setattr("sceptic.readers.choice.shipped_folder", lambda: folder)
    encoder = found(Settings())["encoder"]
    assert encoder.level is Level.OK
    assert "onnxruntime" in encoder.text
