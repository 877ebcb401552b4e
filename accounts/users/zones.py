"""PURE but for translation: the time zones one can choose from, by city, home first."""

import zoneinfo

from django.utils.translation import gettext_lazy as _

ZONES = [
    ("Asia/Tokyo", _("日本（東京）")),
    ("Asia/Seoul", _("韓国（ソウル）")),
    ("Asia/Shanghai", _("中国（上海）")),
    ("Asia/Taipei", _("台湾（台北）")),
    ("Asia/Hong_Kong", _("香港")),
    ("Asia/Manila", _("フィリピン（マニラ）")),
    ("Asia/Singapore", _("シンガポール")),
    ("Asia/Kuala_Lumpur", _("マレーシア（クアラルンプール）")),
    ("Asia/Jakarta", _("インドネシア（ジャカルタ）")),
    ("Asia/Bangkok", _("タイ（バンコク）")),
    ("Asia/Ho_Chi_Minh", _("ベトナム（ホーチミン）")),
    ("Asia/Kolkata", _("インド（コルカタ）")),
    ("Asia/Dubai", _("アラブ首長国連邦（ドバイ）")),
    ("Europe/London", _("イギリス（ロンドン）")),
    ("Europe/Paris", _("フランス（パリ）")),
    ("Europe/Berlin", _("ドイツ（ベルリン）")),
    ("Europe/Amsterdam", _("オランダ（アムステルダム）")),
    ("Europe/Zurich", _("スイス（チューリヒ）")),
    ("Africa/Johannesburg", _("南アフリカ（ヨハネスブルグ）")),
    ("America/Sao_Paulo", _("ブラジル（サンパウロ）")),
    ("America/New_York", _("アメリカ東部（ニューヨーク）")),
    ("America/Chicago", _("アメリカ中部（シカゴ）")),
    ("America/Denver", _("アメリカ山地（デンバー）")),
    ("America/Los_Angeles", _("アメリカ西部（ロサンゼルス）")),
    ("America/Toronto", _("カナダ東部（トロント）")),
    ("America/Vancouver", _("カナダ西部（バンクーバー）")),
    ("Pacific/Honolulu", _("ハワイ（ホノルル）")),
    ("Australia/Sydney", _("オーストラリア（シドニー）")),
    ("Pacific/Auckland", _("ニュージーランド（オークランド）")),
    ("UTC", _("協定世界時（UTC）")),
]


def choices_with(now: str) -> list[tuple[str, object]]:
    """The list, and the zone somebody has already, even if it isn't on it."""
    known = {name for name, _city in ZONES}
    extra = [(now, now)] if now and now not in known and now in zoneinfo.available_timezones() else []
    return [*ZONES, *extra]
