"""The wording of every reply that is not made from sources: read from ``prompts/replies.yaml``, filled in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class RepliesError(ValueError):
    """``replies.yaml`` is missing, broken, lacks a key, or a placeholder was not filled."""


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """All wordings by key. ``reviewed`` names the keys that a person has signed."""

    texts: dict[str, str]
    reviewed: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path) -> Replies:
        """Read the file.

        Raises:
            RepliesError: it cannot be read or an entry does not fit.
        """
        try:
            raw = yaml.safe_load(path.read_text(encoding="utf-8"))
            rows = {str(key): _Reply.model_validate(value) for key, value in dict(raw).items()}
        except (OSError, yaml.YAMLError, ValidationError, TypeError, ValueError) as error:
            raise RepliesError(f"cannot use {path.name}: {error}") from error
        return cls(
            texts={key: row.text.strip() for key, row in rows.items()},
            reviewed=frozenset(key for key, row in rows.items() if row.reviewed_by),
        )

    def get(self, key: str, /, **values: str) -> str:
        """The wording of ``key`` with its placeholders filled in one pass, so that filled-in text is never read as a placeholder.

        Raises:
            RepliesError: the key is unknown or a placeholder has no value.
        """
        try:
            template = self.texts[key]
        except KeyError:
            raise RepliesError(f"no reply {key!r} in replies.yaml") from None
        missing = {name for name in _PLACEHOLDER.findall(template) if name not in values}
        if missing:
            raise RepliesError(f"reply {key!r} needs {sorted(missing)}")
        return _PLACEHOLDER.sub(lambda m: values[m.group(1)], template)

    def placeholders(self, key: str) -> frozenset[str]:
        """The placeholder names in a reply."""
        return frozenset(_PLACEHOLDER.findall(self.texts.get(key, "")))


REQUIRED_KEYS: frozenset[str] = frozenset(
    """area_unknown as_printed complaint_route conflict decision_close_case
    decision_lado_threshold decision_level decision_other decision_remove_child
    decision_share_without_consent decision_threshold_met digest_remark distress_medical distress_strained distress_suicidal distress_then_answer
    earlier_edition
    edition_dates edition_replaced edition_review
    emergency_bengali emergency_italian emergency_polish emergency_portuguese emergency_punjabi emergency_punjabi_shahmukhi
    emergency_romanian emergency_urdu
    emergency_albanian emergency_arabic emergency_bulgarian emergency_chinese emergency_french emergency_german emergency_gujarati emergency_hindi
    emergency_hungarian emergency_lithuanian emergency_russian emergency_spanish emergency_tamil emergency_turkish emergency_ukrainian
    fault further injection_ignored language_child language_other language_remark language_try machine_read
    national_changed not_found not_found_contacts numbers_elsewhere numbers_known numbers_unchecked numbers_unknown_front_door_first
    numbers_unknown_out_of_hours_first other_area outdated partial permanent_line personal_data personal_data_history personal_data_urgent
    possible_danger
    remember_request scope_adult_care scope_diagnosis scope_dosing scope_employment scope_empty scope_gibberish scope_greeting scope_hide_risk
    scope_injection scope_it_support scope_legal_advice scope_legal_prospects scope_off_topic scope_opinion_on_person scope_other_council
    scope_person_check
    scope_poem_or_code scope_remember scope_thanks scope_too_long scope_what_can_you_do staff_allegation staff_low_level
    staff_tell_chair staff_tell_head
    steps_disclosure
    steps_every_row steps_every_row_short steps_fgm_known steps_fgm_known_too steps_forced_marriage_hba steps_forced_marriage_hba_too
    steps_immobile_baby_injury steps_immobile_baby_injury_too steps_injured_child steps_life_now steps_medical steps_medical_attempt
    steps_medical_swallowed steps_medical_swallowed_attempt steps_missing_child
    steps_parent steps_public
    steps_recent_sexual_assault steps_recent_sexual_assault_too steps_staff_allegation steps_staff_allegation_too steps_suicidal_child
    steps_to_be_taken steps_uncollected_child steps_worry_now switched_off unchecked_number urgent_carried_brief urgent_child urgent_child_medical
    urgent_child_suicidal urgent_disclosure
    urgent_fgm_known urgent_forced_marriage_hba urgent_immobile_baby_injury urgent_injured_child urgent_last_resort urgent_life_now
    urgent_medical urgent_missing_child urgent_parent_numbers urgent_parent_tether urgent_recent_sexual_assault
    urgent_staff_allegation urgent_suicidal_child urgent_uncollected_child_after urgent_uncollected_child_office urgent_worry_now""".split()
)
"""Every key that code may ask for. A test holds file and code equal: add a key in both places."""
