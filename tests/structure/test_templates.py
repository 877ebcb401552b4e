"""Pages hold no script, no style and no untranslated word."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "templates").rglob("*.html"))
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]+")
GALLERY = "gallery"  # made-up samples, never seen outside a developer's machine and the demo
MAILS = "notices"  # a mail's look can stand nowhere but in the mail itself
# The name of the product, and what the demo says of itself.
NAMES = ("叶え", "日本語")


def is_mail(path: Path) -> bool:
    return MAILS in path.relative_to(ROOT).parts


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_page_carries_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=\"|javascript:")
    found = [
        f"{name(path)}:{path.read_text()[: m.start()].count(chr(10)) + 1} {m.group()}"
        for path in PAGES
        if not is_mail(path)
        for m in inline.finditer(path.read_text())
    ]
    assert found == []


def test_every_japanese_word_is_translated() -> None:
    said = []
    for path in PAGES:
        if GALLERY in path.parts:
            continue
        text = without_marked(path.read_text())
        for word in NAMES:
            text = text.replace(word, "")
        said += [f"{name(path)}: {m.group()}" for m in JAPANESE.finditer(text)]
    assert said == [], "put these words into {% translate %} or {% blocktranslate %}"


def without_marked(text: str) -> str:
    """What is left when comments, translated blocks and template tags with _("…") are taken out."""
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", text, flags=re.S)
    text = re.sub(r"\{%-?\s*blocktrans(late)?\b.*?\{%\s*endblocktrans(late)?\s*%\}", "", text, flags=re.S)
    text = re.sub(r"\{%\s*trans(late)?\s.*?%\}", "", text, flags=re.S)
    return re.sub(r"_\((\"[^\"]*\"|'[^']*')\)", "", text)


def test_every_page_extends_a_frame_or_is_a_part() -> None:
    alone = [
        name(path)
        for path in PAGES
        if not is_mail(path)
        and not path.name.startswith("_")
        and not {"components", "elements", "admin", "errors", "layouts"} & set(path.parts)
        and path.name not in ("base.html", "aside.html")
        and "{% extends" not in path.read_text()
        and "<html" in path.read_text()
    ]
    assert alone == []
