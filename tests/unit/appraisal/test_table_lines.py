from __future__ import annotations

from sceptic.appraisal.table_lines import Table, explained, grid_of, is_figure

NESTED = Table(
    "Table 2. Changes",
    (("", "", "Group", "Mean (SD)", "P"),),
    (
        ("Body", "Body", "Body", "Body", "Body"),
        ("", "Weight (kg)", "Diet", "-1.2 (3.0)", "0.03"),
        ("", "", "Control", "0.3 (2.9)", ""),
        ("Mind", "Mind", "Mind", "Mind", "Mind"),
        ("", "Mood", "Diet", "5.0 (1.1)", "0.5"),
    ),
)


def test_a_line_knows_what_it_stands_under() -> None:
    grid = grid_of(NESTED)
    assert [(line.section, line.label) for line in grid.lines] == [
        ("Body", "Weight (kg) Diet"),
        ("Body", "Weight (kg) Control"),
        ("Mind", "Mood Diet"),
    ]
    assert grid.columns == (3, 4)


def test_first_rows_without_figures_are_headings() -> None:
    table = Table(
        "Table 1",
        (("", "Drug", "Drug"),),
        (("", "n = 20", "n = 21"), ("Nausea", "4 (20)", "5 (24)")),
    )
    grid = grid_of(table)
    assert grid.heading(1) == "Drug n = 20"
    assert [line.label for line in grid.lines] == ["Nausea"]


def test_a_row_inside_the_table_heads_the_columns_below_it() -> None:
    table = Table(
        "Table 1",
        (("", "Drug", "Placebo"),),
        (
            ("Nausea", "4 (20)", "5 (24)"),
            ("At 12 months", "n = 18", "n = 19"),
            ("Vomiting", "2 (11)", "1 (5)"),
        ),
    )
    grid = grid_of(table)
    last = grid.lines[-1]
    assert last.section == "At 12 months"
    assert grid.heading(2, last) == "Placebo n = 19"


def test_figures_are_told_from_words_and_sizes() -> None:
    assert all(map(is_figure, ["12 (27%)", "−0.9 (−1.5, −0.2)b", "5.2 ± 1.1", "<0.001"]))
    assert not any(map(is_figure, ["1 kg", "12 months", "n = 45", "(n=45)", "NS", ""]))


def test_abbreviations_of_a_foot() -> None:
    assert "body mass index (BMI)" in explained("BMI = body mass index; SD, standard deviation")
    assert "fasting plasma glucose (FPG)" in explained("FPG fasting plasma glucose, HDL high one")
