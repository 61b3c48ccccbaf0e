"""Tables of the documentation that are made from the code: one function for each."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sceptic.appraisal import stance
from sceptic.config import Settings
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Design, Direction
from sceptic.errors import ScepticError
from sceptic.render.labels import DESIGNS, DIRECTIONS, FLAGS, STANCES
from sceptic.synthesis import certainty as certainty_rules
from sceptic.synthesis import comparing, grading, weighing
from sceptic.synthesis.aggregator import shipped_aggregators
from sceptic.synthesis.kinds import KIND_WORDS, QuestionKind

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "sceptic"
EVALUATION = ROOT / "docs" / "evaluation"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    cells = [[str(c).replace("|", "\\|") for c in row] for row in rows]
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(r) for r in cells)]
    return "\n".join(f"| {line} |" for line in lines)


# --- command line -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, its help, its arguments and options as ``(signature, help)``."""

    words: str
    help: str
    arguments: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    option_names: tuple[str, ...]


def command_tree() -> tuple[Command, ...]:
    """Every command as its ``--help`` describes it, parents first."""
    from typer.main import get_command  # noqa: PLC0415 - as in the product, not at import

    import sceptic.cli  # noqa: F401, PLC0415 - registers the commands
    from sceptic.cli.app import app  # noqa: PLC0415

    return tuple(_commands(get_command(app), "sceptic"))


def _commands(command: Any, words: str) -> Iterator[Command]:
    shown = [p for p in command.params if not getattr(p, "hidden", False)]
    options = [p for p in shown if p.param_type_name == "option"]
    yield Command(
        words=words,
        help=(command.help or "").strip(),
        arguments=tuple(
            (_argument(p), p.help or "") for p in shown if p.param_type_name == "argument"
        ),
        options=tuple((_option(p), _option_help(p)) for p in options),
        option_names=tuple(o for p in options for o in p.opts),
    )
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, f"{words} {name}")


def _argument(parameter: Any) -> str:
    name = parameter.name.upper() + ("..." if parameter.nargs == -1 else "")
    return f"`{name}`" if parameter.required else f"`[{name}]`"


def _option(parameter: Any) -> str:
    names = sorted(parameter.opts, key=lambda o: (-len(o), o))
    value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
    return ", ".join(f"`{n}{value}`" for n in names)


def _option_help(parameter: Any) -> str:
    said = parameter.help or ""
    is_told = not parameter.is_flag and parameter.default not in (None, "")
    return f"{said} Default: {parameter.default}." if is_told else said


ENDLESS = ("sceptic serve", "sceptic mcp")
"""Commands that run until they are stopped; the tests run the examples of all others."""


def commands() -> str:
    return "\n\n".join(_command(c) for c in command_tree())


def _command(command: Command) -> str:
    signature = " ".join([command.words, *(a.strip("`") for a, _ in command.arguments)])
    text, *examples = command.help.split("\n\nExample: ")
    pieces = [f"## {command.words}", " ".join(text.split())]
    pieces.append(f"```text\n{signature}{' [OPTIONS]' if command.options else ''}\n```")
    language = "bash" if command.words in ENDLESS else "sh"
    pieces += [f"Example:\n\n```{language}\n{' '.join(e.split())}\n```" for e in examples]
    if command.arguments:
        pieces.append(table(("argument", "meaning"), command.arguments))
    if command.options:
        pieces.append(table(("option", "meaning"), command.options))
    return "\n\n".join(pieces)


def settings() -> str:
    return table(
        ("setting", "variable", "default", "meaning"),
        (
            (f"`{f.name}`", f"`SCEPTIC_{f.name.upper()}`",
             f"`{f.default}`" if f.default else "empty", f.metadata["help"])
            for f in fields(Settings)
        ),
    )  # fmt: skip


# --- errors and gaps --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One error code; ``hints`` are those printed with it, ``…`` for what depends on the case."""

    code: str
    name: str
    meaning: str
    exit_code: int
    hints: tuple[str, ...]


