"""What a host usually prepares for each kind of gathering, and how many days before it (a negative number: after)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

Item = tuple[int, Any]

EVERY: list[Item] = [
    (14, _("お誘いの文面を読みなおす")),
    (3, _("参加する人の顔ぶれを見る")),
    (-2, _("お礼のことばを送る")),
]
ONSITE: list[Item] = [(30, _("会場を予約する")), (7, _("会場に人数を伝える")), (1, _("道順と集合場所を確かめる"))]
ONLINE: list[Item] = [(7, _("オンラインのリンクを用意する")), (1, _("音と画面を試しておく"))]
OF_KIND: dict[str, list[Item]] = {
    "reunion": [
        (21, _("幹事を引き受けてくれる人を見つける")),
        (7, _("名札と受付の準備をする")),
        (-3, _("写真をのせる")),
    ],
    "study": [(14, _("読むところと問いを書く")), (-2, _("話したことの記録を残す"))],
    "dialogue": [(14, _("聞き手と進め方を話す")), (-7, _("そのあとどうなったか聞く"))],
    "seminar": [(30, _("話し手に題と時間を確かめる")), (2, _("資料を受け取る"))],
    "talk": [],
    "session": [(14, _("資料と問いを書く")), (3, _("グループ分けを知らせる"))],
}


def usual(kind: str, mode: str) -> list[Item]:
    """The earliest first; a small talk needs next to nothing."""
    if kind == "talk":
        return [(1, _("席や飲みものを確かめる"))] if mode != "online" else [(1, _("オンラインのリンクを用意する"))]
    items = EVERY + OF_KIND.get(kind, [])
    items += ONSITE if mode != "online" else []
    items += ONLINE if mode != "onsite" else []
    return sorted(items, key=lambda item: -item[0])
