from __future__ import annotations

from sceptic.appraisal.tested import interventions_tested
from sceptic.domain.record import Record
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def record(number: int, title: str) -> Record:
    return Record(id=f"pmid:{number}", title=title)


def test_treatments_are_counted_by_the_titles_that_name_them() -> None:
    titles = (
        "Zinc lozenges against the common cold: a randomised trial",
        "Zinc, and zinc again, for colds",
        "Vitamin C versus placebo for the common cold",
        "The common cold in winter",
    )
    records = [record(n, title) for n, title in enumerate(titles, start=1)]
    found = interventions_tested(records, {}, VOCABULARY.concept("common-cold"), VOCABULARY)
    counts = {t.intervention.id: t.records for t in found}
    assert counts["zinc"] + counts.get("zinc-lozenges", 0) == 2
    assert counts["vitamin-c"] == 1
    assert "placebo" not in counts
    assert [t.records for t in found] == sorted((t.records for t in found), reverse=True)


def test_the_order_does_not_depend_on_the_order_of_records() -> None:
    records = [record(1, "Honey for cough"), record(2, "Dextromethorphan for cough")]
    condition = VOCABULARY.concept("cough")
    one = interventions_tested(records, {}, condition, VOCABULARY)
    assert one == interventions_tested(records[::-1], {}, condition, VOCABULARY)
