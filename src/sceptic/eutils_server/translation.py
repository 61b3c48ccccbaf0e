"""A query as NCBI prints it back: every field by its full name, every term in quotes."""

from __future__ import annotations

from sceptic.eutils_server.fields import full_name
from sceptic.library.query import And, Earlier, Near, Node, Not, Or, Range, Term


def translated(node: Node) -> str:
    """``hair loss[tiab] AND 2010[dp]`` ->
    ``"hair loss"[Title/Abstract] AND 2010/01/01:2010/12/31[Date - Publication]``, but for dates,
    which stay as they were written.
    """
    match node:
        case And(nodes):
            return " AND ".join(map(_operand, nodes))
        case Or(nodes):
            return " OR ".join(map(_operand, nodes))
        case Not(wanted, unwanted):
            return f"{_operand(wanted)} NOT {_operand(unwanted)}"
        case Earlier(number):
            return f"#{number}"
        case Range(low, high, field):
            return f"{low}:{high}[{full_name(field)}]"
        case Near(text, field, distance):
            return f'"{text}"[{full_name(field)}:~{distance}]'
        case Term(text, field, _, truncated, exact):
            name = full_name(field) + (":noexp" if exact else "")
            return f"{text}*[{name}]" if truncated else f'"{text}"[{name}]'


def _operand(node: Node) -> str:
    text = translated(node)
    return f"({text})" if isinstance(node, And | Or | Not) else text
