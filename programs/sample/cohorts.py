"""The demo's programs: leaders of three companies half-way through, a circle that takes people, a department's dialogue."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company, Department, StaffRole
from alumni.tenures.models import Tenure
from programs.checkins.models import Attendance
from programs.cohorts import actions, joining, partnering, patterns, sessions
from programs.cohorts.models import Program
from programs.cohorts.partner_models import Partner, Steward
from programs.cohorts.queries import staff_of
from programs.cohorts.round_models import ProgramSession
from programs.events.models import Event, Reply
from programs.sample import story

TOKYO = ZoneInfo("Asia/Tokyo")
AIMS = [
    "自分の部署のあたりまえを、よその人の目で見なおしたい。",
    "後輩に仕事を任せるのが苦手です。ほかの会社のやりかたを聞いて、ひとつ試したい。",
    "会議で黙ってしまう人の声を、どう聞けばよいかを学びたい。",
    "現場と設計のあいだに、行き来をつくりたい。",
    "数字の説明ばかりでなく、何のためにやるかを自分のことばで話せるようになりたい。",
    "入社してからずっと同じ職場です。外の物差しをもちたい。",
]
BRINGS = {
    "aomi": ("月に一日の学ぶ時間と、防災システムの現場", "部署をこえて、周りを巻きこめる人"),
    "hokushin": ("工場での小さな実験の場", "ものづくりの外を見て、持ち帰れる人"),
    "shioiri": ("小さな会社ならではの、決まるまでの早さ", "商品の外側の価値を語れる人"),
}
SESSIONS = [
    ("はじまりの日 ─ 問いをもつ", -62, "いま、いちばん越えたいものは何ですか\nそれは、だれのためですか", "事前に、自分の一週間を一枚に書いてきてください。"),
    ("現場を歩く", -34, "よその職場で、いちばん驚いたことは\n自分の職場なら、どう見えるでしょう", "歩きやすい靴で。カメラは使えません。"),
    ("試したことを持ちよる", 12, "やってみて、何が起きましたか\n次にひとつ変えるなら", "実践のひとことを、前の日までに。"),
    ("むすびの日", 75, "半年前の自分に、何を伝えますか", ""),
]  # fmt: skip


def hold() -> None:
    lead_on()
    read_together()
    talk_it_over()
    propose()


def person(login: str) -> User:
    return User.objects.get(email=f"{login}@{story.DOMAIN}")


def at(days: int, hour: int) -> datetime:
    """So many days from now, on to a weekday."""
    day = datetime.now(TOKYO) + timedelta(days=days)
    day += timedelta(days=max(0, day.weekday() - 4) and 7 - day.weekday())
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def days(first: int, last: int, by: int | None = None) -> dict[str, Any]:
    today = timezone.localdate()
    ends = today + timedelta(days=by) if by is not None else None
    return {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last), "apply_by": ends}


def words(kind: str, **more: Any) -> dict[str, Any]:
    found = patterns.words_of(kind)
    found.pop("weeks")
    return {**found, "kind": kind, **more}


def of_company(company: Company, many: int, besides: tuple[str, ...] = (), order: str = "pk") -> list[User]:
    """People who work there now and answer for nobody."""
    officers = StaffRole.objects.standing().values("user")
    known = [f"{login}@{story.DOMAIN}" for login in besides]
    return list(staff_of(company).exclude(pk__in=officers).exclude(email__in=known).order_by(order)[:many])


def head_of(unit: Department) -> User:
    """Somebody who works in the company heads the unit from now on: the one with whom a dialogue is agreed."""
    known = [f"{login}@{story.DOMAIN}" for login in ("takahashi", "tran")]
    officers = StaffRole.objects.standing().values("user")
    rows = Tenure.objects.verified().filter(company=unit.company, open=True, person__is_active=True, heads=False)
    row = rows.exclude(person__in=officers).exclude(person__email__in=known).select_related("person").latest("pk")
    Tenure.objects.filter(pk=row.pk).update(department=unit, heads=True, title="課長")
    assert row.person is not None
    return row.person


def joined(program: Program, slug: str, officer: str) -> Partner:
    company = Company.objects.get(slug=slug)
    partner = partnering.ask_partner(program=program, company=company, by=person("ogata"))
    brings, hopes = BRINGS[slug]
    return partnering.answer_partner(partner=partner, yes=True, by=person(officer), brings=brings, hopes=hopes)


def take_in(partner: Partner, people: list[User], officer: User, leader: User) -> None:
    for n, one in enumerate(people):
        word = "いま、外を見てきてほしい人です。" if n % 2 == 0 else ""
        put = joining.nominate(partner=partner, person=one, by=officer, word=word)
        joining.agree(nomination=put, by=one, aim=AIMS[(n + partner.pk) % len(AIMS)])
        joining.let_in(nomination=put, by=leader)


def stay(company: Company) -> None:
    """Some of a small company's members work there to this day."""
    officers = StaffRole.objects.standing().filter(company=company).values("user")
    rows = Tenure.objects.verified().filter(company=company, person__isnull=False).exclude(person__in=officers)
    for row in rows.order_by("person", "-since").distinct("person")[:4]:
        Tenure.objects.filter(pk=row.pk).update(until=None, open=True)


