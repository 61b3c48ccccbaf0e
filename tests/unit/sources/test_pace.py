from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sceptic.sources.pace import Pace
from tests.fake_pubmed import Clock


def test_requests_are_spaced(tmp_path: Path) -> None:
    clock = Clock()
    pace = Pace(0.35, tmp_path / "pace", clock=clock, sleep=clock.sleep)
    start = clock.now
    assert all(pace.wait() for _ in range(4))
    assert clock.now - start == pytest.approx(1.05)


def test_two_share_one_file_and_two_without_do_not(tmp_path: Path) -> None:
    clock = Clock()
    one, two = (
        Pace(0.35, tmp_path / "deep" / "pace", clock=clock, sleep=clock.sleep) for _ in range(2)
    )
    start = clock.now
    for pace in (one, two, one, two):
        pace.wait()
    assert clock.now - start == pytest.approx(1.05)
    alone = Pace(0.35, clock=clock, sleep=clock.sleep)
    alone.wait()
    assert clock.now - start == pytest.approx(1.05)


def test_a_slot_too_far_away_is_left_to_others(tmp_path: Path) -> None:
    clock = Clock()
    pace = Pace(0.35, tmp_path / "pace", clock=clock, sleep=clock.sleep)
    pace.hold(10)
    assert not pace.wait(2)
    assert not clock.slept
    assert pace.wait(20)
    assert clock.slept == [pytest.approx(10)]


def test_a_clock_set_back_and_a_spoilt_file_do_not_block(tmp_path: Path) -> None:
    clock = Clock()
    file = tmp_path / "pace"
    for text in ("9999999999.0", "nonsense", "", "nan"):
        file.write_text(text)
        pace = Pace(0.35, file, clock=clock, sleep=clock.sleep)
        assert pace.wait(1.0), text
    assert sum(clock.slept) < 2


def test_where_nothing_can_be_written_the_process_paces_itself(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    clock = Clock()
    pace = Pace(0.35, tmp_path / "file" / "pace", clock=clock, sleep=clock.sleep)
    start = clock.now
    assert pace.wait()
    assert pace.wait()
    assert clock.now - start == pytest.approx(0.35)


def test_no_limit_is_no_wait() -> None:
    clock = Clock()
    pace = Pace(0, clock=clock, sleep=clock.sleep)
    pace.hold(9)
    assert pace.wait()
    assert not clock.slept


def test_real_processes_take_different_slots(tmp_path: Path) -> None:
    """Four processes, five requests each: twenty slots one behind the other in the shared file."""
    code = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from sceptic.sources.pace import Pace
        print(time.time())
        pace = Pace(2.0, Path(sys.argv[1]), sleep=lambda seconds: None)
        assert all(pace.wait() for _ in range(5))
        """
    )
    file = tmp_path / "pace"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    began = []
    for process in running:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        began.append(float(out))
    assert float(file.read_text()) - min(began) >= 20 * 2.0 - 0.001
