"""LaTeX as plain text, in pasted references and in the bibliography."""

from __future__ import annotations

import pytest

from macros.core.reading.bibliography import read_bibliography
from macros.core.words.latex_commands import plain_text, printed


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Tom{\'a}s, J{\"o}rg, N\'u\~nez, \v{C}apek", "Tomás, Jörg, Núñez, Čapek"),
        (r"Or{\l}owski, \L{}ukasz, Fran{\c c}ois, H{\aa}kan, {\O}ie", "Orłowski, Łukasz, François, Håkan, Øie"),
        (r"\'{\i} {\'\i} \'\i \"{\i}", "í í íï"),
        (r"{\relax Ch}arles and {\noopsort{x}Zed}", "Charles and Zed"),
        (r"\emph{Report}, {\em more} of \textit{50\%}", "Report, more of 50%"),
        (r"``quoted'' -- dash, {\textendash} \mkbibquote{x} \enquote{y}", "“quoted” – dash, – “x” “y”"),
        (r"\TeX{} and \LaTeX", "TeX and LaTeX"),
        (r"\url{https://a.example/b_c} \href{https://a.example}{words}", "https://a.example/b_c words"),
        (r"a\_b {\_} \& \# \$5, R&D, 50% of #1, from $5 to $10", "a_b _ & # $5, R&D, 50% of #1, from $5 to $10"),
        (r"CO$_2$ and CO$_{\textrm{2}}$ and \textsuperscript{3}", "CO2 and CO2 and 3"),
        (r"China's {UN} {{Report}}", "China's UN Report"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    """Accents, signs, quotation marks and commands that only alter the look become what they print."""
    assert plain_text(latex)[:3] == (text, (), False)


def test_what_is_not_known_is_named() -> None:
    """A command that nobody knows is named, a torn text stays as it is and says so."""
    assert plain_text(r"Boats \aap and \foo{x}").unknown == (r"\aap", r"\foo")
    assert plain_text("{Boats")[:3] == ("{Boats", (), True)
    assert (printed(r"\"u"), printed(r"\emph{x}y"), printed(r"\foo")) == ("ü", "", "")


def test_latex_typed_by_hand_is_a_problem() -> None:
    """A command in the bibliography has its line and, if it prints one letter, that letter; escaped signs may stay."""
    text = '@misc{a,\n  title = {A \\& B \\textbackslash{} 5\\%},\n  author = {M{\\"u}ller, J and X\\v{c}},\n}\n'
    found = [problem.as_text() for problem in read_bibliography(text)[2]]
    assert found == [r"bibliography.bib:3: a.author: holds the LaTeX command \"u; write ü [latex]"]
