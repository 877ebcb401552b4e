"""PURE: the bytes of one mail: text, the same as simple HTML, and attachments. Quicker than the email package."""

import re
from binascii import b2a_base64
from collections.abc import Mapping, Sequence
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr
from functools import lru_cache
from html import escape

from django.utils.timezone import now

BUTTON = re.compile(r"^\[([^\[\]]+)\]\((\S+)\)$")
ITEM = re.compile(r"^・\[([^\[\]]+)\]\((\S+)\)$")
HEAD = re.compile(r"^# (.+)$")
BUTTON_CLASS = 'class="button"'  # what people wrote is escaped, and never looks like this
LONGEST_WORD = 45  # bytes that fit one encoded word of a header
BOUNDARY = "=_kanae_%s"


def compose(
    headers: Mapping[str, str], text: str, html: str, attachments: Sequence[tuple[str, bytes, str]], mark: str
) -> bytes:
    """`mark` makes the boundaries; the same input gives the same bytes but for the date.

    A single calendar entry is one more way to read the mail, the last: only there do mail programs see an invitation,
    and take it into the calendar or out of it. Several stay files.
    """
    head = [f"{name}: {value}" for name, value in headers.items()]
    head += [f"Date: {format_datetime(now())}", "MIME-Version: 1.0"]
    ways, files = [_text("plain", text), _text("html", html)], list(attachments)
    if entry := _only_entry(files):
        ways.append(_part(entry[2], entry[1]))
        # Programs that know no invitations, and those that hide that part, still have it as a file.
        files[files.index(entry)] = (entry[0], entry[1], f'application/ics; name="{entry[0]}"')
    body = _multipart("alternative", mark + "a", ways)
    if files:
        body = _multipart("mixed", mark + "m", [body, *(_file(*attached) for attached in files)])
    return "\r\n".join([*head, body]).encode("utf-8")


@lru_cache(maxsize=64)  # the same for everybody, and half of what a mail costs
def words_header(text: str) -> str:
    """Any words as a header: one line, encoded where needed."""
    line = " ".join(text.split())
    return line if line.isascii() and len(line) < 70 else Header(line, "utf-8", maxlinelen=70).encode(linesep="\r\n")


def mailbox_header(name: str, address: str) -> str:
    if not address.isascii():
        return address
    name = " ".join(name.split())
    if name.isascii() or len(packed := name.encode()) > LONGEST_WORD:
        return formataddr((name, address))
    return f"=?utf-8?b?{b2a_base64(packed, newline=False).decode()}?= <{address}>"


@lru_cache(maxsize=64)
def from_header(name: str, default_from: str) -> str:
    return mailbox_header(name, parseaddr(default_from)[1])


def as_text(words: str, site: str, bullet: str = "・") -> str:
    """Buttons become their words and the address on a line of its own, headings their words; `bullet` leads an item."""
    words = re.sub(r"\n{3,}", "\n\n", words.strip())
    return "\n".join(_button_text(line, site, bullet) for line in words.split("\n"))


def as_html(words: str, site: str) -> str:
    """Paragraphs of escaped words; a line `[words](address)` that leads to our own site becomes a button, `# words` a
    heading. The first button is what the mail asks for, and stands out; the others are drawn as outlines."""
    paragraphs = re.split(r"\n\s*\n", words.strip())
    drawn = "\n".join(_paragraph(p.strip().split("\n"), site) for p in paragraphs if p.strip())
    before, first, rest = drawn.partition(BUTTON_CLASS)
    return before + first + rest.replace(BUTTON_CLASS, 'class="button quiet"')


def item(words: str, url: str) -> str:
    """One line of a list that leads somewhere of our own."""
    plain = " ".join(words.split()).translate(str.maketrans("[]", "［］"))
    return f"・[{plain}]({url})" if url else f"・{plain}"


def own_address(target: str, site: str) -> str:
    """The full address of a path or address of our own; empty for anything else, however it is written."""
    if target.startswith("/") and not target.startswith(("//", "/\\")):
        return site + target
    return target if target.startswith(site + "/") else ""


def _paragraph(lines: list[str], site: str) -> str:
    drawn = [_button_html(line, site) or _head_html(line) or escape(line) for line in lines]
    return f"<p>{'<br>'.join(drawn)}</p>"


def _head_html(line: str) -> str:
    found = HEAD.match(line.strip())
    return f'<strong class="head">{escape(found[1])}</strong>' if found else ""


def _button_html(line: str, site: str) -> str:
    found, item = BUTTON.match(line.strip()), ITEM.match(line.strip())
    if item and (href := own_address(item[2], site)):
        return f'<a class="item" href="{escape(href)}">{escape(item[1])}</a>'
    href = own_address(found[2], site) if found else ""
    return f'<a class="button" href="{escape(href)}">{escape(found[1])}</a>' if found and href else ""


def _button_text(line: str, site: str, bullet: str) -> str:
    if head := HEAD.match(line.strip()):
        return head[1]
    found, item = BUTTON.match(line.strip()), ITEM.match(line.strip())
    if item and (href := own_address(item[2], site)):
        return f"{bullet}{item[1]}\n{href}"
    href = own_address(found[2], site) if found else ""
    return f"▶ {found[1]}\n{href}" if found and href else line


def _only_entry(files: Sequence[tuple[str, bytes, str]]) -> tuple[str, bytes, str] | None:
    """The one file that asks something of the reader's calendar; none when there are several."""
    found = [one for one in files if one[2].startswith("text/calendar;") and "method=" in one[2]]
    return found[0] if len(found) == 1 else None


def _text(kind: str, text: str) -> str:
    return _part(f'text/{kind}; charset="utf-8"', text.replace("\r\n", "\n").replace("\n", "\r\n").encode())


def _file(name: str, content: bytes, mimetype: str) -> str:
    return _part(mimetype, content, f'Content-Disposition: attachment; filename="{name}"\r\n')


def _part(mimetype: str, content: bytes, more: str = "") -> str:
    """Base64 in lines, as mail wants it; base64.encodebytes takes three times as long."""
    line = b2a_base64(content, newline=False).decode("ascii")
    packed = "\r\n".join([line[at : at + 76] for at in range(0, len(line), 76)]) + "\r\n"
    return f"Content-Type: {mimetype}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n{packed}"


def _multipart(kind: str, mark: str, parts: Sequence[str]) -> str:
    boundary = BOUNDARY % mark
    inside = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n{inside}--{boundary}--\r\n'
