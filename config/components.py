"""Kanae's template components. settings: TEMPLATES builtins; the frame's tags: config/frame.py; /gallery/ shows each one.

TONES: "" ai yu gold ok warn error info.  SIDES: "ai" (company) "yu" (person) "gold" (both).
Any further name=value becomes an attribute, with _ as -: hx_post=url → hx-post; class_="…" adds classes.

Blocks (each ends with end<name>)
  {% card title="" tone="" kind="" href="" more="" tag="section" %}   kind: flush quiet sunk lifted; more+href: link at the right
  {% sides %} {% side "ai" title %}…{% endside %} {% side "yu" title %}…{% endside %} {% endsides %}
  {% notice tone title="" %}        tone: info ok warn error
  {% blank title drawing="v" href="" action="" %}  nothing here yet; drawing: v sea mail people search apart
  {% confirm label kind="danger" icon_name="" %}  a <details>: label is the button; the body holds words and the form
  {% more label open=False %}       a <details> that unfolds
  {% table caption="" label="" %}            <thead>/<tbody>; every <td data-label="…"> becomes a line of a card on a phone; class n: figures
  {% tabs label %} {% tab text href current=False count=None %} {% endtabs %}
Single
  {% icon name size=20 label="" %}  names: config/icons.py; without a label hidden from screen readers
  {% avatar name side="ai" size="" photo="" %}             size: s l
  {% person name sub="" side="ai" href="" badge="" tone="ok" photo="" lang="" %}   badge: words of a chip behind the name
  {% chip text tone="" icon_name="" href="" %}
  {% button text kind="" href="" icon_name="" type="submit" %}  kind: primary danger quiet chosen wide big; disabled=True; name= value=
  {% field form.name %}   {% fields form %}                one bound field; all of them with the summary of errors
  {% form form submit action="" cancel="" kind="primary" %}  the whole <form method=post> with token, files, buttons
  {% pager newer="" older="" note="" %}  {% progress value max label %}  {% seats taken capacity guests=0 waiting=0 %}
  {% steps labels current %}        labels: a list or "A|B|C"; current counts from 1
  {% day date year=True %} {% span start end %} {% when start end %}   <time>; 祝 and weekday inside; local time zone
  {{ event.time_zone|zone }}         日本（東京）
  {{ moment|age }} {{ moment|left }}   5日, 3時間: how long ago, how long until then
  {% phrase text %}                 a heading that breaks between phrases (budoux)
  {% cover seed starts_at words="" title="" scene="" kind="" wide=False %}   drawn SVG; words: place and title, to guess the scene
  {% mark %}   config/frame.py: {% asset "css/x.css" %} {% first_url "a:b" "c" as url %} {% nav_items as items %} {% unread as n %}
FORM_RENDERER = "config.components.KanaeRenderer" makes {{ form }} and {{ form.x.as_field_group }} look the same.
"""

import datetime as dt
import functools
from typing import Any

import budoux
from django import template
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, npgettext
from django.utils.translation import gettext_lazy as _

from accounts.users import zones
from config import dates
from config.icons import ICONS
from programs.events import covers

register = template.Library()

COVER_WORDS = {
    "spring": _("春"), "summer": _("夏"), "autumn": _("秋"), "winter": _("冬"),
    "dawn": _("夜明け"), "noon": _("昼"), "dusk": _("夕暮れ"), "night": _("夜"),
    "sea": _("海辺"), "mountain": _("山あい"), "city": _("街と川"), "hall": _("灯のともる集会所"),
}  # fmt: skip


class KanaeRenderer(TemplatesSetting):
    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"


def _attributes(extra: dict[str, Any], *classes: str) -> SafeString:
    names = " ".join(filter(None, [*classes, extra.pop("class_", "")]))
    pairs = {key.rstrip("_").replace("_", "-"): value for key, value in extra.items() if value not in (None, False)}
    return flatatt({"class": names, **pairs} if names else pairs)


# Blocks


@register.simple_block_tag
def card(content, title="", tone="", kind="", href="", more="", tag="section", **extra):
    head = ""
    if title:
        link = format_html('<a class="small" href="{}">{}</a>', href, more) if href and more else ""
        head = format_html('<div class="card-head"><h2>{}</h2>{}</div>', phrase(title), link)
    attributes = _attributes(extra, "card", kind, f"toned {tone}" if tone else "")
    return format_html("<{}{}>{}{}</{}>", tag, attributes, head, content, tag)


@register.simple_block_tag
def sides(content, **extra):
    return format_html("<div{}>{}</div>", _attributes(extra, "sides"), content)


@register.simple_block_tag
def side(content, which, title="", **extra):
    head = format_html("<h3>{}</h3>", title) if title else ""
    return format_html("<div{}>{}{}</div>", _attributes(extra, "side", which), head, content)


