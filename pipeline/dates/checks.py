"""Tells expressions of time from other words and numbers of the same form: "May" the modal, "28-Point"."""

from pipeline.dates.candidates import Candidate
from pipeline.dates.knowledge import Knowledge
from pipeline.dates.place import Place
from pipeline.dates.reader import TokenReader

_NUMBERS = frozenset({"DAYNUM", "INT", "YEAR", "NUMWORD", "ORDWORD"})
_NOUN = "NN"

#: How many characters after a half or quarter a bare "second half" still is one of the year, not of a match.
_HALF_REACH = 300


class Checker:
    """Says whether a candidate is meant as a date where it stands; made anew for each Doc."""

    def __init__(self, knowledge: Knowledge, reader: TokenReader) -> None:
        self._knowledge = knowledge
        self._reader = reader
        self._last_part_end = -_HALF_REACH - 1
        self._verb_like = frozenset(knowledge.codes[name] for name in ("EARLY", "LATE"))
        self._rules = {
            "day": self._day,
            "month": self._month,
            "year": self._year,
            "year_range": self._year_range,
            "decade": self._decade,
            "season": self._season,
            "feast": self._feast,
            "half": self._half,
            "weekday": self._weekday,
            "dayword": self._dayword,
            "day_of_month": self._day_of_month,
            "context_day": self._context_day,
            "shift": self._shift,
            "ago": self._ago,
            "rel": self._rel,
        }

    def accept(self, candidate: Candidate) -> bool:
        """True when the candidate names a calendar point or interval."""
        place = Place(candidate, self._reader, self._knowledge.checks)
        if candidate.last_class in _NUMBERS and self._measures(candidate, place):
            return False
        if self._begins_with_verb(candidate, place):
            return False
        rule = self._rules.get(candidate.kind)
        good = rule is None or rule(candidate, place)
        if good and candidate.kind in ("half", "quarter"):
            self._last_part_end = candidate.end
        return good

    def _begins_with_verb(self, candidate: Candidate, place: Place) -> bool:
        """The first word is the verb: "could start in October"."""
        if candidate.last - candidate.first == 1 or candidate.first_code not in self._verb_like:
            return False
        return place.tag.startswith("VB")

    def _measures(self, candidate: Candidate, place: Place) -> bool:
        """The number at the end belongs to what follows: "in March 20 percent", "a June 5-member team"."""
        if candidate.last_class == "YEAR":
            if "until" in candidate.slots or "since" in candidate.slots:
                return False  # "pre-1980 houses"
            if place.before_in("sure_year_before") and not candidate.text.endswith("00"):
                return False  # "in 2024 companies paid"
            return place.after_in("measure_after")
        if place.after_in("measure_after"):
            return True
        if place.hyphen_after:
            return place.word_after_hyphen.isalpha()
        if candidate.last_class in ("NUMWORD", "ORDWORD") and "month" in candidate.slots:
            # "March one" and "July Fourth" are days, "in March one member" is not.
            return candidate.slots.get("day", "a")[0].islower() and (
                place.tag_after.startswith(("NN", "JJ", "CD")) or place.after == "of"
            )
        return False

    def _is_class(self, word: str, name: str) -> bool:
        return self._knowledge.words.get(word.lower()) == self._knowledge.codes[name]

    def _plain_year(self, value: int) -> bool:
        years = self._knowledge.years
        return years["plain_first"] <= value <= years["plain_last"]

    # -- months and days

    def _day(self, candidate: Candidate, place: Place) -> bool:
        slots = candidate.slots
        if "year" in slots or not candidate.text.startswith(slots["day"]):
            return True
        if place.before_in("label_before"):
            return False
        # "section 2 May be": the month stands last and could be a verb.
        at = candidate.start + candidate.text.rfind(slots["month"])
        return not (self._is_class(slots["month"], "MAYBEMONTH") and place.tag_at(at) in ("MD", "VB", "VBP"))

    def _month(self, candidate: Candidate, place: Place) -> bool:
        month = candidate.slots["month"]
        if len(candidate.slots) > 1 or month != candidate.text:
            return True
        if place.after_in("name_after") or place.before_in("name_before"):
            return False
        timed = place.before_in("time_before")
        if place.tag == "MD" or place.tag.startswith("VB"):
            return timed and place.before not in ("to", "of")
        if self._is_class(month.rstrip("."), "MONABBR"):
            return place.before_in("short_month_before") and not place.name_after and not place.hyphen_after
        if timed:
            return True
        if self._is_class(month, "MAYBEMONTH") and (
            not place.tag.startswith("NNP")
            or place.tag_after == "VB"
            or place.after == "of"
            or place.before == "the"
        ):
            return False
        return not place.name_after and not place.name_before

    def _day_of_month(self, candidate: Candidate, place: Place) -> bool:
        """ "on the 18th", but not "the 12th summit"."""
        if "nth" not in candidate.slots:
            return True
        if (
            place.tag_after.startswith((_NOUN, "JJ", "CD", "VBN"))
            or place.after == "of"
            or place.hyphen_after
        ):
            return False
        return place.before_in("nth_before")

    # -- years and their parts

    def _year(self, candidate: Candidate, place: Place) -> bool:
        if "bare" not in candidate.slots:
            return True
        if place.before_in("label_before") or (place.before == "." and place.before_in("label_before", 2)):
            return False
        if place.hyphen_before or (place.hyphen_after and place.word_after_hyphen.isdigit()):
            return False
        if place.name_before and not place.before_in("target_before"):
            return False  # "Expo 2025" is a name
        value = int(candidate.slots["bare"][:4])
        if not self._plain_year(value):
            return place.before_in("year_before") and not place.tag_after.startswith(_NOUN)
        if place.tag_after == "NNS" and not place.before_in("sure_year_before"):
            # "2000 ministers" are counted, "its 2024 results" dated.
            return value % 100 != 0 and not place.before_in("count_before")
        return True

    def _year_range(self, candidate: Candidate, place: Place) -> bool:
        """ "1215-1217 Fulton Street" has the form of years."""
        if self._plain_year(int(candidate.slots["year"])):
            return not place.before_in("label_before")
        return not candidate.text[0].isdigit() or place.before_in("year_before")

    def _decade(self, candidate: Candidate, place: Place) -> bool:
        """ "the 90s" and "the '90s", but not "in his 30s" or "the 10s and 100s"."""
        name = candidate.slots.get("decade", "")
        if len(name) != 3:
            return True
        return candidate.text == name and place.before == "the" and name[0] >= "2"

    def _season(self, candidate: Candidate, place: Place) -> bool:
        slots = candidate.slots
        if "year" in slots or "yref" in slots:
            return True
        if place.tag_after.startswith(_NOUN) or place.hyphen_after:
            return False  # "summer school"
        if len(slots) > 1 or candidate.text != slots["season"]:
            return True
        if candidate.text.lower() == "fall":
            return place.before == "the" and place.before_in("time_before", 2) and place.after != "of"
        return place.before_in("time_before") and place.tag.startswith(_NOUN)

    def _feast(self, candidate: Candidate, place: Place) -> bool:
        """ "before Christmas", "in the New Year", but not "Christmas Island", "a new year of talks"."""
        if "year" in candidate.slots or len(candidate.text.split()) > 1 + candidate.text.lower().startswith(
            "new"
        ):
            return True
        if place.tag_after.startswith((_NOUN, "POS")) or place.hyphen_after or place.after == "of":
            return False
        if not candidate.text.lower().startswith("new"):
            return True
        return not place.name_before if candidate.text[0] == "N" else place.before == "the"

    def _half(self, candidate: Candidate, place: Place) -> bool:
        return "bare" not in candidate.slots or candidate.start - self._last_part_end <= _HALF_REACH

    # -- expressions that count from another day

    def _weekday(self, candidate: Candidate, place: Place) -> bool:
        if "week" in candidate.slots:
            return True
        return not (
            place.after_in("name_after")
            or place.before_in("name_before")
            or place.before_in("frequency_before")
        )

    def _dayword(self, candidate: Candidate, place: Place) -> bool:
        if candidate.text[0].isupper() and (place.name_before or place.after_in("programme_after")):
            return False  # "USA Today"
        if candidate.last_class == "POSS":
            return not any(place.after_in("generic_after", distance) for distance in (1, 2, 3))
        if candidate.text.lower() == "overnight":
            adverb = place.tag.startswith("RB") and not place.tag_after.startswith((_NOUN, "JJ"))
            return adverb and not place.before_in("idiom_before")
        return True

    def _context_day(self, candidate: Candidate, place: Place) -> bool:
        return not candidate.text.lower().endswith("s")

    def _shift(self, candidate: Candidate, place: Place) -> bool:
        """ "two days after" counts from what is known, "two days after the vote" from what may be undated."""
        if self._is_class(candidate.slots["way"], "SOONER"):
            return place.after != "than"
        if "count" not in candidate.slots:
            # "signed the day before in Beijing", but not "the day before he left", "the days before".
            if candidate.slots["unit"].endswith("s"):
                return False
            if place.tag_after in ("IN", "TO", "CC") and not place.after_in("clause_after"):
                return True
        return not place.after[:1].isalnum() and not place.hyphen_after and place.after not in ("“", '"')

    def _ago(self, candidate: Candidate, place: Place) -> bool:
        """ "a few days ago" still names about a day; "many years ago" names nothing."""
        return not (
            "vague" in candidate.slots and candidate.slots["unit"].lower().startswith(("year", "decade"))
        )

    def _rel(self, candidate: Candidate, place: Place) -> bool:
        ref = candidate.slots.get("ref", "").lower()
        if candidate.slots.get("unit", "").lower().endswith("s"):
            return False  # "the coming weeks" has no bounds
        if "-" in candidate.text and place.tag_after.startswith(_NOUN):
            return False  # "year-end results"
        if self._is_class(ref, "LAST") and place.before == "the" and candidate.text.lower().startswith(ref):
            # "over the past year", "in the last month of talks": how long, not when.
            return place.before_in("within_before", 2) and place.after != "of"
        return not (
            self._is_class(ref, "SAME") and candidate.text.lower().startswith(ref) and place.before != "the"
        )
