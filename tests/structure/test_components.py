"""The components: readable in both themes, escaped, linked for screen readers, and all of them in the gallery."""

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from config import components, dates, frame
from config.gallery import ERRORS
from config.icons import ICONS

CSS = Path(settings.BASE_DIR) / "static/css"
TOKENS = (CSS / "tokens.css").read_text()
BOTH = re.compile(r"light-dark\(((?:[^(),]|\([^)]*\))+), ((?:[^()]|\([^)]*\))+)\)")
gallery_addresses = pytest.mark.urls("tests.structure.gallery_urls")

TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("paper", "card", "sunk", "raise")],
    *[
        (f"{tone}-ink", ground)
        for tone in ("ai", "yu", "gold", "matsu", "beni")
        for ground in (f"{tone}-soft", "card", "paper")
    ],
    *[("ink", f"{tone}-soft") for tone in ("ai", "yu", "gold", "matsu", "beni")],
    *[("ink-2", f"{tone}-soft") for tone in ("ai", "gold", "matsu", "beni")],
    ("on-act", "act"),
    ("on-act", "act-over"),
]
MARKS = [
    *[(line, ground) for line in ("edge", "focus", "ai", "yu", "matsu", "beni") for ground in ("card", "paper")],
    ("gold", "card"),
    ("edge", "sunk"),
]


def colours(theme: int) -> dict[str, str]:
    """Token → #rrggbb, in the light (0) or the dark (1) theme."""
    pairs = re.findall(r"^  --([\w-]+): light-dark\((#\w{6}), (#\w{6})\);$", TOKENS, re.M)
    return {name: both[theme] for name, *both in pairs}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_and_every_mark_has_the_contrast_of_level_aa(theme):
    found = colours(theme)
    needed = [(pair, 4.5) for pair in TEXT] + [(pair, 3.0) for pair in MARKS]

    weak = {
        pair: round(contrast(found[pair[0]], found[pair[1]]), 2)
        for pair, least in needed
        if contrast(found[pair[0]], found[pair[1]]) < least
    }

    assert weak == {}


def test_browsers_without_light_dark_get_exactly_the_light_theme():
    head, fallback = TOKENS.split("@supports not")
    light = {
        name: BOTH.sub(r"\1", value) for name, value in re.findall(r"^  (--[\w-]+): (.*light-dark.*);$", head, re.M)
    }

    assert dict(re.findall(r"^    (--[\w-]+): (.*);$", fallback, re.M)) == light


