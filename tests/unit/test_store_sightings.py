"""When a defect was first met."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from nyx_audit.model.page import Page
from nyx_audit.store.history import History
from tests.support.history import HEALTH, LABOR, keep_at, said, visited


def test_a_defect_was_first_met_in_the_first_finished_run_of_its_site(tmp_path: Path) -> None:
    def failing(*names: str, site: str = "health") -> list[Page]:
        return [visited("", said("image-alt", *names), site=site)]

    at = datetime(2026, 11, 1, tzinfo=UTC)
    with History.open(tmp_path / "history.sqlite", write=True) as history:
        keep_at(history, at, failing("a", "b", site="labor"), sites=[LABOR])
        keep_at(history, at, failing("a"), sites=[HEALTH], finished=False)
        keep_at(history, at, failing("b"), sites=[HEALTH])
        keep_at(history, at, failing("a", "b"), sites=[HEALTH])
        names = ["image-alt-a", "image-alt-b", "image-alt-c"]
        assert history.first_failed("health", "group", names) == {"image-alt-a": 4, "image-alt-b": 3}
        assert history.first_failed("health", "fingerprint", names) == {"image-alt-a": 4, "image-alt-b": 3}
        assert history.first_failed("labor", "group", names) == {"image-alt-a": 1, "image-alt-b": 1}
        assert history.first_failed("health", "group", []) == {}
