"""Words that single out one person in a small group: age, family, health, home, way taken.

A closed list in English, Korean and Chinese, so that it can be read and argued about. It finds words, not meanings:
people who read each change must see the rest. What states do with people in their custody (handed over, moved, held
at) is the subject of the archive and is not listed.
"""

from __future__ import annotations

import re

_SPAN = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_ENGLISH = {
    "an age": rf"(?:{_SPAN})[ -](?:year|month|week|day)s?[ -]olds?|aged \d{{1,3}}|years of age|in (?:his|her|their) "
    r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies)|infants?|bab(?:y|ies)|newborns?|toddlers?|child|"
    r"children|minors?|teens?|teenage|teenagers?|adolescents?|adults?|elderly|eldest|young|younger|youngest|youths?|"
    r"boys?|girls?",
    "a tie of family": r"mothers?|fathers?|parents?|sons?|daughters?|sisters?|brothers?|siblings?|twins?|wife|wives|"
    r"husbands?|spouses?|couples?(?! of)|grand(?:mother|father|parent|child|son|daughter)s?|grandchildren|uncles?|"
    r"aunts?|cousins?|nieces?|nephews?|orphans?|famil(?:y|ies)|relatives?(?! to)|kin|kinship|in-laws?",
    "a state of health": r"pregnant|pregnancy|sick|ill|illness|diseases?|wounded|injured|injur(?:y|ies)|disabled|"
    r"disabilit(?:y|ies)|hospital|surgery|cancer|tuberculosis",
    "a home": r"home ?towns?|home villages?|native of|natives of|born in|hails? from|residents? of|lived in|villagers?",
    "the way taken": r"routes?|bus|buses|trains?|taxis?|trucks?|boats?|cars?|on foot|brokers?|"
    r"smuggl(?:ed|er|ers|ing)|guides?|safe houses?|shelters?|checkpoints?|set out|hid(?:ing)? (?:in|at)",
}
_KOREAN = {
    "an age": r"\d{1,3} ?(?:살|세(?![기계대]))|\d{1,2} ?개월(?: 된|짜리|령)|어린이|어린아이|아동|아기|영아|"
    r"유아|갓난|미성년|청소년|소년|소녀|노인|고령",
    "a tie of family": r"어머니|엄마|아버지|아빠|부모|아들|딸(?![가-힣])|딸[과이을은도의]|자녀|형제|"
    r"자매|남매|언니|누나|오빠|여동생|남동생|남편|아내|부부|모녀|가족|일가|친척|할머니|할아버지|손자|손녀",
    "a state of health": r"임신|임산부|임부|환자|부상|질병|장애인",
    "a home": r"고향|(?<!북한 )(?<!북한)출신",
    "the way taken": r"브로커|안내인|버스|기차|열차|트럭|도보|경유|경로|은신처",
}
_CHINESE = {
    "an age": r"\d{1,3} ?(?:岁|歲|个月大|個月大)|婴儿|嬰兒|幼儿|幼兒|儿童|兒童|孩子|孩童|未成年|青少年|少年|少女|老人",
    "a tie of family": r"母亲|母親|父亲|父親|父母|儿子|兒子|女儿|女兒|姐妹|姊妹|兄弟|妻子|丈夫|夫妇|夫婦|夫妻|"
    r"家人|家属|家屬|亲属|親屬|亲戚|親戚|祖母|祖父",
    "a state of health": r"孕妇|孕婦|怀孕|懷孕|患病|生病|病人|受伤|受傷|残疾|殘疾",
    "a home": r"故乡|故鄉|家乡|家鄉|老家",
    "the way taken": r"蛇头|蛇頭|掮客|巴士|火车|火車|卡车|卡車|徒步|途经|途經|路线|路線|藏身",
}
TELLING_FORMS: dict[str, re.Pattern[str]] = {
    kind: re.compile(
        rf"(?<![\w-])(?:{english})(?![\w-])|(?<![가-힣])(?:{_KOREAN[kind]})|(?:{_CHINESE[kind]})", re.IGNORECASE
    )
    for kind, english in _ENGLISH.items()
}
"""The patterns, by what they tell. None repeats an open part, so each reads a text in one pass."""
_IN_SMALL_LETTERS = re.compile(rf"(?<![\w-])(?:{'|'.join(_ENGLISH.values())})(?![\w-])")
"""All of them in English at once. Python reads small letters alone in a third of the time."""


def telling(text: str) -> str:
    """What a text tells of a person in a small group, such as an age; empty if it tells nothing of the kind."""
    if text.isascii() and not _IN_SMALL_LETTERS.search(text.lower()):
        return ""
    return next((kind for kind, form in TELLING_FORMS.items() if form.search(text)), "")
