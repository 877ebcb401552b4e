"""The fixed cast of the tests: two companies, and people who stand to them in every way that matters."""

from dataclasses import dataclass

from accounts.users.models import User
from alumni.companies.models import Company, Department, StaffRole
from tests import make


@dataclass
class Cast:
    """青海システムズ with its people, and 北辰製作所 whose HR must see nothing of them."""

    company: Company
    other_company: Company
    division: Department
    group: Department
    alumna: User
    boss: User
    junior: User
    employee: User
    facilitator: User
    hr: User
    company_admin: User
    hr_other: User
    alumnus_other: User
    stranger: User
    admin: User

    def everybody(self) -> dict[str, User]:
        return {name: who for name, who in vars(self).items() if isinstance(who, User)}


def build() -> Cast:
    company, other = make.company("青海システムズ", slug="aomi"), make.company("北辰製作所", slug="hokushin")
    group = make.department(company, "公共ソリューション事業部/警備情報グループ")
    division = group.parent
    assert division is not None
    other_unit = make.department(other, "製造本部/第一工場")
    people = {
        "alumna": ("岡田 千尋", group, "2003-04-01", "2011-03-31", {"entry": "new_graduate"}),
        "boss": ("三輪 健司", division, "1990-04-01", "2012-03-31", {"heads": True, "title": "事業部長"}),
        "junior": ("早川 翔", group, "2007-04-01", "2014-03-31", {"entry": "new_graduate"}),
        "employee": ("高梨 直", division, "2010-04-01", None, {"entry": "mid_career"}),
        "facilitator": ("緒方 律", group, "1999-04-01", "2006-09-30", {"entry": "new_graduate"}),
        "alumnus_other": ("北村 洋", other_unit, "2001-04-01", "2015-03-31", {}),
    }
    made = {}
    for key, (name, unit, since, until, more) in people.items():
        made[key] = make.user(name, email=f"{key}@example.test")
        make.tenure(made[key], unit, since, until, **more)
    return Cast(
        company=company,
        other_company=other,
        division=division,
        group=group,
        **made,
        hr=make.hr(company, "三浦 千鶴", email="hr@example.test"),
        company_admin=make.hr(
            company, "大槻 環", role=StaffRole.Role.COMPANY_ADMIN, email="company_admin@example.test", is_staff=True
        ),
        hr_other=make.hr(other, "北川 麻衣", email="hr_other@example.test", is_staff=True),
        stranger=make.user("外山 渉", email="stranger@example.test"),
        admin=make.user("管理 者", email="admin@example.test", is_staff=True, is_superuser=True),
    )