@register.simple_block_tag
def notice(content, tone="info", title="", **extra):
    head = format_html('<p class="notice-title">{}</p>', title) if title else ""
    role = {"role": "alert"} if tone == "error" else {}
    attributes = _attributes({**role, **extra}, "notice", tone)
    return format_html(
        '<div{}>{}<div class="notice-body">{}{}</div></div>', attributes, icon(tone, 24), head, content
    )


@register.simple_block_tag
def blank(content, title, drawing="v", href="", action=""):
    words = {"content": content, "title": title, "drawing": f"components/drawings/{drawing}.html"}
    return render_to_string("components/blank.html", {**words, "href": href, "action": action})


@register.simple_block_tag
def confirm(content, label, kind="danger", icon_name="", **extra):
    drawn = icon(icon_name, 18) if icon_name else ""
    summary = format_html('<summary class="btn {}">{}{}</summary>', kind, drawn, label)
    cancel = format_html(
        '<button class="btn quiet" type="button" data-closes-details data-needs-js hidden>{}</button>',
        gettext("やめておく"),
    )
    attributes = _attributes(extra, "confirm")
    return format_html(
        '<details{}>{}<div class="confirm-body">{}{}</div></details>', attributes, summary, content, cancel
    )


@register.simple_block_tag
def more(content, label, open=False, **extra):
    attributes = _attributes({**extra, "open": bool(open)}, "more")
    return format_html("<details{}><summary>{}</summary>{}</details>", attributes, label, content)


@register.simple_block_tag
def table(content, caption="", label="", **extra):
    """The region can be scrolled by keyboard, so it takes focus and needs a name."""
    title = format_html("<caption>{}</caption>", caption) if caption else ""
    named = {"role": "region", "tabindex": "0", "aria_label": caption or label}
    attributes = _attributes({**named, **extra}, "table-room cards")
    return format_html("<div{}><table>{}{}</table></div>", attributes, title, content)


@register.simple_block_tag
def tabs(content, label, **extra):
    return format_html('<nav{} aria-label="{}">{}</nav>', _attributes(extra, "tabs"), label, content)


@register.simple_tag
def tab(text, href, current=False, count=None):
    now = mark_safe(' aria-current="page"') if current else ""
    number = format_html(" <small>{}</small>", count) if count is not None else ""
    return format_html('<a href="{}"{}>{}{}</a>', href, now, text, number)


# Single parts


@register.simple_tag
def icon(name, size=20, label=""):
    heard = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" {1}><path d="{2}"/></svg>',
        size, heard, ICONS[name],
    )  # fmt: skip


@register.simple_tag
def avatar(name, side="ai", size="", photo="", **extra):
    """The first letter of the name; hidden from screen readers, since the name always stands beside it."""
    attributes = _attributes({"aria_hidden": "true", **extra}, "ava", side, size)
    inside = format_html('<img src="{}" alt="">', photo) if photo else str(name).strip()[:1].upper() or "・"
    return format_html("<span{}>{}</span>", attributes, inside)


@register.simple_tag
def person(name, sub="", side="ai", href="", badge="", tone="ok", photo="", lang="", **extra):
    mark_ = format_html(" {}", chip(badge, tone)) if badge else ""
    spoken = format_html(' lang="{}"', lang) if lang else ""
    line = format_html("<small>{}</small>", sub) if sub else ""
    tag, link = ("a", {"href": href}) if href else ("div", {})
    return format_html(
        "<{0}{1}>{2}<span><b{3}>{4}</b>{5}{6}</span></{0}>",
        tag, _attributes({**link, **extra}, "person"), avatar(name, side, "", photo), spoken, name, mark_, line,
    )  # fmt: skip


@register.simple_tag
def chip(text, tone="", icon_name="", href="", **extra):
    drawn = icon(icon_name, 14) if icon_name else ""
    tag, link = ("a", {"href": href}) if href else ("span", {})
    attributes = _attributes({**link, **extra}, "chip", tone)
    return format_html("<{0}{1}>{2}{3}</{0}>", tag, attributes, drawn, text)


@register.simple_tag
def button(text, kind="", href="", icon_name="", type="submit", **extra):
    drawn = icon(icon_name, 18) if icon_name else ""
    tag, own = ("a", {"href": href}) if href else ("button", {"type": type})
    return format_html("<{0}{1}>{2}{3}</{0}>", tag, _attributes({**own, **extra}, "btn", kind), drawn, text)


@register.simple_tag
def field(bound):
    return bound.render("components/field.html", renderer=KanaeRenderer())


@register.simple_tag
def fields(form):
    return form.render("components/fields.html", renderer=KanaeRenderer())