def test_every_token_that_is_used_is_defined():
    sheets = "".join(path.read_text() for path in CSS.glob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", sheets))

    assert used - set(re.findall(r"(--[\w-]+):", sheets)) == set()


def render(text: str, **context: object) -> str:
    return engines["django"].from_string(text).render(context)


NASTY = '<b>&"'
WITH_TEXT = [
    "{% card title=x href=x more=x %}{{ x }}{% endcard %}",
    "{% sides %}{% side 'ai' x %}{{ x }}{% endside %}{% endsides %}",
    "{% notice 'ok' x %}{{ x }}{% endnotice %}",
    "{% blank x href=x action=x %}{{ x }}{% endblank %}",
    "{% confirm x %}{{ x }}{% endconfirm %}",
    "{% more x %}{{ x }}{% endmore %}",
    "{% table x %}{{ x }}{% endtable %}",
    "{% tabs x %}{% tab x x True x %}{% endtabs %}",
    "{% icon 'home' label=x %}",
    "{% avatar x photo=x %}",
    "{% person x x href=x badge=x lang=x photo=x %}",
    "{% chip x href=x %}",
    "{% button x href=x hx_post=x %}",
    "{% pager newer=x older=x note=x %}",
    "{% progress 1 2 x %}",
    "{% steps x %}",
    "{% phrase x %}",
    "{% cover x title=x words=x %}",
]


@pytest.mark.parametrize("text", WITH_TEXT)
def test_what_a_component_is_given_is_escaped(text):
    drawn = render(text, x=NASTY)

    assert NASTY not in drawn
    assert "<b>&" not in drawn
    assert "&lt;b&gt;&amp;" in drawn or "{% avatar" in text


def test_a_heading_breaks_between_phrases_and_only_there():
    drawn = components.phrase("葉山の海辺で、二十年ぶりの「元気だった？」")

    assert re.sub("<wbr>", "", drawn) == '<span class="phrase">葉山の海辺で、二十年ぶりの「元気だった？」</span>'
    assert "<wbr>" in drawn


class Answer(forms.Form):
    name = forms.CharField(label="名前", help_text="姓と名")
    kind = forms.ChoiceField(label="種類", choices=[("a", "あ")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="同意")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class Page(HTMLParser):
    """Attributes of every element, by id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        for key in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed += values.get(key, "").split()
        self.inline += [key for key in values if key == "style" or key.startswith("on")]
        self.inline += [tag] if tag == "style" or (tag == "script" and not values.get("src")) else []


def test_labels_helps_and_errors_are_tied_to_their_fields():
    page = Page(render("{% fields form %}", form=Answer({})))

    assert set(page.pointed) == {
        "id_name",
        "id_name_helptext",
        "id_name_error",
        "id_kind_0",
        "id_kind_error",
        "id_agreed",
        "id_agreed_error",
    }
    assert set(page.pointed) <= set(page.ids)


def test_a_form_looks_the_same_by_tag_and_by_itself():
    form = Answer({})

    assert render("{{ form }}", form=form) == render("{% fields form %}", form=form)
    assert render("{{ form.name.as_field_group }}", form=form) == render("{% field form.name %}", form=form)


def test_required_fields_say_so_and_typed_words_stay():
    drawn = render("{% fields form %}", form=Answer({"name": "岡田", "kind": "z"}))

    assert drawn.count("※必須") == 3
    assert 'value="岡田"' in drawn


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (dt.date(2027, 7, 24), "2027年7月24日（土）", "Sat 24 July 2027"),
        (dt.date(2027, 7, 19), "2027年7月19日（月・祝）", "Mon 19 July 2027"),
        (dt.date(2028, 1, 2), "2028年1月2日（日）", "Sun 2 January 2028"),
    ],
)
def test_days_are_said_as_people_say_them(day, ja, en):
    assert (dates.day_words(day, "ja"), dates.day_words(day, "en")) == (ja, en)


def test_a_moment_is_told_in_the_viewers_own_zone():
    noon = dt.datetime(2027, 7, 24, 2, 0, tzinfo=dt.UTC)

    assert components.when(noon, noon + dt.timedelta(hours=7.5)) == (
        '<time datetime="2027-07-24">2027年7月24日（土）</time> <time datetime="2027-07-24T11:00:00+09:00">11:00–18:30</time>'
    )


def test_a_gathering_past_midnight_names_the_other_day():
    start = dt.datetime(2027, 12, 31, 22, 0)

    assert dates.span_words(start, dt.datetime(2028, 1, 1, 1, 5), "ja") == "22:00–2028年1月1日（土・祝） 1:05"


def test_seats_show_people_and_guests_apart_and_never_more_than_the_whole():
    drawn = components.seats(44, 40, guests=4)

    assert re.findall(r'class="(\w+)" x="([\d.]+)%" width="([\d.]+)%"', drawn) == [
        ("ai", "0", "100"),
        ("yu", "100", "0"),
    ]
    assert "<rect" not in components.seats(44)


def test_nobody_logged_in_means_no_menu_and_no_question_to_the_database():
    """Without a database fixture any query would fail."""
    request = RequestFactory().get("/")
    context = {"request": request, "user": AnonymousUser()}

    assert frame.nav_items(context) == []
    assert frame.unread(context) == 0


@pytest.mark.parametrize("code", ERRORS)
def test_error_pages_need_neither_request_nor_database(code):
    page = Page(drawn := render_to_string(f"{code}.html"))

    assert code[:3] in drawn
    assert page.inline == []


def test_an_error_page_comes_out_although_the_list_of_files_is_broken(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": settings.MANIFEST}}

    assert "/static/css/app.css" in render_to_string("500.html")


def test_every_icon_is_one_well_formed_path():
    assert [name for name, path in ICONS.items() if not re.fullmatch(r"M[MmLlHhVvCcSsQqTtAaZz\d\s.,-]+", path)] == []


@gallery_addresses
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_gallery_shows_every_component_without_inline_code_and_with_unique_ids(client, language):
    with translation.override(language):
        response = client.get("/gallery/", headers={"accept-language": language})
    page = Page(response.content.decode())

    assert response.status_code == 200
    assert page.inline == []
    assert sorted(one for one in set(page.ids) if page.ids.count(one) > 1) == []
    assert set(page.pointed) <= set(page.ids)


def test_every_component_stands_in_the_gallery():
    folder = Path(settings.BASE_DIR) / "templates/gallery"
    shown = "".join(path.read_text() for path in folder.glob("*.html"))
    inside_others = {"mark", "field", "fields"}

    assert {name for name in components.register.tags if f"{{% {name} " not in shown} - inside_others == set()


def test_the_gallery_is_shut_outside_the_demo(client):
    assert client.get("/gallery/").status_code == 404
