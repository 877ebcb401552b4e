"""PURE: what only the whole file can tell about a row: doubled numbers and addresses, further posts, lost zeros."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from alumni.companies.names import fold, mail_key
from alumni.tenures.hrfile import cells
from alumni.tenures.hrfile.cells import Findings, Found

if TYPE_CHECKING:
    from alumni.tenures.hrfile.decode import RawRow, Table
    from alumni.tenures.hrfile.rows import EmployeeRow, ParsedRow, Shape

    ReadRow = Callable[[RawRow, Shape], ParsedRow]

# Lists of lines are for reading; a shared address on thousands of rows must not list them on each.
LINES_TOLD = 6
USUAL_SHARE, ENOUGH_NUMBERS = 0.8, 5
FILLED_IN = ("family_kana", "given_kana", "former_name", "email", "joined", "left", "entry")


@dataclass(frozen=True)
class Group:
    """The rows that carry one employee number."""

    members: tuple["ParsedRow", ...]

    @property
    def main(self) -> "ParsedRow":
        return self.members[0]

    @property
    def is_one_person(self) -> bool:
        return all(_agree(self.main.values, other.values) for other in self.members[1:])

    @property
    def in_need(self) -> int | None:
        """The first line that has to be mended before any of them can go in."""
        return next((member.line for member in self.members if member.has_errors), None)

    def twin_of(self, row: "ParsedRow") -> int | None:
        """An earlier line with the very same cells."""
        return next((m.line for m in self.members if m.line < row.line and m.raw == row.raw), None)

    def values(self) -> "EmployeeRow":
        """One person: all posts in order, and whatever the main row leaves empty."""
        everyone = [member.values for member in self.members]
        filled = {name: next(filter(None, (getattr(v, name) for v in everyone)), None) for name in FILLED_IN}
        posts = list(dict.fromkeys(post for values in everyone for post in values.posts))
        return replace(
            self.main.values,
            **{name: value for name, value in filled.items() if value},
            has_left=any(values.has_left for values in everyone),
            departments=tuple(levels for levels, _ in posts),
            titles=tuple(title for _, title in posts),
        )


@dataclass
class Doubles:
    groups: dict[str, Group] = field(default_factory=dict)
    # Mailbox → (line, who) of everybody who has it, where there are several.
    shared: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    usual_width: int = 0

    def group_of(self, row: "ParsedRow") -> Group | None:
        return self.groups.get(row.values.employee_number)

    def about_number(self, row: "ParsedRow") -> list[Found]:
        group, number = self.group_of(row), row.values.employee_number
        if group:
            return _about_group(group, row)
        widened = any(problem.code == "number_widened" for problem in row.problems)
        if number.isdigit() and len(number) < self.usual_width and not widened:
            return [Found("number_shorter", {"number": number, "width": self.usual_width})]
        return []

    def about_mail(self, row: "ParsedRow") -> list[Found]:
        owners = self.shared.get(mail_key(row.values.email), []) if row.values.email else []
        others = [line for line, who in owners if who != _who(row)]
        return [Found("mail_shared", {"lines": others[:LINES_TOLD]})] if others else []

    def merged_into(self, row: "ParsedRow") -> int | None:
        group = self.group_of(row)
        return group.main.line if group and group.is_one_person and row.line != group.main.line else None

    def values_of(self, row: "ParsedRow") -> "EmployeeRow":
        group = self.group_of(row)
        whole = group and group.is_one_person and row.line == group.main.line
        return group.values() if group and whole else row.values


def _about_group(group: Group, row: "ParsedRow") -> list[Found]:
    if not group.is_one_person:
        others = [member.line for member in group.members if member.line != row.line]
        return [Found("number_doubled", {"number": row.values.employee_number, "lines": others[:LINES_TOLD]})]
    if (twin := group.twin_of(row)) is not None:
        return [Found("identical_row", {"line": twin})]
    if group.in_need is not None:
        return [] if row.has_errors else [Found("fellow_row", {"line": group.in_need})]
    if row.line != group.main.line:
        return [Found("second_post", {"line": group.main.line})]
    posts = [member.line for member in group.members[1:] if group.twin_of(member) is None]
    return [Found("more_posts", {"lines": posts[:LINES_TOLD]})] if posts else []


def _agree(one: "EmployeeRow", other: "EmployeeRow") -> bool:
    """The same name, and nothing that contradicts: an empty cell says nothing."""
    if fold(one.family_name + one.given_name) != fold(other.family_name + other.given_name):
        return False
    return all(
        not a or not b or a == b
        for a, b in ((getattr(one, f.name), getattr(other, f.name)) for f in fields(one) if f.name in FILLED_IN)
    )


def _who(row: "ParsedRow") -> str:
    return row.values.employee_number or f"line {row.line}"


def survey(table: "Table", shape: "Shape", read_row: "ReadRow") -> Doubles:
    """First a pass that keeps two numbers per row; then, only if something is doubled, a pass over those rows."""
    numbers, mails, widths, padded = array("q"), array("q"), Counter[int](), Counter[int]()
    for raw in table.rows():
        number = cells.number_of(shape.cell(raw, "employee_number")[0], Findings())
        mail = mail_key(shape.cell(raw, "email")[0])
        numbers.append(hash(number) if number and not raw.broken else 0)
        mails.append(hash(mail) if mail and not raw.broken else 0)
        if number.isascii() and number.isdigit():
            widths[len(number)] += 1
            padded[len(number)] += number.startswith("0")
    doubles = Doubles(usual_width=_usual_width(widths, padded))
    _collect(table, shape, read_row, doubles, _repeated(numbers), _repeated(mails))
    return doubles


def _usual_width(widths: Counter[int], padded: Counter[int]) -> int:
    """How long numbers are here, when zeros fill them up; 0 when they may be of any length."""
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    usual = count >= max(ENOUGH_NUMBERS, widths.total() * USUAL_SHARE) and padded[width]
    return width if usual else 0


def _repeated(hashes: Iterable[int]) -> set[int]:
    previous, repeated = 0, set()
    for one in sorted(hashes):
        if one and one == previous:
            repeated.add(one)
        previous = one
    return repeated


def _collect(
    table: "Table", shape: "Shape", read_row: "ReadRow", doubles: Doubles, numbers: set[int], mails: set[int]
) -> None:
    if not (numbers or mails):
        return
    members, shared = defaultdict(list), defaultdict(list)
    for raw in table.rows():
        number = cells.number_of(shape.cell(raw, "employee_number")[0], Findings())
        mail = mail_key(shape.cell(raw, "email")[0])
        if raw.broken or not (hash(number) in numbers or hash(mail) in mails):
            continue
        row = read_row(raw, shape)
        if row.values.employee_number and hash(number) in numbers:
            members[row.values.employee_number].append(row)
        if row.values.email and hash(mail) in mails:
            shared[mail_key(row.values.email)].append((row.line, _who(row)))
    doubles.groups = {number: Group(tuple(rows)) for number, rows in members.items() if len(rows) > 1}
    doubles.shared = {mail: owners for mail, owners in shared.items() if len({who for _, who in owners}) > 1}
