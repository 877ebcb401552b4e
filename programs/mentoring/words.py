"""The words of career sessions: themes, languages, whom an advisor is open to."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ALUMNUS = "alumnus", _("会社を離れた人（アルムナイ）")
    OUTSIDE = "outside", _("外部のコンサルタント")


class Theme(models.IntegerChoices):
    NEXT_STEP = 1, _("次の一歩")
    NEW_ROLE = 2, _("異動・新しい役割")
    LEADING = 3, _("人を率いる")
    LIFE = 4, _("仕事と暮らし")
    CARE = 5, _("育児・介護")
    LEARNING = 6, _("学びなおし")
    PEOPLE = 7, _("人間関係")
    PACE = 8, _("働きかた・体調")
    LATER = 9, _("五十代から・定年のあと")
    OWN = 10, _("独立・小さな仕事")
    ABROAD = 11, _("海外・ことば")
    ENDING = 12, _("事業が終わるとき")


class Language(models.TextChoices):
    JA = "ja", _("日本語")
    EN = "en", _("英語")
    ZH = "zh", _("中国語")
    KO = "ko", _("韓国語")
    VI = "vi", _("ベトナム語")


class OpenTo(models.TextChoices):
    COMPANY = "company", _("同じ会社にいた人・いる人")
    NETWORK = "network", _("すべてのメンバー")


def valid_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("知らないタイムゾーンです。"))
