"""A language model behind an OpenAI-compatible address, asked to put sentences more simply.

It is off unless an address is given. What it answers is data and nothing else: whoever uses it
checks every sentence (``synthesis.rephrasing``).
"""

from __future__ import annotations

import re

import httpx2
import msgspec

from sceptic.errors import ConfigError, SourceAnswerError, SourceUnreachableError

_AT_ONCE = 20
_LARGEST = 1024 * 1024
_TASK = (
    "Rewrite each numbered sentence in plain English. Keep every number, name, comparison, negation"
    " and word of certainty, in the same order. Add nothing. Answer with the same numbers, one"
    " sentence a line."
)
_LINE = re.compile(r"^\s*(\d+)[.):]\s*(.+?)\s*$", re.MULTILINE)


class _Message(msgspec.Struct):
    content: str = ""


class _Choice(msgspec.Struct):
    message: _Message


class _Answer(msgspec.Struct):
    choices: list[_Choice]


def parse_lines(text: str, count: int) -> tuple[str, ...]:
    """``count`` sentences by their numbers; one that is missing is empty."""
    found = {int(m[1]): m[2] for m in _LINE.finditer(text)}
    return tuple(found.get(n, "") for n in range(1, count + 1))


class LanguageModel:
    """One model of one service.

    Args:
        base: the address up to ``/v1``.
        key: sent as a bearer token if there is one.

    Raises:
        ConfigError: the address is none of the web.
    """

    def __init__(
        self,
        base: str,
        model: str,
        key: str = "",
        *,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        if not re.match(r"https?://[\w.:\[\]-]+", base):
            raise ConfigError(
                f"{base!r} is no address of a language model", hint="http://localhost:11434/v1"
            )
        self.name = model or "unnamed model"
        self._address = f"{base.rstrip('/')}/chat/completions"
        headers = {"authorization": f"Bearer {key}"} if key else {}
        self._http = httpx2.Client(headers=headers, timeout=120.0, transport=transport)

    def rewrite(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """As many sentences, in order; one that the model left out comes back as it was.

        Raises:
            SourceError: it does not answer, or not as such a service does.
        """
        found: list[str] = []
        for at in range(0, len(sentences), _AT_ONCE):
            some = sentences[at : at + _AT_ONCE]
            told = parse_lines(self._asked(some), len(some))
            found.extend(new or old for new, old in zip(told, some, strict=True))
        return tuple(found)

    def _asked(self, sentences: tuple[str, ...]) -> str:
        numbered = "\n".join(f"{n}. {text}" for n, text in enumerate(sentences, start=1))
        messages = [
            {"role": "system", "content": _TASK},
            {"role": "user", "content": numbered},
        ]
        body = {"model": self.name, "messages": messages, "temperature": 0, "seed": 0}
        try:
            reply = self._http.post(self._address, json=body)
        except httpx2.HTTPError as error:
            raise SourceUnreachableError(
                f"the language model does not answer: {type(error).__name__}"
            ) from error
        if reply.status_code != 200:
            raise SourceAnswerError(f"the language model refuses: status {reply.status_code}")
        try:
            choices = msgspec.json.decode(reply.content[:_LARGEST], type=_Answer).choices
        except msgspec.DecodeError as error:
            raise SourceAnswerError(f"the language model's answer is none: {error}") from error
        return choices[0].message.content if choices else ""
