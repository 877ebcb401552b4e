"""PURE: the headers that HR systems write, field by field, the preferred one first; and columns that stay outside."""

from typing import NamedTuple

# A name known at work comes before the one in the register: that is the name former colleagues look for.
HEADERS: dict[str, tuple[str, ...]] = {
    "employee_number": (
        "社員番号", "従業員番号", "スタッフコード", "社員コード", "従業員コード", "社員ID", "従業員ID", "社員No", "社員NO.",
        "従業員No", "職員番号", "職員コード", "個人コード", "スタッフ番号", "社番", "人事番号",
        "Employee ID", "Employee number", "Employee no", "Employee code", "Staff ID", "Staff number", "Personnel number",
        "Worker ID", "Person ID",
    ),
    "family_name": (
        "ビジネスネーム：姓", "ビジネスネーム（姓）", "職場氏名(氏)", "職場氏名(姓)", "姓", "氏", "苗字", "名字", "氏名（姓）",
        "氏名(氏)", "姓（戸籍）", "戸籍氏名(氏)",
        "Family name", "Last name", "Surname",
    ),
    "given_name": (
        "ビジネスネーム：名", "ビジネスネーム（名）", "職場氏名(名)", "名", "氏名（名）", "名（戸籍）", "戸籍氏名(名)",
        "Given name", "First name", "Forename",
    ),
    "full_name": (
        "ビジネスネーム", "職場氏名", "氏名", "社員名", "従業員名", "社員氏名", "従業員氏名", "名前", "お名前", "表示名", "スタッフ名",
        "職員氏名", "Full name", "Name", "Display name", "Employee name", "Worker",
    ),
    "family_kana": (
        "ビジネスネーム：姓（ヨミガナ）", "ビジネスネーム姓（カナ）", "職場氏名(氏)(フリガナ)", "職場氏名フリガナ(氏)",
        "姓（ヨミガナ）", "姓カナ", "カナ姓", "セイ", "せい", "氏(カナ)", "苗字カナ", "氏名カナ(姓)", "氏名カナ(氏)", "カナ(姓)", "カナ(氏)",
        "戸籍氏名(氏)(フリガナ)", "Family name kana", "Last name kana", "Family name (reading)", "Phonetic last name",
    ),
    "given_kana": (
        "ビジネスネーム：名（ヨミガナ）", "ビジネスネーム名（カナ）", "職場氏名(名)(フリガナ)", "職場氏名フリガナ(名)",
        "名（ヨミガナ）", "名カナ", "カナ名", "メイ", "めい", "氏名カナ(名)", "カナ(名)", "戸籍氏名(名)(フリガナ)",
        "Given name kana", "First name kana", "Given name (reading)", "Phonetic first name",
    ),
    "full_kana": (
        "職場氏名(フリガナ)", "フリガナ", "氏名（フリガナ）", "氏名カナ", "カナ氏名", "社員名カナ", "社員氏名カナ", "従業員名カナ",
        "従業員氏名カナ", "名前カナ", "Full name kana", "Name kana", "Kana", "Reading", "Phonetic name",
    ),
    "joined": (
        "入社年月日", "入社日", "入社日付", "入社年月", "入社", "採用年月日", "採用日", "雇用開始日", "入社年月日（西暦）",
        "Hire date", "Date of hire", "Start date", "Date joined", "Joined", "Joining date", "Date of joining",
    ),
    "left": (
        "退職年月日", "退職日", "退社年月日", "退社日", "退職日付", "退職年月", "退職", "退社", "離職日", "離職年月日", "雇用終了日",
        "退職年月日（西暦）", "Termination date", "Leaving date", "Date of leaving", "End date", "Date left", "Left",
        "Last day", "Last working day",
    ),
    "status": (
        "在籍状況", "在籍区分", "在職区分", "在職状況", "在籍状態", "在籍ステータス", "在職ステータス", "退職区分", "雇用状況",
        "Status", "Employment status",
    ),
    # After leaving, only a person's own address reaches them.
    "email": (
        "個人メールアドレス", "私用メールアドレス", "個人用メールアドレス", "メールアドレス（個人）", "携帯メールアドレス", "メールアドレス", "メール",
        "Eメール", "E-mailアドレス", "連絡先メールアドレス", "メールアドレス1", "会社メールアドレス", "社用メールアドレス", "メールアドレス（会社）",
        "Personal email", "Private email", "Email", "E-mail", "Email address", "Mail address", "Mail", "Work email",
    ),
    "department_1": (
        "部署", "部署名", "所属", "所属名", "所属部署", "所属部署名", "部門", "部門名", "所属部門", "組織", "組織名", "所属組織", "配属先",
        "メイングループ", "所属グループ", "所属グループ名", "主所属", "主務所属", "本務所属", "所属(主務)", "主務部署", "部署（本務）",
        "Department", "Department name", "Division", "Organization", "Organisation", "Org unit", "Team",
    ),
    "title_1": (
        "役職", "役職名", "肩書", "肩書き", "職位", "職位名", "職名", "役職(主務)", "本務役職", "主務役職",
        "Title", "Job title", "Position", "Role",
    ),
    "more_departments": ("サブグループ", "兼務部署", "兼務所属", "兼務", "所属(兼務)", "Other departments"),
    "former_name": ("旧姓", "旧姓（氏）", "旧姓名", "旧氏", "旧氏名", "Former name", "Maiden name", "Former family name"),
    "entry": (
        "入社区分", "採用区分", "新卒・中途", "新卒/中途", "新卒中途", "新卒中途区分", "新卒・中途区分", "新卒/中途区分", "採用形態",
        "入社経緯", "採用経路区分", "Hire type", "Entry type",
    ),
}  # fmt: skip

