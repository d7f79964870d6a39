"""Texts for property tests, made of what the tool is for: the rules' own examples, mojibake,
entities and prose, in any order and with any line endings."""

from __future__ import annotations

from hypothesis import strategies as st

from cleaner.checks.examples import AFTER, BEFORE
from cleaner.rulebook.load import default_rulebook

EXAMPLES = [text for rule in default_rulebook().rules for text in (*rule.drop, *rule.keep)]
BROKEN = [
    "Le cafÃ© reste ouvert jusquâ€™Ã  minuit.",
    "Fish &amp; chips &lt;b&gt; and &eacute;clairs",
    "Ã¼ber alle Maßen schÃ¶n\x85",
    "a <b> &amp; c",
    "nul\x00led \x1b[31mred\x1b[0m",
    "one&#10;two&#8232;three",
    "ï»¿Ð¿Ñ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€!",
    "cafe\u0301 \ufb01ne \uff21\uff22 “curl”",
    "half a surrogate \ud83d here",
    " date 2021-06-28 The mayor (RELATED: Ferry late) resigned.",
]
PROSE = [
    BEFORE,
    AFTER,
    "She sold newsletters by the sheet, and nobody in the town thought it odd.",
    "THE LONG WAY HOME",
    "FERRY COMPANY SAYS CREWS WERE TOLD NOTHING OF THE NEW TIMETABLE",
    "町は静かだった。誰も来なかった。",
    "كان الصباح هادئا، ولم يأت أحد إلى السوق.",
    "- one\t- two",
    "",
    " ",
    "\u00a0\u2003",
]
LINES = st.one_of(
    st.sampled_from(PROSE),
    st.sampled_from(EXAMPLES),
    st.sampled_from(BROKEN),
    st.text(max_size=20),
    st.builds("{} {}".format, st.sampled_from(BROKEN + PROSE), st.sampled_from(EXAMPLES)),
)
ENDINGS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\n \n"])
TEXTS = st.builds(
    lambda rows, last: "".join(line + ending for line, ending in rows) + last,
    st.lists(st.tuples(LINES, ENDINGS), max_size=14),
    st.one_of(st.just(""), LINES),
)
