"""PURE: what is wrong, where, and how it is told; kept as a code and its values so that a page can choose the words."""

from dataclasses import dataclass, field
from typing import Any, Self

from alumni.tenures.hrfile.wording import WORDINGS

SHOWN_LETTERS = 40
SHOWN_LINES = 5


@dataclass(frozen=True)
class Problem:
    """One finding on a line of the file; `column` is the header as it stands in the file, or empty."""

    line: int
    column: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        return WORDINGS[self.code].severity

    def to_json(self) -> dict[str, Any]:
        return {"line": self.line, "column": self.column, "code": self.code, "params": self.params}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(data["line"], data["column"], data["code"], data["params"])


class FileProblem(ValueError):
    """The file as a whole can't be read, or not with these columns."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def text(self, lang: str = "ja") -> str:
        return _sentence(self.code, self.params, lang)

    def __str__(self) -> str:
        return self.text()


class CellProblem(ValueError):
    """One cell can't be read; whoever knows its place makes a Problem of it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def problem_text(problem: Problem, lang: str = "ja") -> str:
    """12行目「入社年月日」：… / Line 12, “入社年月日”: …"""
    sentence = _sentence(problem.code, problem.params, lang)
    if is_japanese(lang):
        column = f"「{problem.column}」" if problem.column else ""
        return f"{problem.line}行目{column}：{sentence}"
    column = f", “{problem.column}”" if problem.column else ""
    return f"Line {problem.line}{column}: {sentence}"


def is_japanese(lang: str) -> bool:
    return lang.lower().startswith("ja")


def _sentence(code: str, params: dict[str, Any], lang: str) -> str:
    pattern = WORDINGS[code].ja if is_japanese(lang) else WORDINGS[code].en
    return pattern.format(**{name: _shown(name, value, lang) for name, value in params.items()})


def _lines(lines: list[int], japanese: bool) -> str:
    told, more = lines[:SHOWN_LINES], len(lines) > SHOWN_LINES
    if japanese:
        return "・".join(f"{n}行目" for n in told) + ("ほか" if more else "")
    return ("line " if len(told) == 1 else "lines ") + ", ".join(map(str, told)) + (" and more" if more else "")


def _shown(name: str, value: Any, lang: str) -> str:
    japanese = is_japanese(lang)
    if name == "lines":
        return _lines(value, japanese)
    if isinstance(value, dict):
        return str(value["ja" if japanese else "en"])
    if isinstance(value, list | tuple):
        shown = [_shown("", one, lang) for one in value]
        return "".join(f"「{one}」" for one in shown) if japanese else ", ".join(f"“{one}”" for one in shown)
    text = str(value)
    return text if len(text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS] + "…"