@register.inclusion_tag("components/form.html", takes_context=True, name="form")
def whole_form(context, form, submit=None, action="", cancel="", kind="primary", **extra):
    attributes = _attributes({"enctype": form.is_multipart() and "multipart/form-data", **extra}, "form")
    words = {"submit": submit or gettext("保存する"), "action": action, "cancel": cancel, "kind": kind}
    return {**words, "form": form, "attributes": attributes, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/pager.html")
def pager(newer="", older="", note=""):
    return {"newer": newer, "older": older, "note": note}


@register.inclusion_tag("components/steps.html")
def steps(labels, current=1):
    names = str(labels).split("|") if not isinstance(labels, list | tuple) else labels
    return {"labels": names, "current": int(current), "many": len(names) > 3}


def _bar(parts: list[tuple[str, float, float]]) -> SafeString:
    """Rects of an <svg>, in per cent: (side, from, wide)."""
    rects = format_html_join("", '<rect class="{}" x="{}%" width="{}%" height="8"/>', parts)
    return format_html('<svg class="bar" height="8" aria-hidden="true">{}</svg>', rects)


@register.simple_tag
def progress(value, max, label):
    return format_html('<progress value="{}" max="{}" aria-label="{}"></progress>', int(value), int(max), label)


@register.simple_tag
def seats(taken, capacity=None, guests=0, waiting=0):
    """taken counts everybody who has a seat, guests among them; capacity None or 0: no limit."""
    people, spare = int(taken) - int(guests), int(capacity or 0)
    of = (
        format_html(" / {}", ngettext("%d名", "%d名", spare) % spare)
        if spare
        else npgettext("people", "名", "名", int(taken))
    )
    notes = [gettext("同伴 %d名を含む") % guests] if guests else []
    notes += [gettext("キャンセル待ち %d名") % waiting] if waiting else []
    words = format_html("<span>{} <b>{}</b>{}</span>", gettext("参加"), taken, of)
    line = format_html('<div class="meter-line">{}<span class="muted">{}</span></div>', words, " · ".join(notes))
    if not spare:
        return line
    a, b = (round(min(100, 100 * n / spare), 1) for n in (people, taken))
    return format_html("<div>{}{}</div>", line, _bar([("ai", 0, a), ("yu", a, round(b - a, 1))]))


# Days, words, pictures


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value


@register.simple_tag
def day(value, year=True):
    here = _local(value)
    if not here:
        return ""
    words = dates.day_words(here, get_language() or "ja", year=year)
    return format_html('<time datetime="{}">{}</time>', here.strftime("%Y-%m-%d"), words)


@register.simple_tag
def span(start, end=None):
    words = dates.span_words(_local(start), _local(end) if end else None, get_language() or "ja")
    return format_html('<time datetime="{}">{}</time>', _local(start).isoformat(), words)


@register.simple_tag
def when(start, end=None, year=True):
    return format_html("{} {}", day(start, year), span(start, end))


@functools.cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@register.simple_tag
def phrase(text):
    if isinstance(text, SafeString) or str(text).isascii() or not (get_language() or "ja").startswith("ja"):
        return conditional_escape(text)
    pieces = format_html_join(mark_safe("<wbr>"), "{}", ((piece,) for piece in _parser().parse(str(text))))
    return format_html('<span class="phrase">{}</span>', pieces)


@register.simple_tag
def cover(seed, starts_at=None, words="", title="", scene="", kind="", wide=False):
    moment, place = _local(starts_at), scene or covers.scene_of(words)
    what, season, time = covers.setting_of(seed, kind, moment, place)
    said = title or gettext("・").join(str(COVER_WORDS[part]) for part in (season, time, what))
    drawn = covers.cover(seed, kind, moment, place, title=gettext("絵: %s") % said, wide=wide)
    return format_html('<div class="cover{}">{}</div>', " wide" if wide else "", mark_safe(drawn))  # noqa: S308 (covers escapes the title)


@register.simple_tag
def mark(size=26):
    return render_to_string("components/mark.html", {"width": size, "height": round(size * 22 / 26)})


@register.filter
def whole(name):
    """A name that no line breaks in two."""
    return str(name).replace(" ", "\u00a0")


@register.filter
def years(period):
    """The years of a tenure: 1999–2006."""
    return period.years_text(get_language() or "ja")


@register.filter
def zone(name):
    """A time zone by its city: Asia/Tokyo is 日本（東京）."""
    return dict(zones.choices_with(name)).get(name, name)


@register.filter
def age(moment):
    """How long ago, in one unit: 5日."""
    return dates.length_words(timezone.now() - moment, get_language() or "ja") if moment else ""


@register.filter
def left(moment):
    """How long until then, in one unit: 12日."""
    return dates.length_words(moment - timezone.now(), get_language() or "ja") if moment else ""
