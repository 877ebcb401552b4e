"""Small random worlds of people and what they keep to whom; search_oracle.py tells what is found in them."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st

from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.directory.wishes import Wish
from alumni.profiles import encounters
from alumni.profiles.disclosure import PARTS, closed, settled
from alumni.profiles.models import Profile, Skill, StoryPart, Telling
from tests import make

NAMES = [
    ("岡田 千尋", "オカダ チヒロ"),
    ("髙橋 守", "タカハシ マモル"),
    ("高林 道子", "タカバヤシ ミチコ"),
    ("林 渉", "ハヤシ ワタル"),
]
QUERIES = ["林", "高橋", "おかだ", "ok", "takahashi", "海", "青海シス", "警備情報", "技術", "ある会社", "東京", "博多", "設計士",
           "課長", "岡田 東京", "高 青海", "人を率い", "ものがたり", "水彩", "hoku"]  # fmt: skip
FIELDS = ("reading_to", "place_to", "now_to", "former_name_to", "skills_to", "free_to")
masks = st.integers(0, 31).map(closed)


@st.composite
def tellings(draw):
    openness = {part: settled(draw(masks), draw(masks)) for part in PARTS}
    return {
        **{p: int(o.exact) for p, o in openness.items()},
        **{f"{p}_blurred": int(o.blurred) for p, o in openness.items()},
    }


posts = st.fixed_dictionaries(
    {
        "unit": st.integers(0, 4),
        "since": st.sampled_from([None, "1999-04-01", "2003-04-01", "2008-10-01"]),
        "until": st.sampled_from([None, "2009-03-31", "2012-03-31"]),
        "open": st.booleans(),
        "title": st.sampled_from(["", "課長"]),
        "entry": st.sampled_from(["new_graduate", "transfer"]),
        "state": st.sampled_from(["verified", "verified", "verified", "claimed", "disputed"]),
        "telling": st.none() | tellings(),
    }
)
people = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "seen_by": st.sampled_from(["network", "network", "company", "company", "coworkers", "nobody"]),
        "masks": st.tuples(masks, masks, masks, masks, masks, masks),
        "free": st.booleans(),
        "posts": st.lists(posts, min_size=1, max_size=3),
        "desk": st.sampled_from([None, None, None, 0, 1]),
        "active": st.sampled_from([True, True, True, True, False]),
    }
)
worlds = st.fixed_dictionaries(
    {
        "people": st.lists(people, min_size=3, max_size=5),
        "met": st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))),
    }
)
wishes = st.one_of(
    st.sampled_from(QUERIES).map(lambda text: {"text": text}),
    st.fixed_dictionaries(
        {},
        optional={
            "text": st.sampled_from(QUERIES),
            "company": st.integers(0, 1),
            "unit": st.integers(0, 4),
            "years": st.sampled_from([(1999, 2000), (2004, None), (None, 2001), (2010, 2011)]),
            "entered": st.sampled_from([1999, 2003]),
            "place": st.just("東京"),
            "skill": st.just("水彩画"),
            "free": st.just(True),
            "worked_together": st.booleans(),
        },
    ),
)


class World:
    def __init__(self, plan) -> None:
        self.companies = [make.company("青海システムズ"), make.company("北辰製作所", name_en="Hokushin Works")]
        first, second = self.companies
        group = make.department(first, "公共事業部/警備情報グループ")
        self.units = [
            group,
            group.parent,
            make.department(first, "技術部"),
            make.department(second, "製造本部"),
            None,
        ]
        self.skill = Skill.objects.create(name="水彩画")
        self.people = [self._person(one) for one in plan["people"]]
        pairs = {tuple(sorted(pair)) for pair in plan["met"] if max(pair) < len(self.people)}
        self.met = {(self.people[a].pk, self.people[b].pk) for a, b in pairs if a != b}

    def meet(self, viewer: User) -> set[int]:
        return {b if a == viewer.pk else a for a, b in self.met if viewer.pk in (a, b)}

    def wish(self, plan) -> Wish:
        given = dict(plan)
        unit = given.pop("unit", None)
        if unit is not None and self.units[unit]:
            given["units"] = tuple(u.pk for u in self.units[:2]) if unit == 1 else (self.units[unit].pk,)
        if "company" in given:
            given["company"] = self.companies[given["company"]].pk
        return Wish(**given)

    def _person(self, plan) -> User:
        name, reading = plan["name"]
        family_kana, given_kana = reading.split()
        person = make.user(
            name, seen_by=None, family_kana=family_kana, given_kana=given_kana, is_active=plan["active"]
        )
        to = dict(zip(FIELDS, map(int, plan["masks"]), strict=True))
        profile = Profile.objects.create(
            person=person, seen_by=plan["seen_by"], place="東京", now="設計士", former_name="博多",
            free_until=timezone.localdate() + timedelta(days=70) if plan["free"] else None, **to,
        )  # fmt: skip
        profile.skills.add(self.skill)
        StoryPart.objects.create(profile=profile, kind="learned", text="ものがたり", to=int(plan["masks"][0]))
        for post in plan["posts"]:
            self._post(person, **post)
        if plan["desk"] is not None:
            companies.grant_role(user=person, company=self.companies[plan["desk"]], role="hr", by=None)
        return person

    def _post(self, person: User, *, unit: int, since, until, open: bool, telling, **fields) -> None:
        if until and since and until < since:
            until = None
        where = self.units[unit] or self.companies[0]
        tenure = make.tenure(person, where, since, until, **{**fields, "open": open and not until})
        if telling:
            Telling.objects.create(tenure=tenure, **telling)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def knowing(world: World):
    """Until taken away, everybody has met whom the world says."""
    encounters.sources.append(world.meet)
    return lambda: encounters.sources.remove(world.meet)
