"""Tells expressions of time from other words and numbers of the same form: "May" the modal, "28-Point"."""

from pipeline.dates.candidates import Candidate
from pipeline.dates.knowledge import Knowledge
from pipeline.dates.reader import TokenReader

_NUMBERS = ("DAYNUM", "INT", "YEAR", "NUMWORD", "ORDWORD")


class Checker:
    """Says whether a candidate is meant as a date where it stands."""

    def __init__(self, knowledge: Knowledge, reader: TokenReader) -> None:
        self._knowledge = knowledge
        self._checks = knowledge.checks
        self._reader = reader
        self._last_part_end = -1000
        self._parts = {knowledge.codes[name] for name in ("EARLY", "LATE")}

    def accept(self, candidate: Candidate) -> bool:
        """True when the candidate names a calendar point or interval."""
        if candidate.last_class in _NUMBERS and self._is_measured(candidate):
            return False
        if self._begins_with_verb(candidate):
            return False
        rule = getattr(self, f"_is_{candidate.kind}", None)
        good = rule(candidate) if rule else True
        if good and candidate.kind in ("half", "quarter"):
            self._last_part_end = candidate.end
        return good

    # -- words around a candidate

    def _begins_with_verb(self, candidate: Candidate) -> bool:
        """The first word is the verb: "could start in October"."""
        first = candidate.lexed.codes[candidate.first]
        if candidate.last - candidate.first == 1 or first not in self._parts:
            return False
        return self._reader.tag(candidate.start).startswith("VB")

    def _in(self, word: str, name: str) -> bool:
        return word in self._checks[name]

    def _next_tag(self, candidate: Candidate) -> str:
        index = candidate.last
        lexed = candidate.lexed
        return self._reader.tag(lexed.starts[index]) if index < len(lexed.starts) else ""

    def _previous_tag(self, candidate: Candidate) -> str:
        return self._reader.tag(candidate.lexed.starts[candidate.first - 1]) if candidate.first else ""

    def _is_measured(self, candidate: Candidate) -> bool:
        """The number at the end belongs to what follows: "June 20 percent", "May 5-member"."""
        after = candidate.after()
        if after == "%" or self._in(after, "measure_after"):
            return True
        if candidate.last_class == "YEAR":
            return False
        if after in ("-", "–") and self._glued(candidate):
            return candidate.after(2).isalpha()
        if candidate.last_class in ("NUMWORD", "ORDWORD") and "month" in candidate.slots:
            if candidate.slots.get("day", " ")[0].isupper():
                return False
            return self._next_tag(candidate).startswith(("NN", "JJ", "CD")) or after == "of"
        return False

    def _glued(self, candidate: Candidate) -> bool:
        lexed, index = candidate.lexed, candidate.last
        return index < len(lexed.starts) and lexed.starts[index] == candidate.end

    def _followed_by_name(self, candidate: Candidate) -> bool:
        """A capitalised word follows directly: "June Carter", "March Madness"."""
        lexed, index = candidate.lexed, candidate.last
        if index >= len(lexed.starts) or not lexed.text[lexed.starts[index]].isupper():
            return False
        return self._next_tag(candidate).startswith("NNP")

    def _preceded_by_name(self, candidate: Candidate) -> bool:
        """A name stands directly before: "Theresa May"."""
        if not candidate.first:
            return False
        lexed, index = candidate.lexed, candidate.first - 1
        if not lexed.text[lexed.starts[index]].isupper() or "\n" in lexed.text[lexed.ends[index] : candidate.start]:
            return False
        return self._previous_tag(candidate).startswith("NNP")

    # -- rules by kind of pattern

    def _is_month(self, candidate: Candidate) -> bool:
        slots = candidate.slots
        if candidate.first != candidate.last - 1 and set(slots) != {"month"}:
            return True
        if len(slots["month"]) < len(candidate.text):
            return True
        before, after = candidate.before(), candidate.after()
        if self._in(after, "name_after") or self._in(before, "name_before"):
            return False
        timed = self._in(before, "time_before")
        tag = self._reader.tag(candidate.start)
        if tag.startswith("VB") or tag == "MD":
            return timed and before not in ("to", "of")
        abbreviation = slots["month"].rstrip(".").lower() not in self._full_names
        if (abbreviation or self._maybe(slots["month"])) and not timed:
            if abbreviation or not tag.startswith("NNP"):
                return False
            if after == "of" or before == "the":
                return False
        if not timed and (self._followed_by_name(candidate) or self._preceded_by_name(candidate)):
            return False
        return True

    @property
    def _full_names(self) -> set[str]:
        codes = self._knowledge.codes
        wanted = (codes["MONTH"], codes["MAYBEMONTH"])
        return {word for word, code in self._knowledge.words.items() if code in wanted}

    def _maybe(self, month: str) -> bool:
        return self._knowledge.words.get(month.lower()) == self._knowledge.codes["MAYBEMONTH"]

    def _is_day(self, candidate: Candidate) -> bool:
        month = candidate.slots["month"]
        at = candidate.text.find(month)
        if self._maybe(month) and candidate.text.startswith(candidate.slots["day"]) and "year" not in candidate.slots:
            # "section 2 May be": the month stands last and could be a verb.
            return self._reader.tag(candidate.start + at) not in ("MD", "VB", "VBP")
        return True

    def _is_weekday(self, candidate: Candidate) -> bool:
        if "week" in candidate.slots:
            return True
        if self._in(candidate.after(), "name_after") or self._in(candidate.before(), "frequency_before"):
            return False
        return not self._in(candidate.before(), "name_before")

    def _is_season(self, candidate: Candidate) -> bool:
        slots = candidate.slots
        if "year" in slots or "yref" in slots:
            return True
        before = candidate.before()
        if self._next_tag(candidate).startswith("NN") or candidate.after() in ("-", "–"):
            return False
        if len(slots) > 1:
            return True
        if candidate.text.lower() == "fall":
            return before == "the" and candidate.before(2) in ("in", "by", "until", "since") and candidate.after() != "of"
        if not self._in(before, "time_before"):
            return len(candidate.text) > len(slots["season"])
        return self._reader.tag(candidate.start).startswith("NN")

    def _is_decade(self, candidate: Candidate) -> bool:
        """ "the 90s" and "the '90s", but not "in his 30s" or "the 10s and 100s"."""
        name = candidate.slots.get("decade", "1990s")
        if len(name) > 3:
            return True
        return candidate.text == name and candidate.before() == "the" and name[0] >= "2"

    def _is_year_range(self, candidate: Candidate) -> bool:
        """ "1215-1217 Fulton Street" has the form of years."""
        years, value = self._knowledge.years, int(candidate.slots["year"])
        if years["plain_first"] <= value <= years["plain_last"]:
            return not self._in(candidate.before(), "label_before")
        return not candidate.text[0].isdigit() or self._in(candidate.before(), "year_before")

    def _is_half(self, candidate: Candidate) -> bool:
        if "bare" not in candidate.slots:
            return True
        return 0 <= candidate.start - self._last_part_end <= 300

    def _is_rel(self, candidate: Candidate) -> bool:
        slots = candidate.slots
        unit, ref = slots.get("unit", ""), slots.get("ref", "").lower()
        if "-" in candidate.text and self._next_tag(candidate).startswith("NN"):
            return False  # "year-end results"
        if unit.endswith("s"):
            return False
        if ref in ("past", "last") and candidate.before() == "the" and len(candidate.text.split()) == 2:
            # "over the past year", "in the last month of talks": how long, not when.
            return candidate.before(2) == "in" and candidate.after() != "of"
        if ref == "same" and candidate.before() != "the" and "the" not in candidate.text.lower():
            return False
        return True

    def _is_ago(self, candidate: Candidate) -> bool:
        return not ("vague" in candidate.slots and candidate.slots["unit"].lower().startswith(("year", "decade")))

    def _is_shift(self, candidate: Candidate) -> bool:
        """ "two days after" counts from what is known; "two days after the vote" from what the text may not date."""
        if candidate.slots["way"].lower() in ("earlier", "later", "previously", "afterwards"):
            return candidate.after() != "than"
        after, tag = candidate.after(), self._next_tag(candidate)
        if "count" not in candidate.slots:
            # "signed the day before in Beijing", but not "the day before he left", "the days before".
            if candidate.slots["unit"].endswith("s"):
                return False
            if tag in ("IN", "TO", "CC") and after not in ("that", "than", "if"):
                return True
        return not after or (not after[0].isalnum() and after not in ("-", "–", "“", '"'))

    def _is_context_day(self, candidate: Candidate) -> bool:
        return not candidate.text.lower().endswith("s")

    def _is_dayword(self, candidate: Candidate) -> bool:
        text = candidate.text
        if candidate.first and text[0].isupper() and self._preceded_by_name(candidate):
            return False  # "USA Today"
        if text[0].isupper() and candidate.after() in ("programme", "program", "show"):
            return False
        if candidate.last_class == "POSS":
            return not any(self._in(candidate.after(d), "generic_after") for d in (1, 2, 3))
        if text.lower() == "overnight":
            before = candidate.before()
            return (
                self._reader.tag(candidate.start).startswith("RB")
                and not self._next_tag(candidate).startswith(("NN", "JJ"))
                and not self._in(before, "idiom_before")
            )
        return True

    def _is_day_of_month(self, candidate: Candidate) -> bool:
        if "nth" not in candidate.slots:
            return True
        if self._next_tag(candidate).startswith(("NN", "JJ", "CD", "VBN")) or candidate.after() in ("of", "-", "–"):
            return False
        return candidate.before() in ("on", "by", "until", "till", "from", "to", "since", "before", "after")

    def _is_year(self, candidate: Candidate) -> bool:
        if "bare" not in candidate.slots:
            return True
        value, before, after = int(candidate.slots["bare"][:4]), candidate.before(), candidate.after()
        years = self._knowledge.years
        if self._in(before, "label_before") or before in ("#", "№", "/", "$"):
            return False
        if before == "." and candidate.before(2) in ("no", "nos", "art", "para", "tel"):
            return False
        if before in ("-", "–", "—") and self._glued_before(candidate):
            return False
        if after in ("/", "°") or (after in ("-", "–") and self._glued(candidate) and candidate.after(2).isdigit()):
            return False
        if self._preceded_by_name(candidate) and not self._in(before, "target_before"):
            return False  # "Expo 2025" is a name
        timed = self._in(before, "year_before")
        if not years["plain_first"] <= value <= years["plain_last"] and not (
            timed and not self._next_tag(candidate).startswith("NN")
        ):
            return False
        if self._next_tag(candidate) == "NNS" and before not in ("in", "since", "by", "until", "the"):
            return value % 100 != 0 and before not in ("of", "for", "about", "around", "than", "over", "under")
        return True

    def _glued_before(self, candidate: Candidate) -> bool:
        lexed, index = candidate.lexed, candidate.first - 1
        return index >= 0 and lexed.ends[index] == candidate.start
