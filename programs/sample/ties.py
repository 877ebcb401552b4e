"""The demo's people know each other: some connections, one introduction on its way, one word waiting at the desk."""

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.connections import actions as connections
from alumni.introductions import actions as introductions
from alumni.introductions import vouching
from programs.sample import story

# (who asks, who answers, what each says of the other, the project that both name)
KNOWN = [
    ("okada", "miura", "boss", "report", ""),
    ("okada", "hayakawa", "worked", "worked", ""),
    ("okada", "saeki", "project", "project", "港の見まもり計画"),
    ("okada", "hayashi", "worked", "worked", ""),
    ("takahashi", "miura", "worked", "worked", ""),
    ("miwa", "miura", "report", "boss", ""),
    ("miwa", "hayashi", "worked", "worked", ""),
    ("ogata", "hayashi", "friend", "friend", ""),
    ("hayakawa", "tran", "client", "client", ""),
]


def know() -> None:
    """After everybody has come in: through the same actions that the pages use."""
    people = {
        one.email.partition("@")[0]: one for one in User.objects.filter(email__in=[p.email for p in story.CAST])
    }
    for asker, other, says, they_say, project in KNOWN:
        made = connections.ask(person=people[other], by=people[asker], says=says, project=project)
        connections.confirm(connection=made, by=people[other], says=they_say, project=project)
    connections.ask(
        person=people["okada"], by=people["ogata"], says="worked", word="警備情報グループの緒方です。覚えていますか。"
    )
    introductions.ask(
        by=people["hayakawa"],
        middle=people["okada"],
        other=people["saeki"],
        words="佐伯さんの農園のことを聞きました。うちの若い人たちと、畑を見せてもらえないかと考えています。",
        told_as="防災情報グループにいた後輩",
    )


def remember(company: Company) -> None:
    """早川 remembers somebody who left twenty years ago; 三浦 finds the word on her desk."""
    vouching.vouch(
        by=User.objects.get(email=f"hayakawa@{story.DOMAIN}"),
        company=company,
        family_name="成瀬",
        given_name="亮",
        department_text="警備情報グループ",
        period_text="2006年",
        address="naruse@far.kanae.example",
        subject="ごぶさたしています、早川です",
        words="成瀬さん、お元気ですか。新人のころ、夜の監視室で聞いた話を、いまもよく思い出します。"
        "あのころの仲間が、またゆるやかに集まっています。気が向いたら、のぞいてみてください。",
    )
