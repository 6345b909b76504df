"""Which texts that people read are not marked for translation? Found by what words look like."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from django.template.base import Lexer, Token, TokenType
from scripts.texts.found import KEYWORDS

#: Attributes whose value is read by people; those of our own components among them.
_READ: Final = {"title", "aria-label", "placeholder", "alt", "label", "lead", "summary", "hx-confirm"}
_UNREAD_ELEMENTS: Final = {"script", "style", "code", "kbd", "pre"}
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Names of products and of formats, the same in every language.
_NAMES = re.compile(
    r"\b(Recruit|LinkedIn(?: Recruiter)?|InMail|CSV|JSON|PDF|URL|API|UTC|HTML|ID|OpenAPI|Excel|RSC|SHA-256|px|"
    r"POST|GET|HTTP|JavaScript|Apply Connect|Deutsch|English|Europe/Berlin|example\.\w+)\b"
)
_LITERAL = re.compile(r'(?<!_\()"([^"]*)"|(?<!_\()\'([^\']*)\'')
_SAID = re.compile(r"^[A-Z][a-z]+|\w \w")
_OTHER_TAGS: Final = {
    "translate",
    "blocktranslate",
    "plural",
    "url",
    "icon",
    "static",
    "extends",
    "include",
    "load",
    "block",
    "now",
    "comment",
}
_DATES = re.compile(r"\|(?:date|control):(\"[^\"]*\"|'[^']*')")


class _Read(HTMLParser):
    """Collects what is read of a page from which all template code was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD_ELEMENTS
        kind = dict(attrs).get("type")
        for name, value in attrs:
            if name in _READ or (name == "value" and tag == "input" and kind in {"submit", "button"}):
                self._note(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._unread -= tag in _UNREAD_ELEMENTS

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD_ELEMENTS and self._unread > 0

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._note(data)

    def _note(self, text: str) -> None:
        if _WORD.search(_NAMES.sub("", text)):
            self.found.append((self.getpos()[0], " ".join(text.split())))


def in_template(source: str) -> list[str]:
    """``line: text`` for each text of a template that is not marked."""
    page, literals = [], []
    inside = ""
    for token in Lexer(source).tokenize():
        lines = "\n" * token.contents.count("\n")
        if token.token_type == TokenType.TEXT:
            page.append(lines if inside else token.contents)
            continue
        name = token.split_contents()[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if name == f"end{inside}" else inside
        elif name in {"blocktranslate", "comment"}:
            inside = name
        elif token.token_type != TokenType.COMMENT and name not in _OTHER_TAGS - {"include"}:
            literals += _literals(token)
        page.append(lines)
    reader = _Read()
    reader.feed("".join(page))
    return [f"{line}: {text}" for line, text in [*reader.found, *literals]]


def _literals(token: Token) -> Iterator[tuple[int, str]]:
    """Words that template code hands on: to a filter, to a component, to a part."""
    line = token.lineno or 0
    if "|pluralize" in token.contents:
        yield line, "|pluralize: {% blocktranslate count %} knows the plurals of every language"
    for literal in _LITERAL.finditer(_DATES.sub("", token.contents)):
        said = literal.group(1) or literal.group(2) or ""
        if _SAID.search(said) and "/" not in said and _WORD.search(_NAMES.sub("", said)):
            yield line, said


# ------------------------------------------------------------------------------------------------ modules

_SENTENCE = re.compile(r"^[A-Z“…][^_]*\s\S")
_ENGLISH_CALLS: Final = {
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "critical",
    "compile",
    "add_argument",
}
_ENGLISH_ERRORS: Final = re.compile(r"(Error|Exception|Warning|NotImplemented|AssertionError)$")
_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WITH|WHERE|FROM|VALUES|LOCK|SET|NULL|CASE)\b")
_KEYWORDS: Final = {"label", "help_text", "title", "sentence", "caption", "placeholder", "empty_label"}


def in_module(path: Path) -> list[str]:
    """``line: text`` for each text of a module that looks like one that people read, and is not marked.

    A line that ends with ``# English`` is left alone: what is sent, logged or stored is not translated.
    """
    source = path.read_text("utf-8")
    lines, tree = source.splitlines(), ast.parse(source)
    return [
        f"{line}: {text}"
        for line, text in _unmarked(tree)
        if _WORD.search(_NAMES.sub("", text)) and not _is_english(lines, line)
    ]


def _is_english(lines: list[str], line: int) -> bool:
    return "# English" in lines[line - 1]


def _unmarked(tree: ast.Module) -> Iterator[tuple[int, str]]:
    left_alone = _docstrings(tree)
    for node in ast.walk(tree):
        if _is_marking(node) or _is_english_call(node):
            left_alone.update(map(id, ast.walk(node)))
        if isinstance(node, ast.JoinedStr):
            left_alone.update(id(value) for value in node.values if isinstance(value, ast.Constant))
    words = set(_labels(tree))
    for node in ast.walk(tree):
        text = _text(node)
        if id(node) in left_alone or not text:
            continue
        if (id(node) in words and re.search(r"[^\W\d_]{2}", text)) or (
            _SENTENCE.match(text) and not _SQL.search(text)
        ):
            yield getattr(node, "lineno", 0), " ".join(text.split())


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def _docstrings(tree: ast.Module) -> set[int]:
    return {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        for statement in node.body[:1]
        if isinstance(statement, ast.Expr)
    }


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_marking(node: ast.AST) -> bool:
    return _called(node) in KEYWORDS


def _is_english_call(node: ast.AST) -> bool:
    """Logs, patterns, commands and errors that no visitor ever reads."""
    called = _called(node)
    return called in _ENGLISH_CALLS or bool(called and _ENGLISH_ERRORS.search(called))


def _labels(tree: ast.Module) -> Iterator[int]:
    """The labels of closed lists of words and of forms' fields, which may be of one word."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            for statement in node.body:
                if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Tuple):
                    yield id(statement.value.elts[-1])
        if isinstance(node, ast.keyword) and node.arg in _KEYWORDS:
            yield id(node.value)
