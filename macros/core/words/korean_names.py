"""Names of people in texts, as news and letters write those of Koreans: in full, or as a family name with a blank.

Only forms that are nearly always names are found: a family name beside a given one of two syllables, and the forms in
which newspapers in Seoul and Beijing half hide a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FAMILY = (
    "Kim Lee Yi Ri Rhee Pak Park Bak Choe Choi Jung Jong Jeong Chung Chong Kang Gang Cho Jo Yun Yoon Jang "
    "Chang Lim Rim Han Oh Seo Suh Sin Shin Kwon Gwon Hwang Ahn Song Hong Yu Ryu Yoo Jon Jeon Chon Ko Koh Mun "
    "Moon Son Sohn Yang Ryang Pae Bae Paek Baek Baik Heo Hur Huh Nam Sim Shim Ro Roh Noh Kwak Gwak Sung Cha "
    "Chu Joo Ju Woo Ku Koo Gu Min Chin Jin Ji Chi Eom Chae Won Pang Bang Kong Gong Hyon Hyun Ham Pyon Byun "
    "Yom Yeom Ban Pyo Myong"
)
"""Those that are no English word with which a sentence begins."""
_LATIN = "|".join(_FAMILY.split())
_HANGUL = "김이박최정강조윤장임한오서신권황안송홍유류전고문손양배백허남심노하곽성차주우구민진지엄채원천방공현함변염리림"
_HAN = (
    "金李朴崔郑鄭姜赵趙尹张張林韩韓吴吳徐申权權黄黃安宋洪柳全高文孙孫梁裴白许許南沈卢盧河郭成车車朱禹具闵閔陈陳池严嚴"
)
_SURE = (
    "Kim|Lee|Pak|Choe|Choi|Ri|Yi|Jong|Jeong|Chung|Kang|Cho|Jang|Yoon|Yun|Kwon|Hwang|Ryu|Yoo|Paek|Baek|Shin|Seo|"
    "Suh|Rim|Lim"
)
"""Those that begin the name of hardly anything else."""
_BODY = (
    "University|College|School|Institute|Foundation|Hospital|Museum|Library|Stadium|Square|Street|Airport|County|"
    "Province|City|District|River|Government|government|administration|regime"
)
"""What is called after a person, or after a place that is written as a name is."""
_GIVEN = rf"(?!(?:{_BODY})\b)[A-Z][a-z]+"
_NO_BODY = rf"(?!-)(?! (?:[A-Z][a-z]+ )?(?:{_BODY})\b)"
_FULL = re.compile(
    rf"\b(?:(?:{_LATIN}),? {_GIVEN}-[a-z]+|(?:{_SURE}),? {_GIVEN} {_GIVEN}|{_GIVEN}-[a-z]+ (?:{_LATIN}))\b{_NO_BODY}|"
    rf"\b(?:{_SURE.upper()}) [A-Z]{{2,}}[ -][A-Z]{{2,}}\b|(?<![가-힣])[{_HANGUL}][가-힣]{{2}}(?= ?씨(?![가-힣]*족))"
)
_HALF = re.compile(
    rf"(?<![가-힣])[{_HANGUL}](?:모\s?(?:[(（]\s?\d|씨)|[○△□]{{2}})|(?<![\u4e00-\u9fff])[{_HAN}]某某?(?=[（(，。、和与等的]|\Z)|"
    rf"\b(?:surnamed|identified (?:only )?(?:as|by)|whose name is|full name) (?:{_LATIN})\b|"
    rf"\b(?:Mr|Mrs|Ms|Miss)\.? (?:{_LATIN})\b|\b(?:broker|defector|refugee|escapee|returnee) (?:{_LATIN})\b"
)


def full_names(text: str) -> Iterator[str]:
    """Each name of a Korean that a text has in full; in Hangul, before the word for Mr or Ms."""
    return (found[0] for found in _FULL.finditer(text))


def has_half_name(text: str) -> bool:
    """Whether a text has a family name as newspapers write it of somebody whom they do not name: 김모 씨, 李某."""
    return _HALF.search(text) is not None
