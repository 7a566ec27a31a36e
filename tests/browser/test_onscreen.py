"""What can be brought into view is on the screen, for axe-core's own checks, too."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from nyx_audit.browser.onscreen import GIVEN, with_our_screen


def test_the_function_of_the_packaged_engine_is_found_once() -> None:
    assert len(GIVEN.findall(AXE_SCRIPT)) == 1
    assert with_our_screen(AXE_SCRIPT).count("nyx.onscreen") == 1


def test_a_build_without_that_function_stays_as_it_is() -> None:
    assert with_our_screen("const at = seen(original);") == "const at = seen(original);"
