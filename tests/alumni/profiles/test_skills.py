"""One vocabulary of skills: folded, extended by people, suggested without telling who wrote what, cared for in the admin."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from alumni.profiles import actions, skills
from alumni.profiles.models import Profile, Skill, SkillWord
from tests import make
from tests.cast import Cast


def test_skills_are_one_vocabulary(cast: Cast) -> None:
    actions.describe(person=cast.boss, by=cast.boss, skills=["Ｐｙｔｈｏｎ", "はーぶ"])
    actions.describe(person=cast.alumna, by=cast.alumna, skills=["python", "パイソン"])
    assert Skill.objects.count() == 3
    one = Skill.objects.get(name="Ｐｙｔｈｏｎ")
    skills.call_alike(skill=one, word="パイソン", by=cast.admin)
    assert skills.skills_told(cast.alumna) == [one]
    assert set(one.words.values_list("text", flat=True)) == {"Ｐｙｔｈｏｎ", "パイソン"}


def test_one_word_at_a_time_is_added_and_taken_off(cast: Cast, login) -> None:
    browser = login(cast.boss)
    for word in ("ハーブ", "ﾊｰﾌﾞ", "はーぶ", "登山"):
        assert browser.post("/me/profile/skills/add/", {"word": word}).status_code == 302
    assert [one.name for one in skills.skills_told(cast.boss)] == ["ハーブ", "登山"]
    herb = Skill.objects.get(name="ハーブ")
    page = browser.get("/me/profile/").content.decode()
    assert "「ハーブ」を外す" in page and 'list="skill-words"' in page
    browser.post("/me/profile/skills/remove/", {"skill": herb.pk})
    assert [one.name for one in skills.skills_told(cast.boss)] == ["登山"]
    for bad in ("", "あ" * 41, " "):
        assert browser.post("/me/profile/skills/add/", {"word": bad}).status_code == 302
    assert browser.post("/me/profile/skills/remove/", {"skill": "９"}).status_code == 302
    assert Skill.objects.count() == 2


def test_there_are_at_most_twenty(cast: Cast) -> None:
    actions.describe(person=cast.boss, by=cast.boss, skills=[f"ことば{n}" for n in range(20)])
    skills.add(person=cast.boss, word="ことば3", by=cast.boss)
    with pytest.raises(ValidationError, match="20個"):
        skills.add(person=cast.boss, word="もうひとつ", by=cast.boss)


def test_a_word_is_suggested_by_any_of_its_spellings(cast: Cast) -> None:
    python = Skill.objects.create(name="Python", name_en="Python", offered=True)
    for word in ("Python", "パイソン"):
        skills.call_alike(skill=python, word=word, by=cast.admin)
    asked = {text: skills.suggestions(cast.alumna, text) for text in ("ぱい", "ＰＹ", "x", "")}
    assert asked == {"ぱい": ["Python"], "ＰＹ": ["Python"], "x": [], "": []}
    assert skills.vocabulary() == ["Python"]


@pytest.mark.parametrize(
    ("seen_by", "to", "readers"),
    [
        ("network", 31, {"boss", "alumna", "hr_other"}),
        ("network", 3, {"boss"}),
        ("company", 31, {"boss"}),
        ("nobody", 31, {"boss"}),
    ],
)
def test_only_what_every_member_may_read_is_suggested_to_others(
    cast: Cast, login, seen_by: str, to: int, readers: set[str]
) -> None:
    actions.describe(person=cast.boss, by=cast.boss, skills=["天体観測"])
    Profile.objects.filter(person=cast.boss).update(seen_by=seen_by, skills_to=to)
    seen = set()
    for who in ("boss", "alumna", "hr_other", "stranger"):
        if "天体観測" in login(getattr(cast, who)).get("/me/profile/skills/suggest/?word=天").content.decode():
            seen.add(who)
    assert seen == readers


def test_the_platform_merges_words_that_mean_the_same(cast: Cast, login) -> None:
    actions.describe(person=cast.boss, by=cast.boss, skills=["コーチング"])
    actions.describe(person=cast.alumna, by=cast.alumna, skills=["コーチング", "人を支える対話"])
    rows = list(Skill.objects.values_list("pk", flat=True))
    browser, page = login(cast.admin), reverse("admin:alumni_skill_changelist")
    assert browser.get(page).status_code == 200
    browser.post(page, {"action": "merge", "_selected_action": rows})
    kept = Skill.objects.get()
    assert (kept.name, kept.words.count(), kept.people.count()) == ("コーチング", 2, 2)
    browser.post(page, {"action": "offer", "_selected_action": [kept.pk]})
    assert skills.vocabulary() == ["コーチング"]
    change = reverse("admin:alumni_skill_change", args=[kept.pk])
    words = {"words-TOTAL_FORMS": 0, "words-INITIAL_FORMS": 0}
    browser.post(change, {"name": "コーチング", "name_en": "Coaching", "offered": "on", **words})
    assert SkillWord.objects.filter(text="Coaching", skill=kept).exists()


def test_the_vocabularies_are_the_platforms(cast: Cast, login) -> None:
    make.label("大手SIer", cast.company)
    for table in ("skill", "blurlabel"):
        page = reverse(f"admin:alumni_{table}_changelist")
        assert [login(who).get(page).status_code for who in (cast.admin, cast.company_admin)] == [200, 403]


def test_the_platform_mends_labels_but_names_no_company(cast: Cast, login) -> None:
    label = make.label("大手SIer", cast.company)
    browser, page = login(cast.admin), reverse("admin:alumni_blurlabel_change", args=[label.pk])
    assert "名前がわからないことば" in browser.post(page, {"text": "青海の会社・青海システムズ"}).content.decode()
    assert browser.post(page, {"text": "大手システム会社", "companies": [cast.company.pk]}).status_code == 302
    label.refresh_from_db()
    assert (label.text, label.breadth) == ("大手システム会社", 1)