# 部署1 部署, 役職2, 兼務部署1 …: patterns over the header without spaces and brackets; `shift` is added to the number.
NUMBERED = (
    (r"(?:部署|所属|部門|組織|所属部署|所属部門)(\d+)(?:部署|部署名|名)?", "department", 0),
    (r"(?:役職|職位|肩書)(\d+)(?:役職|役職名|名)?", "title", 0),
    (r"(?:department|division)(\d+)(?:name)?", "department", 0),
    (r"(?:title|jobtitle|position)(\d+)", "title", 0),
    (r"(?:兼務|副)(?:部署|所属|部門|組織)(\d+)(?:部署|名)?", "department", 1),
    (r"(?:兼務|副)(?:役職|職位)(\d+)(?:役職|名)?", "title", 1),
)
# One level per column: together they are one department.
LEVELS = ("事業本部", "本部", "事業部", "統括部", "部", "室", "課", "係", "グループ", "チーム", "班")
LEVEL_PATTERN = r"(?:所属|部署|組織|部門)?(?:第)?(\d+)(?:階層|層|レベル|次)|level(\d+)"


class Preset(NamedTuple):
    """How to know a system's export: headers that together are its own."""

    name: str
    label: str
    marks: tuple[str, ...]


PRESETS = (
    Preset("smarthr", "SmartHR", ("社員番号", "姓（ヨミガナ）", "名（ヨミガナ）", "入社年月日", "部署1 部署")),
    Preset("freee", "freee人事労務", ("従業員番号", "姓カナ", "名カナ", "入社日", "部門")),
    Preset("kaonavi", "カオナビ", ("社員番号", "氏名", "フリガナ", "所属", "退社日")),
    Preset("jobcan", "ジョブカン", ("スタッフコード", "メイングループ", "サブグループ")),
    Preset(
        "moneyforward",
        "マネーフォワード クラウド",
        ("従業員番号", "姓（フリガナ）", "名（フリガナ）", "入社年月日", "部門"),
    ),
    Preset("jinjer", "ジンジャー", ("社員番号", "職場氏名(氏)", "職場氏名(名)", "入社年月日", "所属グループ")),
    Preset("poweregg", "PowerEgg", ("社員コード", "社員名", "組織名", "役職名", "本務兼務区分")),
    Preset("pca", "PCA人事管理", ("社員コード", "氏名", "フリガナ", "旧姓", "入社年月日")),
    Preset("english", "English", ("Employee ID", "First name", "Last name", "Hire date", "Email")),
)

# Collected for employment; an alumni network has no purpose for them (ecosystem: never import).
FORBIDDEN = (
    ("my_number", r"マイナンバ|個人番号|mynumber"),
    ("bank", r"口座|銀行|金融機関|振込|bank|iban|accountnumber"),
    ("family", r"家族|扶養|配偶者|続柄|緊急連絡|世帯|子供|dependent|spouse|emergency"),
    (
        "leaving_reason",
        r"(退職|退社|離職)(の)?(理由|事由)|(leaving|termination)reason|reasonfor(leaving|termination)",
    ),
    ("birth", r"生年月日|誕生日|年齢|^birth|dateofbirth|birthda|^age$"),
    ("gender", r"性別|^gender|^sex$"),
    ("health", r"障害|健康|病歴|診断|血液型|disabilit|health"),
    ("origin", r"国籍|在留|本籍|旅券|nationality|passport|visa"),
    ("insurance", r"保険|年金|税|insurance|pension|^tax|socialsecurity|^ssn$"),
    ("pay", r"給与|年収|月給|時給|基本給|賃金|報酬|手当|賞与|等級|salary|wage|bonus|compensation|^pay"),
    ("judgement", r"評価|査定|賞罰|懲戒|考課|performance|^rating"),
    ("address", r"住所|郵便番号|都道府県|市区町村|番地|建物名|homeaddress|^address|postalcode|zipcode|postcode"),
    ("phone", r"電話|携帯|phone|^tel$|mobile"),
)
FORBIDDEN_REASONS = {
    "my_number": ("マイナンバーは法律で使い道が決まっているため", "the law limits what My Number may be used for"),
    "bank": ("口座の情報は、つながりに必要がないため", "bank details aren't needed for staying in touch"),
    "family": ("家族の情報は、本人の同意なく使えないため", "family details may not be used without consent"),
    "leaving_reason": (
        "退職の理由は、だれにも見せない決まりのため",
        "reasons for leaving are nobody's business here",
    ),
    "birth": ("生年月日・年齢は、つながりに必要がないため", "birth dates aren't needed for staying in touch"),
    "gender": ("性別は、つながりに必要がないため", "gender isn't needed for staying in touch"),
    "health": ("健康の情報は、とくに配慮のいる情報のため", "health is specially protected information"),
    "origin": ("国籍などは、とくに配慮のいる情報のため", "origin is specially protected information"),
    "insurance": (
        "保険・税の情報は、つながりに必要がないため",
        "insurance and tax aren't needed for staying in touch",
    ),
    "pay": ("給与の情報は、つながりに必要がないため", "pay isn't needed for staying in touch"),
    "judgement": ("評価の情報は、在職中の目的に限られるため", "reviews were made for the time of employment only"),
    "address": ("住所は、本人が自分で書くまで持たないため", "home addresses are kept only when people enter them"),
    "phone": ("電話番号は、本人が自分で書くまで持たないため", "phone numbers are kept only when people enter them"),
}