def error_rows() -> tuple[ErrorRow, ...]:
    """Every class of ``errors.py`` and every code given where an error is raised, by code."""
    classes = {c.__name__: c for c in _classes(ScepticError)}
    raised = [(n, call) for n, call in _calls() if n in classes]
    rows = {}
    for name, kind in classes.items():
        own = [c for n, c in raised if n == name and _keyword(c, "code") is None]
        rows[kind.code] = _error_row(kind.code, name, _first_line(kind), kind.exit_code, own)
    for name, call in raised:
        code = _keyword(call, "code")
        if code is not None:
            same = [c for _, c in raised if _keyword(c, "code") == code]
            meaning = (_text(call.args[0]) or "") if call.args else _first_line(classes[name])
            rows[code] = _error_row(code, name, meaning, classes[name].exit_code, same)
    return tuple(rows[c] for c in sorted(rows))


def _error_row(
    code: str, name: str, meaning: str, exit_code: int, calls: Iterable[ast.Call]
) -> ErrorRow:
    hints = dict.fromkeys(h for c in calls if (h := _keyword(c, "hint")))
    return ErrorRow(code, name, meaning, exit_code, tuple(sorted(hints)))


def errors() -> str:
    return table(
        ("code", "class", "meaning", "exit", "hints"),
        (
            (f"`{r.code}`", f"`{r.name}`", r.meaning, r.exit_code, "; ".join(r.hints) or "none")
            for r in error_rows()
        ),
    )


def gap_rows() -> tuple[tuple[str, str, str], ...]:
    """``(code, what, why)`` of every Gap that the code may put into a brief, by code."""
    found = {
        code: (code, _text(c.args[0]) or "", _text(c.args[1]) or "")
        for name, c in _calls()
        if name == "Gap" and len(c.args) >= 3 and (code := _text(c.args[2]))
    }
    return tuple(found[c] for c in sorted(found))


def gaps() -> str:
    return table(("code", "what", "why it matters"), ((f"`{c}`", w, y) for c, w, y in gap_rows()))


