"""The tags of the frame around every page: what stands in the menus, which addresses exist, where the files lie."""

from django import template
from django.conf import settings
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.notices.queries import unread_by_kind
from alumni.companies.queries import desks_of

register = template.Library()

# What both sides do for each other, one page each: the hub first.
TOGETHER = (
    "together",
    "visions:list",
    "exchange:list",
    "collaborations:list",
    "cohorts:list",
    "mentoring:list",
    "ledger:list",
    "lines:list",
)
# (label, icon, URL names of which the first that exists is taken)
NAV = [
    (_("ホーム"), "home", ("home", "home:home")),
    (_("仲間"), "people", ("directory:list", "connections:list", "introductions:list", "talks:list")),
    (pgettext_lazy("plural", "集い"), "gather", ("events:list",)),
    (pgettext_lazy("nav", "叶え合い"), "spark", TOGETHER),
    (pgettext_lazy("plural", "お知らせ"), "bell", ("notices:list",)),
]
DESK = (_("人事デスク"), "desk", ("desk:home", "desk:index", "home:desk", "desk"))
# Pages of one company's desk, by its slug; those whose address exists are shown.
DESK_PAGES = [
    (_("ようす"), "desk:company"),
    (pgettext_lazy("plural", "名簿"), "arrivals:people"),
    (_("取り込み"), "imports:list"),
    (_("招待・申し込み"), "arrivals:requests"),
    (_("仲間の便り"), "introductions:desk"),
    (pgettext_lazy("plural", "部署"), "companies:departments"),
    (pgettext_lazy("plural", "集い"), "events:list"),
    (pgettext_lazy("plural", "プログラム"), "cohorts:desk"),
    (_("願いと持ちより"), "exchange:desk"),
    (_("いっしょの仕事"), "collaborations:desk"),
    (_("キャリアの対話"), "mentoring:desk"),
    (_("Vシート"), "visions:desk"),
    (_("叶え合いの記録"), "ledger:desk"),
    (_("感謝と思い出"), "lines:desk"),
    (_("会社のお知らせ"), "announcements:list"),
    (_("在籍の確認"), "tenures:queue"),
    (_("ぼかすことば"), "profiles:labels"),
    (_("会社の設定"), "companies:settings"),
]


@register.simple_tag
def asset(path):
    """Like static, but an error page must come out even when the list of files is broken."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def first_url(*names, slug=""):
    for name in names:
        try:
            return reverse(name, args=[slug] if slug else None)
        except NoReverseMatch:
            continue
    return ""


@register.filter
def starts(path, beginning):
    return bool(beginning) and str(path).startswith(str(beginning))


def _is_current(context: Context, names: tuple[str, ...]) -> bool:
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return False
    if match.route.startswith("desk/"):
        return names == DESK[2]
    houses = {name.split(":")[0] for name in names if ":" in name and not name.startswith("home:")}
    return match.view_name in names or bool(houses & set(match.namespaces))


@register.simple_tag(takes_context=True)
def nav_items(context):
    """What exists and is meant for this viewer: label, icon, url, current."""
    user = context.get("user")
    if not getattr(user, "is_authenticated", False):
        return []
    rows = [*NAV, DESK] if first_url(*DESK[2]) and desks_of(user) else NAV
    found = [(label, drawn, first_url(*names), names) for label, drawn, names in rows]
    return [
        {"label": label, "icon": drawn, "url": url, "current": _is_current(context, names)}
        for label, drawn, url, names in found
        if url
    ]


@register.simple_tag(takes_context=True)
def desk_items(context, company):
    """The pages of a company's desk that exist: label, url, current (the longest address that begins the path)."""
    path = getattr(context.get("request"), "path", "")
    found = [(label, first_url(name, slug=company.slug) or first_url(name)) for label, name in DESK_PAGES]
    here = max((url for _label, url in found if url and path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == here} for label, url in found if url]


@register.simple_tag(takes_context=True)
def unread(context):
    """How many notices wait, at most 100; asks nobody when nobody is logged in. Leaves `unread_words` beside."""
    user = context.get("user")
    if not getattr(user, "is_authenticated", False):
        return 0
    unread = unread_by_kind(user)
    context["unread_words"] = unread["talks.said"]
    return unread.total()
