"""PURE: every sentence about an HR file, with its weight: what happened, the cause, the remedy.

error: the row stays out until it is mended, so that nothing is lost or guessed silently.
warning: the row can go in; somebody should look. info: something was put right by itself.
"""

from typing import NamedTuple


class Wording(NamedTuple):
    severity: str
    ja: str
    en: str


AGAIN_JA = "もう一度取り込んでください。"
AGAIN_EN = "then import the file again."

WORDINGS = {
    # The line itself
    "short_row": Wording(
        "error",
        "列が足りません（{columns}がありません）。行の途中で切れているようです。足りない列を補って、" + AGAIN_JA,
        "Cells are missing ({columns}). The line seems to be cut off. Fill in the missing cells, " + AGAIN_EN,
    ),
    "long_row": Wording(
        "error",
        "見出しより列が多くあります（見出し{expected}列、この行{count}列）。値の中のカンマで列がずれていることがあります。"
        'カンマを含む値を「"」で囲んで、' + AGAIN_JA,
        "This line has {count} cells but there are {expected} headers. A comma inside a value may have shifted the "
        "cells. Put values with commas in double quotes, " + AGAIN_EN,
    ),
    "quote_open": Wording(
        "error",
        '引用符「"」の始まりと終わりが合っていません。この行だけを読み飛ばしました。引用符を直して、' + AGAIN_JA,
        "The double quotes on this line don't match, so this one line was left out. Mend the quotes, " + AGAIN_EN,
    ),
    "identical_row": Wording(
        "warning",
        "{line}行目とまったく同じ内容です。1件として取り込みます。この行は消してもかまいません。",
        "The same as line {line} in every cell. The two are taken as one; you can delete this line.",
    ),
    "second_post": Wording(
        "info",
        "{line}行目と同じ人の兼務として、まとめて取り込みます。",
        "Taken together with line {line}, as another post of the same person.",
    ),
    "more_posts": Wording(
        "info",
        "{lines}を、この人の兼務として、まとめて取り込みます。",
        "Further posts of this person ({lines}) are taken together with this line.",
    ),
    "fellow_row": Wording(
        "error",
        "同じ人の{line}行目に直すところがあります。いっしょに取り込むため、{line}行目を直して、" + AGAIN_JA,
        "Line {line}, about the same person, needs mending. The lines go in together: mend line {line}, " + AGAIN_EN,
    ),
    # Employee number
    "number_missing": Wording(
        "error",
        "社員番号が入力されていません。社員番号を入れて、" + AGAIN_JA,
        "The employee number is empty. Enter the number, " + AGAIN_EN,
    ),
    "number_doubled": Wording(
        "error",
        "社員番号 {number} が{lines}にもあり、内容が違います。どちらの行が正しいか決められないため、どちらも取り込みません。"
        "正しい番号に直して、" + AGAIN_JA,
        "Employee number {number} is also on {lines}, with different content. Nobody can tell which is right, so "
        "neither is taken in. Correct the number, " + AGAIN_EN,
    ),
    "number_scientific": Wording(
        "error",
        "「{value}」は表計算ソフトが指数に変えた番号で、元の番号がわかりません。列の書式を「文字列」にして番号を入れ直し、"
        + AGAIN_JA,
        "“{value}” was turned into an exponent by a spreadsheet; the real number is lost. Format the column as text, "
        "enter the number, " + AGAIN_EN,
    ),
    "number_widened": Wording(
        "warning",
        "「{value}」を半角の {number} として取り込みます。先頭の 0 が落ちていないか、確かめてください。",
        "“{value}” is taken as {number}. Please check that no leading zero has been lost.",
    ),
    "number_shorter": Wording(
        "warning",
        "社員番号 {number} は、ほかの行（{width}桁）より短い番号です。先頭の 0 が落ちていないか、確かめてください。",
        "Employee number {number} is shorter than the others ({width} digits). Please check for a lost leading zero.",
    ),
    # Names
    "family_name_missing": Wording(
        "error",
        "姓が入力されていません。姓を入れて、" + AGAIN_JA,
        "The family name is empty. Enter the family name, " + AGAIN_EN,
    ),
    "name_missing": Wording(
        "error",
        "氏名が入力されていません。氏名を入れて、" + AGAIN_JA,
        "The name is empty. Enter the name, " + AGAIN_EN,
    ),
    "given_name_missing": Wording(
        "warning",
        "名が入力されていません。姓だけで取り込みます。",
        "The given name is empty. The person goes in with the family name alone.",
    ),
    "name_not_split": Wording(
        "warning",
        "「{value}」は姓と名の間に空白がありません。全体を姓として取り込みます。分けるには空白を入れてください。",
        "“{value}” has no space between family and given name, so all of it is taken as the family name.",
    ),
    "name_order": Wording(
        "warning",
        "「{value}」は「{family}」を姓として取り込みます。逆のときは、姓を先に書きなおしてください。",
        "“{value}” is taken with “{family}” as the family name. If it is the other way round, write the family name "
        "first.",
    ),
    "formula": Wording(
        "error",
        "「{value}」は計算式として動くおそれのある書き方（= + - @ で始まる文字）です。正しい文字に直して、"
        + AGAIN_JA,
        "“{value}” begins with = + - or @ and could run as a formula. Write the real text instead, " + AGAIN_EN,
    ),
    "sheet_error": Wording(
        "error",
        "「{value}」は表計算ソフトの計算エラーです。正しい値を入れて、" + AGAIN_JA,
        "“{value}” is a spreadsheet's error message. Enter the real value, " + AGAIN_EN,
    ),
    "garbled": Wording(
        "error",
        "「{value}」は文字化けしています。元のシステムから「UTF-8」で出力しなおして、" + AGAIN_JA,
        "“{value}” contains broken characters. Export the file as UTF-8 from the original system, " + AGAIN_EN,
    ),
    "lost_letter": Wording(
        "warning",
        "「{value}」に「{letter}」があります。髙・﨑などの文字が、出力のときに置き換わったのかもしれません。確かめてください。",
        "“{value}” contains “{letter}”. A rare character (髙, 﨑 …) may have been replaced on export. Please check.",
    ),
    "private_letter": Wording(
        "warning",
        "「{value}」に外字（その会社だけの文字）があり、画面に出ないことがあります。近い文字に直すことをおすすめします。",
        "“{value}” contains a character private to one system; it may not show on screen. Please use a common one.",
    ),
    "hidden_letters": Wording(
        "info",
        "目に見えない文字（改行・制御文字など）を取り除きました。",
        "Invisible characters (line breaks, control characters) were taken out.",
    ),
    "too_long": Wording(
        "error",
        "{length}文字あり、長すぎます（{limit}文字まで）。ほかの列の内容が入っていないか確かめ、短くして、"
        + AGAIN_JA,
        "{length} characters are too many (at most {limit}). Check whether another column slipped in, shorten it, "
        + AGAIN_EN,
    ),
    "too_deep": Wording(
        "error",
        "部署の階層が {depth} 段あります（{limit} 段まで）。区切りの文字を確かめて、" + AGAIN_JA,
        "The department has {depth} levels (at most {limit}). Check the separators, " + AGAIN_EN,
    ),
    "kana_widened": Wording(
        "info",
        "半角のヨミガナ「{value}」を「{reading}」にしました。",
        "The half-width reading “{value}” was turned into “{reading}”.",
    ),
    "kana_not_kana": Wording(
        "warning",
        "ヨミガナ「{value}」に仮名でない文字があります。ヨミガナは空のまま取り込みます。カタカナで書くと検索で見つかります。",
        "The reading “{value}” isn't written in kana. The person goes in without a reading.",
    ),
    # Dates
    "date_unreadable": Wording(
        "error",
        "「{value}」を日付として読めません。1999/04/01 や 平成11年4月1日 のように書いて、" + AGAIN_JA,
        "“{value}” can't be read as a date. Write it like 1999/04/01, " + AGAIN_EN,
    ),
    "date_impossible": Wording(
        "error",
        "「{value}」は存在しない日付です（{year}年{month}月は{last}日までです）。正しい日付に直して、" + AGAIN_JA,
        "“{value}” is no date: month {month} of {year} has {last} days. Correct the date, " + AGAIN_EN,
    ),
    "date_no_month": Wording(
        "error",
        "「{value}」の{month}月という月はありません。正しい日付に直して、" + AGAIN_JA,
        "“{value}”: there is no month {month}. Correct the date, " + AGAIN_EN,
    ),
    "date_two_digit_year": Wording(
        "error",
        "「{value}」は年が2桁で、何年のことかわかりません。西暦4桁か、元号をつけて書いて、" + AGAIN_JA,
        "“{value}” has a two-digit year, which could be several. Write four digits, " + AGAIN_EN,
    ),
    "date_day_first": Wording(
        "error",
        "「{value}」は月と日の順がわかりません。年/月/日（例：1999/04/01）の順に書いて、" + AGAIN_JA,
        "“{value}”: day and month can't be told apart. Write year/month/day (1999/04/01), " + AGAIN_EN,
    ),
    "date_too_old": Wording(
        "error",
        "「{value}」は古すぎる日付です。正しい年に直して、" + AGAIN_JA,
        "“{value}” is too long ago. Correct the year, " + AGAIN_EN,
    ),
    "date_too_far": Wording(
        "error",
        "「{value}」は遠すぎる未来の日付です。正しい年に直すか、空にして、" + AGAIN_JA,
        "“{value}” is too far in the future. Correct the year or leave the cell empty, " + AGAIN_EN,
    ),
    "era_ended": Wording(
        "error",
        "「{value}」という和暦はありません（{era}は{last}までです）。正しくは「{right}」ではありませんか。確かめて直し、"
        + AGAIN_JA,
        "“{value}” never was: that era ended on {last_iso}. It may be {right} ({right_iso}). Correct it, " + AGAIN_EN,
    ),
    "era_not_begun": Wording(
        "error",
        "「{value}」は、まだ{era}になっていない日付です（{era}は{first}からです）。正しくは「{right}」ではありませんか。"
        "確かめて直し、" + AGAIN_JA,
        "“{value}” lies before that era began ({first_iso}). It may be {right} ({right_iso}). Correct it, "
        + AGAIN_EN,
    ),
    "date_serial": Wording(
        "info",
        "「{value}」は表計算ソフトの日付番号とみなして、{date}として読みました。",
        "“{value}” was read as a spreadsheet's date number: {date}.",
    ),
    "date_open": Wording(
        "info",
        "「{value}」は「終わりなし」の意味とみなして、在籍中として取り込みます。",
        "“{value}” was read as “no end”: the person is taken as still employed.",
    ),
    "joined_missing": Wording(
        "warning",
        "入社日が入力されていません。入社日はわからないものとして取り込みます。",
        "The date of joining is empty. It is taken as unknown.",
    ),
    "left_before_joined": Wording(
        "error",
        "退職日（{left}）が入社日（{joined}）より前です。どちらかを直して、" + AGAIN_JA,
        "The date of leaving ({left}) is before the date of joining ({joined}). Correct one of them, " + AGAIN_EN,
    ),
    "known_otherwise": Wording(
        "error",
        "退職日（{left}）が、名簿にある在籍の始まり（{since}）より前です。社員番号が合っているか、退職日が正しいかを確かめて、"
        + AGAIN_JA,
        "The date of leaving ({left}) is before the start of a post that is on record ({since}). Check the employee "
        "number and the date of leaving, " + AGAIN_EN,
    ),
    "left_in_future": Wording(
        "warning",
        "退職日（{left}）は先の日付です。退職予定とみなし、その日までは在籍中として取り込みます。",
        "The date of leaving ({left}) is still to come. Until then the person is taken as employed.",
    ),
    "joined_in_future": Wording(
        "warning",
        "入社日（{joined}）は先の日付です。入社予定の人でよいか、確かめてください。",
        "The date of joining ({joined}) is still to come. Please check.",
    ),
    "left_unknown": Wording(
        "warning",
        "「{value}」とありますが退職日が空です。退職日はわからないものとして取り込みます。",
        "The status is “{value}” but the date of leaving is empty. It is taken as unknown.",
    ),
    # Address and the rest
    "mail_invalid": Wording(
        "error",
        "「{value}」はメールアドレスの形ではありません。正しいアドレスに直すか、空にして、" + AGAIN_JA,
        "“{value}” isn't an e-mail address. Correct it or leave the cell empty, " + AGAIN_EN,
    ),
    "mail_shared": Wording(
        "warning",
        "同じメールアドレスが{lines}の人にもあります。招待はひとりにしか届けられません。確かめてください。",
        "The same address also belongs to the person on {lines}. Only one of them can be invited with it.",
    ),
    "entry_unknown": Wording(
        "warning",
        "入社区分「{value}」は新卒か中途かわかりません。区分なしで取り込みます。",
        "“{value}” tells neither new graduate nor mid-career. The person goes in without it.",
    ),
    # The header
    "header_doubled": Wording(
        "warning",
        "同じ見出し「{column}」が2つあります。左から順に「{column}」「{renamed}」として扱います。",
        "There are two headers “{column}”. The later one is called “{renamed}” here.",
    ),
    "header_blank": Wording(
        "info", "見出しのない列を「{renamed}」と呼びます。", "A column without a header is called “{renamed}” here."
    ),
    # The whole file
    "empty": Wording(
        "error",
        "ファイルが空です。中身のあるファイルを選んでください。",
        "The file is empty. Please choose a file with content.",
    ),
    "header_only": Wording(
        "error",
        "見出しだけで、人の行がありません。出力の条件を確かめて、もう一度出力してください。",
        "There are headers but no people. Check what was chosen for the export and export again.",
    ),
    "no_header": Wording(
        "error",
        "1行目に見出し（社員番号、姓、名 など）がありません。見出しの行をつけて、" + AGAIN_JA,
        "The first line has no headers (employee number, name …). Add a line with headers, " + AGAIN_EN,
    ),
    "encoding": Wording(
        "error",
        "文字コードがわかりません（{line}行目あたりで読めなくなりました）。「UTF-8」か「Shift_JIS」で保存しなおして、"
        + AGAIN_JA,
        "The text encoding can't be told (reading stopped near line {line}). Save the file as UTF-8, " + AGAIN_EN,
    ),
    "not_a_table": Wording(
        "error",
        "{kind}のファイルのようです。CSV か Excel（.xlsx）のファイルを選んでください。",
        "This seems to be {kind_en}. Please choose a CSV or Excel (.xlsx) file.",
    ),
    "password": Wording(
        "error",
        "パスワードのかかったファイルは読めません。パスワードを外して保存し、" + AGAIN_JA,
        "A file with a password can't be read. Save it without the password, " + AGAIN_EN,
    ),
    "damaged": Wording(
        "error",
        "ファイルが壊れていて開けません。元のシステムから出力しなおして、" + AGAIN_JA,
        "The file is damaged and can't be opened. Export it again, " + AGAIN_EN,
    ),
    "too_big": Wording(
        "error",
        "ファイルの中身が大きすぎます（展開すると {size} MB、{limit} MB まで）。分けて取り込んでください。",
        "The file is too big ({size} MB when unpacked, at most {limit} MB). Please split it.",
    ),
    "no_sheet": Wording(
        "error",
        "シート「{sheet}」がありません。シートを選びなおしてください。",
        "There is no sheet “{sheet}”. Please choose another.",
    ),
    "required_missing": Wording(
        "error",
        "{fields}の列がまだ選ばれていません。どの列がそれにあたるかを選んでください。",
        "No column has been chosen for {fields}. Please choose one.",
    ),
    "columns_gone": Wording(
        "error",
        "前回使った列{columns}が、このファイルにはありません。列の対応を選びなおしてください。",
        "The columns {columns} used last time aren't in this file. Please choose the columns again.",
    ),
    "forbidden_columns": Wording(
        "error",
        "{columns}は取り込まない決まりの列です。ほかの列を選んでください。",
        "{columns} must never be imported. Please choose other columns.",
    ),
}
