"""A host's words: simple marks work, nothing else gets through."""

import pytest

from programs.events.prose import html_of


def test_simple_marks_and_the_ends_of_lines_are_kept() -> None:
    assert html_of("# 流れ\n\n一行目\n二行目は**強く**") == (
        "<h3>流れ</h3>\n<p>一行目<br>\n二行目は<strong>強く</strong></p>\n"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[押して](javascript:alert(1))",
        "[押して](data:text/html,x)",
        "![](https://track.example/p.png)",
        "<a href=x onclick=alert(1)>x</a>",
    ],
)
def test_nothing_that_runs_or_loads_gets_through(attack: str) -> None:
    made = html_of(attack)
    assert not any(f"<{tag}" in made for tag in ("script", "img", 'a href="java', 'a href="data', 'a href="x'))


def test_an_address_does_not_become_a_link_by_itself_and_a_link_leads_out_safely() -> None:
    assert "<a" not in html_of("https://example.test/")
    assert html_of("[地図](https://example.test/)") == (
        '<p><a href="https://example.test/" rel="noopener noreferrer nofollow">地図</a></p>\n'
    )
