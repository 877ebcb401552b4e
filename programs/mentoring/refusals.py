"""How a booking is refused: in words that blame nobody and give nothing of the other away."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programs.mentoring import rules


def taken() -> ValidationError:
    return ValidationError(_("この時間は、ほんの少し前に埋まりました。ほかの時間を選んでください。"))


def too_near(why: str) -> str:
    """What the person hears; a reason that would tell something of the other is kept to general words."""
    if why in rules.PLAIN:
        return _("いっしょに働いたことのある、近い間柄の方です。ほどよく離れた人を選んでください。")
    return _("この方とは、いまは組み合わせられません。ほかの方を選んでください。")