def lead_on() -> None:
    """Three companies, half a year; two sessions held, a line at one company, somebody who had to leave."""
    ogata, miura, aomi = person("ogata"), person("miura"), Company.objects.get(slug="aomi")
    program = actions.post(
        company=aomi, by=ogata, **words("leaders", title="越境リーダーの半年", seats_each=5, fee_note="会場と交通費は各社で",
        body="月に一度、三つの会社の職場を順にめぐります。\n\n- あいだの一か月は、自分の職場で**ひとつだけ試す**期間です\n- ほかの会社の相手がひとり、毎週ひとことを受けとります",
        **days(-62, 90)),
    )  # fmt: skip
    Steward.objects.filter(program=program, person=ogata).update(
        word="離れたから見えることを、次の人たちに渡したい。"
    )
    actions.publish(program=program, by=miura)
    stay(Company.objects.get(slug="shioiri"))
    others = [joined(program, "hokushin", "kitamura"), joined(program, "shioiri", "uchiyama")]
    own = program.partners.select_related("company", "program").get(company=aomi)
    partnering.say_words(partner=own, by=miura, brings=BRINGS["aomi"][0], hopes=BRINGS["aomi"][1])
    take_in(own, of_company(aomi, 8, ("takahashi", "tran")), miura, ogata)
    for partner, officer in zip(others, ("kitamura", "uchiyama"), strict=True):
        partner.refresh_from_db()
        take_in(partner, of_company(partner.company, 5), person(officer), ogata)
    for title, ahead, prompts, material in SESSIONS:
        meet(program, ogata, title, ahead, prompts, material)
    actions.go_on(program=program, to=Program.State.RUNNING, by=ogata)
    leaving = program.nominations.inside().filter(company=aomi).order_by("-pk")[0]
    joining.drop(nomination=leaving, by=leaving.person, reason="春から海外の現場へ移ることになりました。")


def meet(program: Program, host: User, title: str, ahead: int, prompts: str, material: str) -> None:
    """A session; one that is over with who said yes and who really came."""
    plan: dict[str, Any] = {
        "starts_at": at(ahead, 14),
        "ends_at": at(ahead, 17),
        "time_zone": "Asia/Tokyo",
        "title": title,
    }
    place: dict[str, Any] = {
        "mode": Event.Mode.BOTH,
        "place": "青海システムズ 9階",
        "online_url": "https://meet.example/ekkyo",
    }
    if ahead > 0:
        sessions.plan(program=program, by=host, prompts=prompts, material=material, **plan, **place)
        return
    event = Event.objects.create(
        company=program.company, host=host, kind=Event.Kind.SESSION, open_to=Event.OpenTo.PEOPLE, state="published",
        published_at=at(ahead - 20, 9), **plan, **place,
    )  # fmt: skip
    people = [one.person for one in program.nominations.inside().select_related("person")]
    event.invites.bulk_create([event.invites.model(event=event, person=one) for one in people])
    Reply.objects.bulk_create([Reply(event=event, person=one, answer="yes") for one in people])
    Event.objects.filter(pk=event.pk).update(taken=len(people))
    Attendance.objects.bulk_create(
        [
            Attendance(event=event, person=one, how="name", at=event.starts_at, by=host, key=uuid4())
            for n, one in enumerate(people)
            if (n + ahead) % 6
        ]
    )
    number = program.sessions.count() + 1
    ProgramSession.objects.create(program=program, event=event, number=number, prompts=prompts, material=material)


def read_together() -> None:
    """Takes people: one is asked to answer, one has applied, one company hasn't answered yet."""
    ogata, miura, aomi = person("ogata"), person("miura"), Company.objects.get(slug="aomi")
    program = actions.post(
        company=aomi, by=ogata, **words("circle", title="会社をこえた読書の輪 ─ 『浜辺の会議室』", seats_each=4,
        for_whom="会社と、離れた人との関係を考えてみたい方", fee_note="本は各自でご用意ください", **days(40, 150, 26)),
    )  # fmt: skip
    partnering.ask_partner(program=program, company=Company.objects.get(slug="shioiri"), by=ogata)
    actions.publish(program=program, by=miura)
    joined(program, "hokushin", "kitamura")
    own = program.partners.select_related("company", "program").get(company=aomi)
    partnering.say_words(partner=own, by=miura, brings="夜に使える九階の広間", hopes="離れた人と話せる場")
    joining.nominate(
        partner=own, person=person("takahashi"), by=miura, word="読んだことを現場の言葉にできる人だと思いました。"
    )
    joining.apply(partner=own, by=person("hayashi"), aim="離れてからの十数年を、会社の人と読みあってみたい。")


def talk_it_over() -> None:
    """A department and a facilitator who once worked there."""
    ogata, miura = person("ogata"), person("miura")
    unit = Department.objects.select_related("company").get(company__slug="aomi", name=story.BOSAI.rpartition("/")[2])
    head_of(unit)
    program = actions.post(
        company=unit.company, by=ogata, **words("dialogue", title="ちがいを話せる防災グループへ", department=unit,
        seats_each=12, **days(-20, 80)),
    )  # fmt: skip
    actions.publish(program=program, by=miura)
    own = program.partners.select_related("company", "program").get()
    partnering.say_words(
        partner=own, by=miura, brings="話すための月二時間", hopes="困りごとが、困る前に聞こえてくること"
    )
    take_in(own, [person("takahashi")], miura, ogata)
    meet(program, ogata, "第一の対話 ─ 言えなかったこと", -13, "言わずにおいたことを、ひとつ", "")
    meet(program, ogata, "第二の対話 ─ これからすること", 19, "部署で、まず何を変えますか", "")
    actions.go_on(program=program, to=Program.State.RUNNING, by=ogata)


def propose() -> None:
    """A draft that waits for the desk."""
    aomi = Company.objects.get(slug="aomi")
    program = actions.post(company=aomi, by=person("ogata"), **words("return", **days(60, 150, 45)))
    actions.propose(program=program, by=person("ogata"))
