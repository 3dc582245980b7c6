"""Edits that look right and are not: each is told in one line, where it is, and its valid neighbours pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import listing

REPORT, HERALD = "docs/archive/report-2011.md", "docs/archive/herald-2011.md"
INCIDENT, VOTE, TREATY = (
    "data/incidents/quayside-2011.yml",
    "data/events/2010-vote.yml",
    "data/instruments/river-treaty.yml",
)
WATCH, WORDS, LABELS = "data/organizations/border-watch.yml", "data/vocabulary.yml", "data/labels.yml"
PAGE, SHARE, COUNTED = "docs/about/guidelines.md", "count: more than 90%", "{count} {whom} {were} arrested"
ONE, OTHER = "subject: no return into danger", "exception-to: 4(2)"
END, CONFIRMED = "## Only an example\n", "status: claimed\n"
ANOTHER = (
    "is not in Chinese (simplified); write it so, or leave it out: pages then show the English text [translated-field]"
)
WORKS, REPLY = "bibliography.bib", "date = {2011-09-20},"
BARE = "has a word without braces in `{}`; write the whole value in braces [bibtex]"
COMMENTED = (
    "@comment is not allowed here; begin an entry with `@` and its type, and each line of a comment with `%` [bibtex]"
)
NO_VALUE = "which means no value; write one, leave the field out, or put the word in quotes [value]"
CHANGED, ENDED = "founded: 2003-06-03", "14:"
BELOW, NO_WORDS = "27:", "a heading has no words; write them, or delete the line [broken-markup]"
AS_IT_IS = "is shown as it is; a call has {{ before it and }} after it [broken-markup]"
AS_WRITTEN = AS_IT_IS.replace("broken-markup", "value")
RUN = "is executed or fetched by browsers; write Markdown and plain links [active-markup]"
STORED = "is not a name that Windows can store; give the file another one [value]"
TAKEN_OUT = "which is shown as it is; take it out [value]"
BULLETIN = "@online{bulletin-2011,"
UNUSED = "is not used here; write the value out in the entry [bibtex]"
BEGUN = "write @, the type, {, the key and a comma, such as @online{the-key, [bibtex]"
PRINTS = "which LaTeX prints as another sign; write"
IN_A_NAME = "in a name; write ` and ` between two names, and ` and others` for the rest [value]"
HEALTH = "data/health.json"
ANEW = "delete it, or write it with `python -m macros health --out data/health.json` [value]"
TOTAL = "is not a number of pages; write it in digits, such as 112 [value]"
COPY = "https://web.archive.org/web/{}/https://guard.example/on-the-watch"
STAMPED = (
    "guard-reply-2011.archiveurl: has no day or hour of the calendar as the time at which it was saved; take the "
    "address from the copy [other-copy]"
)
KOREAN, CHINESE = 'claim("arrested-41", "41명")', 'claim("arrested-41", "41人")'
ODD = "a figure written with '{}'; write it with the digits 0 to 9 [translated-figure]"
QUAYSIDE = "data/places/quayside.yml"
NUMBERED, ONE_OF = "is not the number of the provision, which is ", "; correct one of them [provision-anchor]"
UNDER = "give the name under the language that it is in [translated-field]"
NGO, DECIDE = "kind: ngo\n", "How to decide"
MERGED = "begins with `<<`, which puts the fields of another record here; write those fields out [yaml]"
NAMELESS = "has a colon without a field before it; write `field: value`, or take the line out [yaml]"
STATED = "statements ({% … %}) are not allowed in pages; use the macros [macro-call]"
STATED_IN_TEXT = "statements ({% … %}) are not allowed in texts; use reference calls only [macro-call]"
TAKE = "take it out [macro-call]"
RETIRED = "organizations/ferry-union: {reason: no document names it, since: 2012-02}\n"
WIDE = "\uff14"
SLOTS = (
    "attributions.states.label: '{stated}' is not a slot here; the slots are author, cited, origin, through, when, "
    "states, reports, denies, disputes, clause [value]"
)
WHOLE = "is more than the whole group; compare it with the document [value]"


@pytest.mark.parametrize(
    ("path", "right", "wrong", "said"),
    [
        (REPORT, SHARE, "count: 190%", f"102: claims.women-share.count: '190%' {WHOLE}"),
        (REPORT, SHARE, "count: more than 100%", f"102: claims.women-share.count: 'more than 100%' {WHOLE}"),
        (REPORT, SHARE, "count: 90 to 110%", f"102: claims.women-share.count: '90 to 110%' {WHOLE}"),
        (REPORT, SHARE, "count: 100%", ""),
        (
            REPORT,
            KOREAN,
            KOREAN.replace("41명", "\uff14\uff11명"),
            f"11: ko.in-short: '\uff14\uff11명' has {ODD.format(WIDE)}",
        ),
        (
            TREATY,
            "label: Article 4(2)",
            "label: Article 5(2)",
            f"23: provisions.4(2).label: 'Article 5(2)' {NUMBERED}4(2){ONE_OF}",
        ),
        (TREATY, "제20조", "제21조", f"33: provisions.20.ko.label: '제21조' {NUMBERED}20{ONE_OF}"),
        (TREATY, "第二十条", "第20条", ""),
        (
            TREATY,
            "    acceded: 1986\n    ratified: 1986-01-15\n    in-force: 1987-06-26",
            "    ratified: 1986-01-15\n    in-force: 1985-06-26",
            (
                "43: status.freedonia.in-force: is 1985-06-26, and `ratified` is 1986-01-15; compare both dates with "
                "the text [before-instrument]"
            ),
        ),
        (QUAYSIDE, "zh: 码头市", "zh: 부두시", f"6: native-unverified.zh: '부두시' has Korean letters; {UNDER}"),
        (QUAYSIDE, "ko: 부두시", "ko: 码头市", f"4: native.ko: '码头市' is not in Korean letters; {UNDER}"),
        (
            WATCH,
            "zh-Hans: 边境观察",
            "zh-Hans: 国境の見張り",
            f"5: native.zh-Hans: '国境の見張り' has Japanese letters; {UNDER}",
        ),
        (WATCH, "ja: 国境の見張り", "ja: 国境監視", ""),
        (WATCH, NGO, f"{NGO}<<: {{note: a}}\n", f"12: {MERGED}"),
        (WATCH, NGO, "<<:\n  - kind: ngo\n", f"11: {MERGED}"),
        (WATCH, NGO, f"{NGO}:\n", f"12: {NAMELESS}"),
        (WATCH, NGO, ": ngo\n", f"11: {NAMELESS}"),
        (WATCH, "  - BWF\n", "  - : BWF\n", f"9: {NAMELESS}"),
        (WATCH, NGO, f"{NGO}?\n", "12: has a field without a name; write `field: value`, or take the line out [yaml]"),
        (
            WATCH,
            NGO,
            "kind: ,ngo\n",
            (
                "11: has a value that begins with `,`, which means something else in YAML; put the value in quotes, or "
                "below `>-` [yaml]"
            ),
        ),
        (PAGE, DECIDE, f"A.\n\n{{% raw %}}{{{{ x }}}}\n{{% endraw %}}\n\n{DECIDE}", f"10: {STATED}"),
        (PAGE, DECIDE, f"A.\n\n{{%- raw %}}\n\n{DECIDE}", f"10: {STATED}"),
        (PAGE, DECIDE, f"A.\n\n{{% for x in y %}}\n\n{DECIDE}", f"10: {STATED}"),
        (PAGE, DECIDE, f"A.\n\n<!--# x\n\n{DECIDE}", f"10: opens a remark with <!--# that is not closed; {TAKE}"),
        (REPORT, "{{ passage(2) }}", "{{ passage(2) }}\n{% raw %}x{% endraw %}", f"187: {STATED_IN_TEXT}"),
        (
            "data/redirects.yml",
            RETIRED,
            f"{RETIRED}people/nobody: {{reason: recorded by mistake, since: 2012-02}}\n",
            (
                "4: people/nobody: is not in data/published.txt; an id that was never published is not retired, so "
                "take the line out, or correct the id [redirect]"
            ),
        ),
        (REPORT, KOREAN, KOREAN.replace("41명", "㊶명"), f"11: ko.in-short: '㊶명' has {ODD.format('㊶')}"),
        (REPORT, CHINESE, CHINESE.replace("41人", "四十一人"), ""),
        (REPORT, CHINESE, CHINESE.replace("41人", "肆拾壹人"), ""),
        (
            REPORT,
            CHINESE,
            CHINESE.replace("41人", "肆拾贰人"),
            "16: zh.in-short: '肆拾贰人' has 42; the claim has '41' [translated-figure]",
        ),
        (
            REPORT,
            '"41 people") }}, it says',
            '"٤١ people") }}, it says',
            (
                "5: in-short: has '٤١ people'; a figure is written with '٤': write it with the digits 0 to 9 "
                "[called-figure]"
            ),
        ),
        (VOTE, CONFIRMED, f"{CONFIRMED}zh: {{title: 關於河流條約的表決}}\n", f"5: zh.title: {ANOTHER}"),
        (VOTE, CONFIRMED, f"{CONFIRMED}zh: {{title: 川の条約についての投票}}\n", f"5: zh.title: {ANOTHER}"),
        (VOTE, CONFIRMED, f"{CONFIRMED}zh: {{title: 关于河流条约（《關於條約》）的表决}}\n", ""),
        (
            WATCH,
            "successor: goes on under its own name",
            'successor: "goes on \\ud800 on"',
            (
                "16: has a code with a backslash that is no letter; write the letter itself, or put it in single "
                "quotes [yaml]"
            ),
        ),
        (
            REPORT,
            '    part-of: arrested-41\n    find: ["on the eastern',
            '    part-of: arrested-17\n    find: ["on the eastern',
            "54: claims.arrested-17.part-of: is this claim itself; name the claim of the total [named-itself]",
        ),
        (
            HERALD,
            "  of: wire-2011",
            "  of: herald-2011",
            "18: syndication.of: is this record itself; name the other one, or leave it out [named-itself]",
        ),
        (
            TREATY,
            OTHER,
            "exception-to: para 9",
            (
                "28: provisions.para 9.exception-to: leads back to this provision: para 9 → para 9; leave "
                "`exception-to` out of the general one [named-itself]"
            ),
        ),
        (
            TREATY,
            ONE,
            f"{ONE}\n    exception-to: para 9",
            (
                "25: provisions.4(2).exception-to: leads back to this provision: 4(2) → para 9 → 4(2); leave "
                "`exception-to` out of the general one [named-itself]"
            ),
        ),
        (TREATY, ONE, f'{ONE}\n    exception-to: "20"', ""),
        (
            REPORT,
            "said-by: [border-watch]",
            "said-by: [border-watch, border-watch]",
            (
                "43: claims.arrested-41.said-by.1: 'border-watch' is in the chain already; name each link once "
                "[speaks-for]"
            ),
        ),
        (
            INCIDENT,
            "[tomas-venn for river-guard]",
            "[tomas-venn for tomas-venn]",
            "53: claims.never-returned.said-by.0: no organization 'tomas-venn'; 'tomas-venn' is a person [unknown-id]",
        ),
        (
            REPORT,
            "    passage: 1\n",
            "    passage: 10\n",
            (
                "36: claims.arrested-41.passage: passage 10 is outside the capture of 'report-2011'; it has passages 1 "
                "to 9 [passage-outside-capture]"
            ),
        ),
        (
            WORDS,
            COUNTED,
            "{cnt} {whom} {were} arrested",
            (
                "50: measures.arrested.clause.counted: '{cnt}' is not a slot here; the slots are count, whom, were, "
                "date [value]"
            ),
        ),
        (
            WORDS,
            COUNTED,
            "{count:>99999999} {whom} {were} arrested",
            "50: measures.arrested.clause.counted: ':>99999999' is not a particle; write {count} alone [value]",
        ),
        (
            WORDS,
            COUNTED,
            "{count {whom} {were} arrested",
            "50: measures.arrested.clause.counted: has a brace without its pair; a slot is written {count} [value]",
        ),
        (
            LABELS,
            "en: Forced Returns Archive",
            "en: 'Forced {count.__class__}'",
            "4: site.name.en: '{count.__class__}' is not a slot; write its name alone, such as {count} [value]",
        ),
        (
            PAGE,
            END,
            f"A[^1] and b[^1].\n\n[^1]: one\n[^1]: two\n\n{END}",
            "28: the note '[^1]' is written twice, and one of them is not shown; give it another name [broken-markup]",
        ),
        (PAGE, END, f"A[^1] and b[^1].\n\n[^1]: one\n\n```\n[^1]: two\n```\n\n{END}", ""),
        (PAGE, END, f"{END}\n&#0;\n", "27: holds '&#0;', an invisible character; remove it [invisible-character]"),
        (
            PAGE,
            END,
            f"{END}\n[x](Reference.md)\n",
            (
                "27: no page 'Reference.md' in docs/; name a page by the relative path of its file; did you mean "
                "'about/reference.md'? [page-link]"
            ),
        ),
        (
            PAGE,
            END,
            f"{END}\n{'>' * 500} x\n",
            "27: holds '>' 500 times; one block holds it at most 400 times [value]",
        ),
        (
            "identity.yml",
            "site: https://archive.example/",
            "site: https://archive.example/?x=1/",
            (
                "3: site: 'https://archive.example/?x=1/' has ? or #, behind which no page can be; write the folder of "
                "the site alone [value]"
            ),
        ),
        (
            REPORT,
            'find: ["the whole company"]',
            f'find: ["{"가" * 81}"]',
            "45: claims.arrested-41.find.0: has 81 characters; a locator phrase has at most 80 [value]",
        ),
        (REPORT, 'find: ["the whole company"]', f'find: ["{"가" * 80}"]', ""),
        (
            REPORT,
            "file: 000_report.txt",
            "file: ..",
            "19: capture.file: '..' is not a file name; write it without folders [value]",
        ),
        (
            WATCH,
            "founded: 2003-06-03",
            "founded: 2003/..",
            "14: founded: '2003/..' has no end, as what goes on; write when it happened [value]",
        ),
        (WATCH, "founded: 2003-06-03", "founded: ../2003", ""),
        (
            REPORT,
            "said: 2011-05-31",
            "said: 2011-05-31/..",
            "86: claims.returned-30.said: '2011-05-31/..' has no end, as what goes on; write when it happened [value]",
        ),
        (REPORT, "file: 000_report.txt", "file: con.txt", f"19: capture.file: 'con.txt' {STORED}"),
        (REPORT, "file: 000_report.txt", "file: 000_report.", f"19: capture.file: '000_report.' {STORED}"),
        (REPORT, "file: 000_report.txt", "file: console.txt", ""),
        (WORKS, REPLY, f"{REPLY}\n  pagetotal = {{-12}},", f"28: guard-reply-2011.pagetotal: '-12' {TOTAL}"),
        (WORKS, REPLY, f"{REPLY}\n  pagetotal = {{xii, 1,112}},", ""),
        (WORKS, REPLY, f"{REPLY}\n  archiveurl = {{{COPY.format('20111301000000')}}},", f"28: {STAMPED}"),
        (WORKS, REPLY, f"{REPLY}\n  archiveurl = {{{COPY.format('20111001250000')}}},", f"28: {STAMPED}"),
        (WORKS, REPLY, f"{REPLY}\n  archiveurl = {{{COPY.format('201110')}}},", ""),
        (PAGE, END, f"{END}\n## \n\nSome words.\n", f"{BELOW} {NO_WORDS}"),
        (PAGE, END, f"{END}\n## <span></span>\n\nSome words.\n", f"{BELOW} {NO_WORDS}"),
        (PAGE, END, f"{END}\n<h2> </h2>\n\nSome words.\n", f"{BELOW} {NO_WORDS}"),
        (PAGE, END, f"{END}\n## {{{{ archive_name() }}}}\n\nSome words.\n", ""),
        (PAGE, END, f"{END}\nA stray }}}} here.\n", f"{BELOW} '}}}}' {AS_IT_IS}"),
        (PAGE, END, f"{END}\nOf {{ org('x') }} here.\n", f"{BELOW} '{{ org('x') }}' {AS_IT_IS}"),
        (PAGE, END, f"{END}\nOf `{{ org('x') }}` and }} here.\n", ""),
        (PAGE, END, f"{END}\n[x](&#106;avascript:x)\n", f"{BELOW} 'javascript:x' {RUN}"),
        (WORKS, REPLY, "date = jan # {2011},", f"27: guard-reply-2011: {BARE.format('date')}"),
        (WORKS, REPLY, f"{REPLY}\n  volume = first,", f"28: guard-reply-2011: {BARE.format('volume')}"),
        (WORKS, REPLY, f"{REPLY}\n  volume = 12,", ""),
        (WORKS, REPLY, "date {2011-09-20},", "27: guard-reply-2011: lacks the = after `date` [bibtex]"),
        (WORKS, "@online{bulletin-2011,", "@comment{x}\n\n@online{bulletin-2011,", f"14: {COMMENTED}"),
        (
            WORKS,
            "@online{bulletin-2011,",
            "@preamble{x}\n\n@online{bulletin-2011,",
            "14: @preamble is not used here; write the value out in the entry [bibtex]",
        ),
        (REPORT, "count: 41\n", "count: null\n", f"39: claims.arrested-41.count: is `null`, {NO_VALUE}"),
        (REPORT, "count: 41\n", "count: .inf\n", f"39: claims.arrested-41.count: is `.inf`, {NO_VALUE}"),
        (
            REPORT,
            "count: 41\n",
            "count: 4\x011\n",
            "39: holds the invisible character U+0001; remove it [invisible-character]",
        ),
        (
            WATCH,
            "name: ",
            "- a\nname: ",
            "2: is no item of the list that begins above it; write fields alone, or `- ` before an item [yaml]",
        ),
        (
            REPORT,
            "    measure: arrested\n",
            "    - x\n    measure: arrested\n",
            "38: begins an item of a list among fields; put it below the field that it belongs to [yaml]",
        ),
        (
            WATCH,
            "name: ",
            "%YAML 2.0\n---\nname: ",
            "1: begins with `%`, which tells a parser how to read YAML; take the line out [yaml]",
        ),
        (
            WATCH,
            CHANGED,
            f"...\n{CHANGED}",
            f"{ENDED} ends the record with `...`, and more follows; take the line out [yaml]",
        ),
        (
            WORDS,
            "questions:\n",
            "weathers:\n  rain: {label: Rain, ko: 비, zh: 雨, definition: Water.}\nquestions:\n",
            "8: weathers: is no list that records or pages use; delete it [value]",
        ),
        (
            WORDS,
            "statuses:\n",
            "status:\n",
            "17: status: is no list that records or pages use; is it 'statuses', which is missing? [value]",
        ),
        (WORDS, "{author} {states} that {clause}", "{author} {stated} that {clause}", f"74: {SLOTS}"),
        (
            WORDS,
            "asks: [held, ",
            "asks: [hald, ",
            (
                "6: incident-kinds.detention-and-return.asks: 'hald' is not a word of `questions`; did you mean "
                "'held'? [value]"
            ),
        ),
        (
            "bibliography.bib",
            "seen = {none}",
            "seen = {maybe}",
            (
                "106: survey-2009.seen: 'maybe' is not in the list sightings; one of: original, copy, translation, "
                "summary, none [unknown-term]"
            ),
        ),
        (REPORT, "heading: Border Watch on", "heading: Border }} Watch on", f"3: heading: has '}}}}', {TAKEN_OUT}"),
        (REPORT, "short: Border Watch 2011", "short: Border {% Watch 2011", f"4: short: has '{{%', {TAKEN_OUT}"),
        (REPORT, "who: people taken", "who: people }} taken", f"40: claims.arrested-41.who: has '}}}}', {TAKEN_OUT}"),
        (REPORT, "heading: 부두시", "heading: 부두시 }}", f"9: ko.heading: has '}}}}', {TAKEN_OUT}"),
        (
            REPORT,
            'people") }}, it',
            'people") }} }}, it',
            f"5: in-short: '}}}}' {AS_WRITTEN}",
        ),
        (
            REPORT,
            '{{ claim("arrested-41", "41 people") }}, it',
            '{ claim("arrested-41", "41 people") }, it',
            "5: in-short: claim(…) stands in single braces; write {{ before it and }} after it [value]",
        ),
        (
            INCIDENT,
            "title: Arrests",
            "title: \"{{ org('river-guard') }}\" #",
            (
                "1: title: has '{{ org('river-guard') }}', and this field is shown as it is; write plain words in "
                "place of a call [value]"
            ),
        ),
        (INCIDENT, "outcome: returned, as", "outcome: returned }}, as", ""),
        (REPORT, 'find: ["the whole company"]', 'find: ["the {whole} company"]', ""),
        (
            PAGE,
            "title: ",
            "title: a }} ",
            "2: title: should be one line of text without braces, of at most 300 characters [value]",
        ),
        (WORKS, BULLETIN, "@string{x = y}\n\n" + BULLETIN, f"14: @string {UNUSED}"),
        (WORKS, BULLETIN, "@string x = y\n" + BULLETIN, f"14: @string {UNUSED}"),
        (WORKS, BULLETIN, "@online bulletin-2011,", f"14: does not begin an entry as BibTeX has it; {BEGUN}"),
        (WORKS, BULLETIN, "@online{bulletin-2011", f"14: bulletin-2011: {BEGUN.replace('write', 'should begin with')}"),
        (
            WORKS,
            "{Bulletin on the Ferry}",
            '"Bulletin "on" the Ferry"',
            "16: bulletin-2011: has quotes within the quotes of `title`; write the value in braces [bibtex]",
        ),
        (
            WORKS,
            "{2011-07-04}",
            "2011-07-04",
            "18: bulletin-2011: has a value without braces in `date`; write it in braces [bibtex]",
        ),
        (WORKS, "{2011-07-04}", "{2011-07-04}, month = jul", f"18: bulletin-2011: {BARE.format('month')}"),
        (
            WORKS,
            "{Bulletin on the Ferry}",
            "{Bulletin on} # jan",
            "16: bulletin-2011: joins values with # in `title`; write the whole value in one pair of braces [bibtex]",
        ),
        (
            WORKS,
            "  title = {Bulletin",
            "  % title = {Bulletin",
            "16: bulletin-2011: is a remark within an entry, where BibTeX has none; delete the line [bibtex]",
        ),
        (
            WORKS,
            "{Bulletin on",
            "{Bulletin \\{\\{ on",
            "16: bulletin-2011: opens a brace in `title` that is not closed; write } before the comma [bibtex]",
        ),
        (WORKS, "{Bulletin on", "{Bulletin \\{x\\} on", ""),
        (
            WORKS,
            "@online{bulletin-2011,",
            '@online{"bulletin-2011",',
            '14: "bulletin-2011": \'"bulletin-2011"\' is not an id; use a-z, 0-9 and hyphens [file]',
        ),
        (WORKS, "{Bulletin on", "{``Bulletin'' on", f"16: bulletin-2011.title: holds ``, {PRINTS} “ [latex]"),
        (WORKS, "{Bulletin on", "{Bulletin -- on", f"16: bulletin-2011.title: holds --, {PRINTS} – [latex]"),
        (WORKS, "{Bulletin on", "{Bulletin 1~2 on", ""),
        (WORKS, "{Quill, Ada}", "{Quill, Ada et al.}", f"36: herald-2011.author: has 'et al' {IN_A_NAME}"),
        (WORKS, "{Quill, Ada}", "{Quill, Ada & Venn, Tomas}", f"36: herald-2011.author: has ', Ada &' {IN_A_NAME}"),
        (WORKS, "{Quill, Ada}", "{Quill, Ada AND Venn, Tomas}", f"36: herald-2011.author: has ', Ada AND' {IN_A_NAME}"),
        (WORKS, "{Quill, Ada}", "{Quill, Ada and others}", ""),
        (
            HEALTH,
            '"status": "200", "moved-to"',
            '"status": "200", "status": "200", "moved-to"',
            f"4: has 'status' twice in one object; {ANEW}",
        ),
        (HEALTH, '"status": "200", "missing"', '"status": NaN, "missing"', f"6: holds NaN, which is not JSON; {ANEW}"),
        (
            HEALTH,
            '"detail": "does',
            '"detail": "\\u202edoes',
            "5: holds an invisible character as an escape; look at the sources anew [invisible-character]",
        ),
        (
            HEALTH,
            '"looked": "2012-03-04",\n "looks"',
            '"looked": "2999-03-04",\n "looks"',
            "2: looked: is 2999-03-04, which is in the future; look at the sources anew [future-date]",
        ),
        (
            "identity.yml",
            "site: https://archive.example/",
            "site: https://archive.example//x/",
            (
                "3: site: 'https://archive.example//x/' has //, /../ or /./ in it; write the address as a browser "
                "shows it [value]"
            ),
        ),
        (
            "identity.yml",
            "site: https://archive.example/",
            "site: https://Archive.example/",
            "3: site: 'https://Archive.example/' has capitals in its host; write small letters, as browsers do [value]",
        ),
        (
            "identity.yml",
            "name: Invented Archive",
            "name: <b>Invented</b> Archive",
            "1: name: should be at most 200 characters of plain text, without < > { } [value]",
        ),
        (
            WATCH,
            "country: Freedonia",
            "country: Free\u2028donia",
            "12: holds the invisible character U+2028; remove it [invisible-character]",
        ),
        (
            WATCH,
            "address: https://border-watch.example/",
            f"address: https://border-watch.example/{'a' * 2_000}",
            "13: address: has 2,029 characters; an address has at most 2,000 [value]",
        ),
        (
            REPORT,
            "count: at least 30",
            "count: at least 1 000",
            (
                "80: claims.returned-30.count: 'at least 1 000' is not a count; write a comma between the thousands "
                "[value]"
            ),
        ),
        ("CITATION.cff", "license: CC-BY-4.0", "license: CC BY 4.0", "12: license: should be 'CC-BY-4.0' [value]"),
    ],
)
def test_an_edit_that_looks_right_is_told_once(path: str, right: str, wrong: str, said: str, invented: Path) -> None:
    """One cause, one line, and nothing where the edit is sound."""
    file = invented / path
    before = file.read_text("utf-8")
    assert right in before
    file.write_text(before.replace(right, wrong, 1), "utf-8")
    assert listing(invented) == (f"{path}:{said}\n" if said else "")


def test_a_list_that_lost_many_retired_ids_is_told_once(invented: Path) -> None:
    """Not each of them, since the list may have been cut."""
    line = "people/nobody-{}: {{reason: recorded by mistake, since: 2012-02}}\n"
    (invented / "data/redirects.yml").open("a").write("".join(map(line.format, "abcdef")))
    lacks = "lacks 6 ids that data/redirects.yml retires ('people/nobody-a' …); put their lines back"
    assert listing(invented) == f"data/published.txt:1: {lacks} [redirect]\n"


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_picture_is_told_once(content: str, invented: Path) -> None:
    """A browser would show it as broken."""
    (invented / "docs/about/x.svg").write_text(content, "utf-8")
    assert listing(invented) == "docs/about/x.svg:1: is empty; draw it, or delete it [file]\n"


def test_no_page_takes_the_place_of_an_edition(invented: Path) -> None:
    """The check tells it, not the build alone."""
    (invented / "docs/ko").mkdir()
    (invented / "docs/ko/index.md").write_text("---\ntitle: A\ndescription: B.\n---\n\n# A\n\nb\n", "utf-8")
    said = "does not belong here; the indexes of the edition in ko are made from the records [file]"
    assert listing(invented) == f"docs/ko/index.md:1: {said}\n"


@pytest.mark.parametrize("content", ["", "{}\n", "# nothing\n"])
@pytest.mark.parametrize(
    ("path", "what"),
    [
        (WORDS, "closed lists"),
        (LABELS, "words of the pages"),
        ("data/sentences.yml", "sentences in Korean and Chinese"),
        ("data/topics.yml", "search words"),
        ("identity.yml", "name, addresses and makers"),
        ("CITATION.cff", "own citation"),
    ],
)
def test_an_emptied_list_is_told_once(path: str, what: str, content: str, invented: Path) -> None:
    """Whatever every record or page would lack because of it is not told."""
    (invented / path).write_text(content, "utf-8")
    said = f"is empty; the archive cannot be read without its {what}: restore the file [file]"
    assert listing(invented) == f"{path}:1: {said}\n"


@pytest.mark.parametrize("content", ["", "{}\n"])
def test_an_emptied_list_of_retired_ids_is_told_once(content: str, invented: Path) -> None:
    """Not each id that it retired; where one line of it is gone, that id is told."""
    (invented / "data/redirects.yml").write_text(content, "utf-8")
    gone = "incidents/ferry-2011, organizations/ferry-union, voices/orla-finch"
    said = f"retires no id, and 4 published ones have no record ({gone} …); restore its lines, or the records [lost-id]"
    assert listing(invented) == f"data/redirects.yml:1: {said}\n"


@pytest.mark.parametrize("content", ["", "# nothing\n", "{}\n"])
def test_an_empty_record_is_told_once(content: str, invented: Path) -> None:
    """Not each field that it lacks."""
    (invented / WATCH).write_text(content, "utf-8")
    said = "holds no field; write those of the record, or restore the file [file]"
    assert listing(invented) == f"{WATCH}:1: {said}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "hello world",
            (
                "'hello world' is not an address of a record; it begins with sources, incidents, events, "
                "organizations, people, voices, instruments, places, works, claims or notes; take the line out"
            ),
        ),
        (
            "places/gone",
            ("'places/gone' was published but is gone; restore it or retire it in data/redirects.yml"),
        ),
    ],
)
def test_a_line_that_is_no_address_is_not_to_be_retired(line: str, said: str, invented: Path) -> None:
    """Only an id that a record can have is asked for."""
    listed = invented / "data/published.txt"
    before = listed.read_text("utf-8")
    listed.write_text(f"{before}{line}\n", "utf-8")
    assert listing(invented) == f"data/published.txt:{before.count(chr(10)) + 1}: {said} [lost-id]\n"


@pytest.mark.parametrize("content", ["", "\n\n", None])
def test_an_emptied_list_of_published_ids_is_told(content: str | None, invented: Path) -> None:
    """It was passed over, and every id then seemed to be new."""
    listed = invented / "data/published.txt"
    listed.unlink()
    if content is not None:
        listed.write_text(content, "utf-8")
    said = "lists no id, though data/redirects.yml retires some; restore the file [file]"
    assert listing(invented) == f"data/published.txt:1: {said}\n"


def test_an_id_with_what_nobody_sees_is_told_once(invented: Path) -> None:
    """It did not go, and its signs do not reach the terminal."""
    listed = invented / "data/published.txt"
    listed.write_text(listed.read_text("utf-8").replace("people/ada-quill", "people/ada\x1b-quill"), "utf-8")
    (found,) = listing(invented).splitlines()
    assert found.endswith(": holds the invisible character U+001B; remove it [invisible-character]")


def test_what_a_lost_record_named_does_not_seem_unused(invented: Path) -> None:
    """The lost one is told alone."""
    (invented / "data/people/ada-quill.yml").unlink()
    (found,) = listing(invented).splitlines()
    assert "'people/ada-quill' was published but is gone" in found


def test_within_a_name_that_is_wrong_nothing_is_told(invented: Path) -> None:
    """What is below it cannot be known."""
    labels = invented / LABELS
    labels.write_text(f"{labels.read_text('utf-8')}zz.zz: {{en: a, ko: b, zh: c}}\n", "utf-8")
    (found,) = listing(invented).splitlines()
    assert "zz.zz: 'zz.zz' is not an id" in found