def _classes(kind: type[ScepticError]) -> Iterator[type[ScepticError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _classes(child)


def _first_line(kind: type) -> str:
    return " ".join((kind.__doc__ or "").strip().split("\n\n")[0].split()).replace("``", "`")


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the package with the bare name of what is called, in a fixed order."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def _keyword(call: ast.Call, name: str) -> str | None:
    return next((_text(k.value) for k in call.keywords if k.arg == name), None)


def _text(node: ast.expr) -> str | None:
    """A string as written; ``…`` for what is put in when it is printed."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            (_text(v) or "") if isinstance(v, ast.Constant) else "…" for v in node.values
        )
    return None


def evaluation_pages() -> str:
    """A link to every page beside the index of the evaluation, with its title."""
    pages = sorted(p for p in EVALUATION.glob("*.md") if p.name != "README.md")
    titles = ((p, p.read_text("utf-8").partition("\n")[0].lstrip("# ")) for p in pages)
    return "\n".join(f"- [{title}]({page.name})" for page, title in titles) or "None yet."


# --- rules of judgement -----------------------------------------------------------------------


def stances() -> str:
    order = (Direction.BETTER, Direction.NO_DIFFERENCE, Direction.WORSE)
    rows = stance._STANCE
    return table(
        ("the claim says that it", *(DIRECTIONS[d][1] for d in order)),
        ((f"`{r.value}`", *(STANCES[rows[r][d]] for d in order)) for r in Relation if r in rows),
    )


_REASON_FILES = ("appraisal/stance.py", "appraisal/aim.py", "synthesis/weighing.py")
_REASON_TABLES = ("_RETRACTED", "_NOT_A_STUDY", "_INDIRECT")


def reason_texts() -> tuple[str, ...]:
    """Why a study does not count, as printed, each once, in the order of the code."""
    found: dict[str, None] = {}
    for name in _REASON_FILES:
        for node in ast.walk(ast.parse((SOURCE / name).read_text("utf-8"))):
            texts = (_text(e) or "" for e in _reason_nodes(node))
            found.update(dict.fromkeys(t for t in texts if t.strip("…")))
    return tuple(found)


def _reason_nodes(node: ast.AST) -> Iterator[ast.expr]:
    """What a function of reasons returns, the values of a table of reasons, and ``why = ...``."""
    if isinstance(node, ast.FunctionDef) and (
        node.name.startswith("_why") or node.name == "other_aim"
    ):
        yield from (n.value for n in ast.walk(node) if isinstance(n, ast.Return) and n.value)
    elif isinstance(node, ast.Assign):
        names = {t.id for t in node.targets if isinstance(t, ast.Name)}
        if names & set(_REASON_TABLES) and isinstance(node.value, ast.Dict):
            yield from node.value.values
        elif "why" in names:
            value = node.value
            yield from (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)


def reasons() -> str:
    return "\n".join(f"- {text.replace('{what}', '…')}" for text in reason_texts())


def coefficients() -> str:
    """What each model of the aggregator was made from; in the order of its features."""
    shipped = shipped_aggregators()
    named = {"holds": shipped.holds}
    for way, pair in (("given", shipped.given), ("looked for", shipped.found)):
        named |= {f"differs, sources {way}": pair.differs, f"enough, sources {way}": pair.enough}
    return table(
        ("model", "made from", "items", "coefficients, the constant first"),
        (
            (f"`{name}`", m.trained_on, m.n, ", ".join(f"{c:g}" for c in m.coefficients))
            for name, m in named.items()
        ),
    )


def priors() -> str:
    """What is taken as likely before any study, for each kind of question."""
    holds = shipped_aggregators().holds
    return table(
        (
            "kind of question",
            "what it asks",
            "added to the constant",
            "probability before any study",
        ),
        (
            (
                kind.value,
                KIND_WORDS[kind],
                f"{holds.kinds[kind.value]:g}",
                f"{holds.prior(kind):.2f}",
            )
            for kind in QuestionKind
        ),
    )


def weights() -> str:
    kinds = {kind: weighing.base_weights(kind) for kind in QuestionKind}
    return table(
        ("design", *(f"for {kind.value}" for kind in kinds), "bonus for size"),
        (
            (DESIGNS[d], *(f"{base[d]:g}" for base in kinds.values()),
             "no" if d in weighing._NO_SIZE_BONUS else "yes")
            for d in Design if d in kinds[QuestionKind.EFFECT]
        ),
    )  # fmt: skip


def flag_factors() -> str:
    factors = weighing._FLAG_FACTORS
    return table(("caution", "factor"), ((FLAGS[f], f"{v:g}") for f, v in factors.items()))


def answers() -> str:
    g = grading
    return table(
        ("number", "value"),
        (
            ("probability from which a claim is supported", f"{g.YES:g}"),
            ("probability up to which a claim is contradicted", f"{g.NO:g}"),
            ("share of the weight on the smaller side from which studies may conflict",
             f"{g.DISAGREEMENT:g}"),
            ("the same for opposite directions in an open comparison", f"{comparing.OPPOSED:g}"),
            ("people in one study that make it large enough to answer alone",
             g._LARGE_TRIAL),
            ("people that two small studies need together", g._SMALL_BODY),
            ("people assumed where a study does not tell", g._UNKNOWN_SIZE),
        ),
    )  # fmt: skip


def certainty() -> str:
    c = certainty_rules
    return table(
        ("number", "value"),
        (
            ("people below which the evidence is imprecise", c.ENOUGH_PARTICIPANTS),
            ("people behind a large body of evidence", c._MANY),
            ("people in a large trial", c._LARGE_TRIAL),
            ("people in a large study of a cause", c._LARGE_COHORT),
        ),
    )
