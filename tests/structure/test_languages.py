"""Japanese and English are complete: nobody meets a sentence in the other language."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "locale/en/LC_MESSAGES/django.po"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    assert PO.exists(), "make messages collects the sentences"
    return polib.pofile(str(PO))


def texts(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())


def test_every_sentence_has_an_english_one(catalogue: polib.POFile) -> None:
    missing = [e.msgid for e in catalogue if not e.obsolete and not all(texts(e))]
    assert missing == []


def test_no_translation_is_a_guess(catalogue: polib.POFile) -> None:
    assert [e.msgid for e in catalogue if e.fuzzy] == []


def test_english_sentences_are_in_english(catalogue: polib.POFile) -> None:
    names = re.compile(r"叶え合い|叶え|日本語|Vチャレ")
    left = [e.msgid for e in catalogue if not e.obsolete and any(JAPANESE.search(names.sub("", t)) for t in texts(e))]
    assert left == []


def test_english_apostrophes_are_those_of_print(catalogue: polib.POFile) -> None:
    assert [t for e in catalogue if not e.obsolete for t in texts(e) if re.search(r"\w'\w|s' ", t)] == []


def test_both_languages_speak_of_the_same_things(catalogue: polib.POFile) -> None:
    differ = [
        e.msgid
        for e in catalogue
        for text in texts(e)
        if text and not e.obsolete and not set(PLACE.findall(text)) <= set(PLACE.findall(e.msgid + e.msgid_plural))
    ]
    assert differ == []


def test_the_compiled_catalogue_is_fresh(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(PO.with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid): texts(e) for e in compiled} == {
        (e.msgctxt, e.msgid): texts(e) for e in catalogue.translated_entries()
    }


def test_every_sentence_of_the_code_is_in_the_catalogue(catalogue: polib.POFile, tmp_path: Path) -> None:
    """Collected anew, beside the repository: a sentence written since then is named."""
    known = {(e.msgctxt, e.msgid) for e in catalogue}
    assert [msgid for context, msgid in collected(tmp_path) if (context, msgid) not in known] == []


def collected(folder: Path) -> list[tuple[str | None, str]]:
    for name in ("accounts", "alumni", "programs", "config", "templates"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "locale").mkdir()
    code = (
        "import django; from django.conf import settings; settings.configure(); django.setup();"
        "from django.core.management import call_command;"
        "call_command('makemessages', locale=['en'], symlinks=True, verbosity=0, no_wrap=True)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, timeout=120)
    found = polib.pofile(str(folder / "locale/en/LC_MESSAGES/django.po"))
    return [(e.msgctxt, e.msgid) for e in found if not e.obsolete]
