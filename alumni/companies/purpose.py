"""The text that every newcomer agrees to, until a company publishes words of its own."""

from accounts.consent.actions import publish
from accounts.consent.models import Document
from alumni.companies.models import Company

NETWORK = "network"
NEWS = "news"  # a second text of its own: the company's own announcements, off until somebody turns them on

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


NEWS_JA = """{company}の担当者からのお知らせ（会社の近況、新しい企画など）を、メールとKanaeの「お知らせ」で受け取ります。

・使う情報：お名前とメールアドレス。担当者に、アドレスや、だれが受け取っているかの一覧は渡りません
・再雇用の勧誘や、ほかの目的には使いません
・受け取らなくても、ほかのことはなにも変わりません。いつでも取り下げられます
お問い合わせ：{contact}"""

NEWS_EN = """You receive announcements of {company_en} (how the company is doing, new programs) by mail and under "Notices" in Kanae.

- What: your name and e-mail address. The people in charge get neither your address nor a list of who receives this
- Not for recruiting you back, nor for anything else
- Nothing else changes if you don't. You can withdraw at any time
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


def ensure_news_text(company: Company) -> Document:
    """The text under which somebody asks for this company's announcements."""
    found = Document.objects.filter(scope=company.scope, purpose=NEWS).order_by("-version").first()
    words = {
        "company": company.name,
        "company_en": company.name_en or company.name,
        "contact": company.contact_email or company.postal_address or company.name,
    }
    texts = {"text_ja": NEWS_JA.format(**words), "text_en": NEWS_EN.format(**words)}
    return found or publish(scope=company.scope, purpose=NEWS, by=None, **texts)


def ensure_text(company: Company) -> Document:
    """The company's own newest text; the standard one is published when it has none."""
    found = newest_text(company)
    return found or publish(scope=company.scope, purpose=NETWORK, by=None, **standard_text(company))
