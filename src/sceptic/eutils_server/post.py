"""EPost: a list of PMIDs kept as a set of the history."""

from __future__ import annotations

from sceptic.eutils_server.answers import Answer, error_element, json_answer, xml_answer
from sceptic.eutils_server.call import Call, RefusedError, pmids
from sceptic.eutils_server.desk import Desk, check_db, these
from sceptic.eutils_server.history import ResultSet
from sceptic.render.xml_elements import around, text_element


def answer(call: Call, desk: Desk) -> Answer:
    """The answer to ``epost.fcgi``; identifiers that are no numbers are listed."""
    try:
        check_db(call)
        good, bad = pmids(call.ids())
        _check(good)
    except RefusedError as error:
        if call.wants_json:
            content = {"epostresult": {"ERROR": error.message}}
            return json_answer("epost", content, status=error.status)
        return xml_answer("ePostResult", error_element(error.message), status=error.status)
    kept = ResultSet(these(good), len(good), pmids=good)
    web_env, key = desk.history.keep(kept, call.text("webenv"))
    if call.wants_json:
        result = {"invalidids": list(bad), "querykey": str(key), "webenv": web_env}
        return json_answer("epost", {"epostresult": result})
    inside = around("InvalidIdList", (text_element("Id", one) for one in bad))
    inside += text_element("QueryKey", str(key)) + text_element("WebEnv", web_env)
    return xml_answer("ePostResult", inside)


def _check(good: tuple[int, ...]) -> None:
    if not good:
        raise RefusedError("Wrong parameters or empty list of UIDs", status=400)
