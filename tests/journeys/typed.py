"""What the people of the journey write, and what of it must be found again in the packet, word by word."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.journeys import words

COUNTY = "Trøndelag fylkeskommune"
GOVERNOR = "Statsforvalteren i Trøndelag"
ROADS = "Statens vegvesen"
WATER = "Norges vassdrags- og energidirektorat"
GUEST = "Røros-regionen næringshage"
TITLE = "Mulighetsdialog Holtålen 2027"
OWN_THEME = "Sørsamisk språk: saemien gïele, č đ ŋ š ŧ ž ï"

HOUSING = "Øke boligbygging og utvikle nye boligtilbud"
MOBILITY = "Øke mobilitet for innbyggere og tilreisende"
LEFT_OUT = (
    "Øke samarbeid om samfunnsutvikling og planlegging",
    "Øke rekruttering av relevant arbeidskraft",
    "Øke tilgang til og bruk av fleksibel og desentralisert utdanning",
    "Utvikle lokale studie- og kontorfellesskap",
)
PROGRAMME = (
    ("10.00", "Velkommen ved ordføreren"),
    ("10.15", "Tema for tema: notatet og svarene"),
    ("14.00", "Oppsummering & veien videre"),
)
SUMMARY = "Holtålen har 2 000 innbyggere.\nVi mangler boliger til dem som vil flytte hit <nå>."
NOTE_CONTACT = "Nils Skriver, 900 00 002"
APPROVED_BY = "Kommunedirektøren"
REPORT = "Boligplan 2026"
ADDRESS = "https://holtalen.example.no/planstrategi?år=2027&side=2"
ADDRESS_TITLE = "Planstrategien"
ANNOUNCED = "Skredrapport om enkelteiendommer"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """An item of the note. `number` is the one that it gets; `asks`: question by party."""

    number: str
    theme: str
    kind: str
    title: str
    background: str
    outcome: str
    asks: Mapping[str, str]
    tried: str = ""
    priority: str = ""

    @property
    def heading(self) -> str:
        """Number and title, as lists and headings show them."""
        return f"{self.number} {self.title}"

    @property
    def texts(self) -> list[str]:
        """All that was typed."""
        return [self.title, self.background, self.tried, self.outcome, *self.asks.values()]


HOMES = Wish(
    number="1.1",
    theme=HOUSING,
    kind="Problemstilling",
    title="Tomter & hus i Ålen 🏡",
    background="Bare 3 av 12 tomter er solgt.\n\nKostnaden er høyere enn salgsverdien.",
    tried="Rabatt på 50 %, {{ 7*7 }} og {% raw %}.",
    asks={COUNTY: "Kan fylket støtte «områdeløft»?", GOVERNOR: "Er jordvernet til hinder?"},
    outcome="20 nye boliger innen 2030",
    priority="1 – viktigst",
)
BUS = Wish(
    number="4.1",
    theme=MOBILITY,
    kind="Ønske",
    title="Buss til toget på Haltdalen",
    background="Toget stopper, bussen går ikke.",
    asks={
        COUNTY: "Kan ruta legges om?",
        ROADS: "Kan det bygges en holdeplass?",
        WATER: "Er det flomfare ved stasjonen?",
    },
    outcome="Korrespondanse morgen og kveld",
)
SCHOOL = Wish(
    number="8.1",
    theme=OWN_THEME,
    kind="Ønske",
    title="Språkbad på Åarjelsaemien vierhtiesåafoe",
    background="Elevene møtes fire uker i året.",
    asks={GOVERNOR: "Kan skolene få ti uker?"},
    outcome="Ti uker i året",
)
WISHES = (HOMES, BUS, SCHOOL)
NOTE = (SUMMARY, NOTE_CONTACT, APPROVED_BY, REPORT, ADDRESS, ADDRESS_TITLE, ANNOUNCED)
CORRECTED = "Bare 4 av 12 tomter er solgt.\n\nKostnaden er fortsatt høyere enn salgsverdien."


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer to one item. `status` is the key of a choice."""

    status: str
    assessment: str
    next_step: str = ""

    @property
    def texts(self) -> list[str]:
        """All that others will read."""
        return [words.of_choice("nb", "response.status", self.status), self.assessment, self.next_step]


COUNTY_ANSWERS = {
    HOMES.heading: Answer(
        status="mulig_med_vilkar",
        assessment="Ordninga «Bulyst» finst ikkje <lenger>, men tilskot er mogleg.",
        next_step="Vi møtest i mai.",
    ),
    BUS.heading: Answer(status="krever_avklaring", assessment="Anbodet er bunde til 2029. 🚌"),
}
COUNTY_CONTACT = "Berit Samordnar, 900 00 003"
SPECIALIST = ("Tuva Kjenner-Til", "rådgjevar, kollektivtransport")
REMARK = "Vi gler oss til å kome til Holtålen!"
ROADS_ANSWER = Answer(status="krever_formell_behandling", assessment="Holdeplass krever reguleringsplan.")
LATE_ANSWER = Answer(status="mulig", assessment="Stasjonen ligger utenfor faresonen.")

COUNTY_TEXTS = [
    REMARK,
    SPECIALIST[0],
    *(text for one in COUNTY_ANSWERS.values() for text in one.texts if text),
]
PACKET = [
    TITLE,
    OWN_THEME,
    SUMMARY,
    *(what for _, what in PROGRAMME),
    *(text for wish in (BUS, SCHOOL) for text in wish.texts),
    *(HOMES.title, CORRECTED, HOMES.tried, HOMES.outcome, *HOMES.asks.values()),
    *COUNTY_TEXTS,
    *ROADS_ANSWER.texts,
    words.of_choice("nb", "response.status", "ingen_innspill"),
    *(REPORT, ADDRESS, ADDRESS_TITLE, ANNOUNCED),
]
