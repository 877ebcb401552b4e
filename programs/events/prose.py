"""PURE: a host's words with simple marks (Markdown) become safe HTML: no raw HTML, no picture, no link made by itself."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a", "hr", "code"}
# The page has its own title and headings, so that a host's "#" begins one level below them.
LEVELS = {"h1": "h3", "h2": "h4", "h3": "h4", "h5": "h4", "h6": "h4"}

# Japanese writers end a line where they want it to end.
_marks = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable("image")


def html_of(text: str) -> str:
    """Safe to be marked as safe: everything outside the short list of tags is gone."""
    tokens = _marks.parse(text)
    for token in tokens:
        _lower(token)
    drawn = _marks.renderer.render(tokens, _marks.options, {})
    return nh3.clean(
        drawn,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http"},
        link_rel="noopener noreferrer nofollow",
    )


def _lower(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = LEVELS.get(token.tag, token.tag)
