"""What both sides do for each other, on one page: a door for each way of fulfilling."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.users.access import member

# (first URL name that exists, title, what one does there, icon, whose colour)
WAYS = [
    ("visions:list", _("Vシート"), _("会社の願いと自分の願いを、ひとつの点へ向かう二本の線に描きます。"), "spark", "gold"),
    ("exchange:list", _("願いと持ちより"), _("してほしいこと、できること。どちらにもよい組み合わせだけが、理由といっしょに届きます。"), "heart", "yu"),
    ("collaborations:list", _("いっしょの仕事"), _("めざす成果をひとつ決め、みんなで合意して、成果から役割をつくります。"), "link", "ai"),
    ("cohorts:list", _("プログラム"), _("会社をこえて学び、職場で試し、たがいに育てます。"), "people", "ai"),
    ("mentoring:list", _("キャリアの対話"), _("上司には近すぎる話を、ほどよく離れた人と。知っているのは、ふたりだけです。"), "lock", "yu"),
    ("ledger:list", _("叶え合いの記録"), _("渡したもの、受けとったもの。ふたりが確かめたことだけが残ります。"), "ok", "gold"),
    ("lines:list", _("関係の線"), _("いっしょにいた時、離れた時、また近づいた時を、二本の線で眺めます。"), "clock", "gold"),
]  # fmt: skip


@member
def together(request: HttpRequest) -> HttpResponse:
    return render(request, "programs/home/together.html", {"ways": WAYS})
