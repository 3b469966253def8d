"""HTML mail to text that reads like the plain part: lines, table cells apart, quoted blocks with ">".

Public: `text_of(html) -> Rendered`. Built on selectolax's lexbor (performance.md 6); a walk of our own because the
library's `.text()` runs table cells and blocks together, which turns "10 pcs | 4.12" into "10 pcs4.12".
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with the first HTML: a daemon to whom nobody writes does without
    from selectolax.lexbor import LexborNode

MAX_NODES = 15_000  # 4 us each; a long newsletter has some thousands
MAX_DEPTH = 400
MAX_OPEN = 2_000  # blocks within blocks; of 10,000 the parser alone takes 90 ms
HARD_CUT = "\ue000"  # a line of this private character: everything below is history, whatever it looks like
_SKIPPED = frozenset(
    {"head", "style", "script", "title", "meta", "link", "noscript", "template", "svg", "select", "o:p"}
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "table",
        "tr",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
        "center",
        "section",
        "article",
        "header",
        "footer",
        "hr",
        "form",
        "fieldset",
        "address",
        "main",
        "nav",
        "body",
    ]
)
_PARAGRAPHS = frozenset(["p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"])
# Containers below which everything is history. Gmail's and Yahoo's div holds the attribution line and a blockquote,
# between whose pieces people answer inline, so those two are read through.
_HARD_IDS = re.compile(
    r"^(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|"
    r"reply-intro|isReplyContent|origbody|ms-outlook-mobile-reference)$",
    re.I,
)
_HARD_CLASSES = re.compile(r"OutlookMessageHeader|protonmail_quote|zmail_extra|tutanota_quote|ntes_not_fresh", re.I)
_CITE_CLASSES = re.compile(r"gmail_quote|mail_quote|yahoo_quoted|cite|quote|mori", re.I)
_AMOUNT = re.compile(
    r"\d+[.,]\d{2}|[$€£¥₽₹]\s?\d|\d\s?(?:USD|EUR|RMB|CNY|GBP|INR|TRY)|(?:USD|EUR|RMB|CNY|GBP|US\$)\s?\d"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Text of an HTML body."""

    text: str
    price_table_at: int | None = None  # where in `text` a table that holds amounts begins


def text_of(html: str) -> Rendered:
    """Return the text of an HTML body; quoted blocks come as "> " lines, hard history below a HARD_CUT line."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(_shallow(html)).body
    if root is None:
        return Rendered(text="")
    walk = _Walk()
    walk.run(root)
    return Rendered(text=walk.text(), price_table_at=walk.price_table_at)


_NESTS = re.compile(
    r"<(/?)(?:div|blockquote|[uod]l|center|section|article|fieldset|form|address|main|nav|header|footer|h[1-6]|pre|menu)\b",
    re.I,
)


def _shallow(html: str) -> str:
    """Return the HTML up to where blocks nest deeper than any mail's: lexbor looks through all open ones for each."""
    if html.count("<") <= MAX_OPEN:
        return html
    depth = 0
    for tag in _NESTS.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > MAX_OPEN:
            return html[: tag.start()]
    return html


def _fills_cell(node: "LexborNode", tag: str) -> bool:
    """Return whether a paragraph is all that a table's cell holds, as Outlook writes cells: it begins no line there."""
    parent = node.parent
    if tag not in {"p", "div"} or parent is None or parent.tag not in {"td", "th"}:
        return False
    child = parent.child
    while child is not None:
        if child.mem_id != node.mem_id and (child.tag != "-text" or (child.text_content or "").strip()):
            return False
        child = child.next
    return True


class _Walk:
    """One pass over the tree, depth first without recursion, writing lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.tables = 0
        self.price_table_at: int | None = None

    def run(self, root: "LexborNode") -> None:
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        for _ in range(MAX_NODES):
            if not stack:
                break
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._write(node.text_content or "")
                continue
            if tag in _SKIPPED or tag.startswith(("-", "!")) or (tag != "body" and self._hidden(node)):
                continue
            self._enter(node, tag)
            if len(stack) < MAX_DEPTH * 50:
                stack.append((node, True))
                children = []
                child = node.child
                while child is not None:
                    children.append(child)
                    child = child.next
                stack.extend((one, False) for one in reversed(children))
        self._break()

    def _hidden(self, node: "LexborNode") -> bool:
        style = node.attributes.get("style")
        return style is not None and "display:none" in style.replace(" ", "").lower()

    def _enter(self, node: "LexborNode", tag: str) -> None:
        if tag == "br":
            self._newline()
        elif tag in _BLOCKS and not _fills_cell(node, tag):
            self._break(blank=tag in _PARAGRAPHS)
            if tag == "li":
                self.line.append("- ")
            elif tag == "hr":
                self.lines.append("> " * self.quotes + "_" * 20)
            elif tag == "blockquote" and self._is_cite(node):
                self.quotes += 1
            elif tag == "table":
                self.tables += 1
            if tag in {"div", "body", "hr", "table", "blockquote"} and self._is_hard(node):
                self.lines.append(HARD_CUT)
        elif tag in {"td", "th"}:
            if "".join(self.line).strip():
                self.line.append("\t")
        elif tag == "img" and (alt := node.attributes.get("alt")) and len(alt) < 60:
            self.line.append(f" {alt} " if not re.search(r"\.(png|jpe?g|gif)$", alt, re.I) else "")

    def _leave(self, node: "LexborNode") -> None:
        tag = node.tag or ""
        if tag in _BLOCKS and not _fills_cell(node, tag):
            self._break(blank=tag in _PARAGRAPHS)
            if tag == "blockquote" and self._is_cite(node):
                self.quotes -= 1
            elif tag == "table":
                self.tables -= 1

    @staticmethod
    def _is_cite(node: "LexborNode") -> bool:
        """Return whether a blockquote is history; a plain one is the writer's own indentation."""
        attributes = node.attributes
        kind, style = attributes.get("type"), attributes.get("style") or ""
        classes = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return kind == "cite" or bool(_CITE_CLASSES.search(classes)) or "border-left" in style or "cite" in attributes

    @staticmethod
    def _is_hard(node: "LexborNode") -> bool:
        attributes = node.attributes
        name, classes = attributes.get("id"), attributes.get("class")
        return bool((name and _HARD_IDS.match(name)) or (classes and _HARD_CLASSES.search(classes)))

    def _write(self, text: str) -> None:
        if not text.strip(" \t\r\n"):
            if self.line and not self.line[-1].endswith((" ", "\t")):
                self.line.append(" ")
            return
        self.line.append(re.sub(r"[ \t\r\n]+", " ", text) if ("\n" in text or "  " in text or "\t" in text) else text)

    def _newline(self) -> None:
        text = "".join(self.line).strip(" ").rstrip("\t").replace("\xa0", " ").rstrip()
        self.line.clear()
        if self.tables and self.price_table_at is None and "\t" in text and _AMOUNT.search(text):
            self.price_table_at = sum(len(line) + 1 for line in self.lines)
        self.lines.append(("> " * self.quotes + text) if self.quotes else text)

    def _break(self, *, blank: bool = False) -> None:
        if self.line and "".join(self.line).strip():
            self._newline()
        else:
            self.line.clear()
        if blank and self.lines and self.lines[-1].strip("> "):
            self.lines.append("> " * self.quotes)

    def text(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")
