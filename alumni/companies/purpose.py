"""The text that every newcomer agrees to, until a company publishes words of its own."""

from accounts.consent.actions import publish
from accounts.consent.models import Document
from alumni.companies.models import Company

NETWORK = "network"

TEXT_JA = """{company}のアルムナイ（会社を離れた人と、いま働いている人）のつながりのために、あなたの情報を次のように使います。

・使う情報：お名前とよみ、{company}に在籍した時期・部署・役職、ご自身で書かれたこと、メールアドレス
・使いみち：集いや企画のご案内、おなじ時期や部署で働いた人どうしが見つけ合えるようにすること
・見せる相手：ご自身が選んだ範囲のメンバーだけです。範囲はいつでも変えられ、だれにも見せないこともできます。メールアドレスは、ほかのメンバーには見せません
・{company}の担当者は、在籍の記録と、参加されたことを見ることができます
・再雇用の勧誘や、ほかの目的には使いません。新しい使いみちができたときは、あらためておたずねします

同意は、設定の「個人情報の使いみちと同意」からいつでも取り下げられます。取り下げると、ほかのメンバーからは見えなくなります。
お問い合わせ：{contact}"""

TEXT_EN = """For the alumni network of {company_en} (people who left, and people who work there now) we use your information as follows.

- What: your name and its reading, when and in which department and post you worked at {company_en}, what you write yourself, your e-mail address
- What for: news of gatherings and programs, and letting people who worked in the same years or departments find each other
- Who sees it: only the members you choose. You can change this at any time, or show yourself to nobody. Other members never see your e-mail address
- The people in charge at {company_en} see their record of your time there, and that you have joined
- Not for recruiting you back, nor for anything else. We will ask again before any new use

You can withdraw your consent at any time under Settings, "How your information is used". Other members will then no longer see you.
Contact: {contact}"""


def newest_text(company: Company) -> Document | None:
    found = Document.objects.filter(scope=company.scope, purpose=NETWORK)
    return found.order_by("-version").first()


def standard_text(company: Company) -> dict[str, str]:
    """The words that stand until a company writes its own, in both languages."""
    words = {
        "company": company.name,
        "company_en": company.name_en or company.name,
        "contact": company.contact_email or company.postal_address or company.name,
    }
    return {"text_ja": TEXT_JA.format(**words), "text_en": TEXT_EN.format(**words)}


def ensure_text(company: Company) -> Document:
    """The company's own newest text; the standard one is published when it has none."""
    found = newest_text(company)
    return found or publish(scope=company.scope, purpose=NETWORK, by=None, **standard_text(company))
