"""Who is in every demo, whatever its size? The people and positions that guides and tests call by name."""

from __future__ import annotations

from enum import Enum

from config.demo.shapes import DemoPosition, DemoProcess, DemoSourceContact, DemoTeammate

LUMEN = "Lumen Works"
LUMEN_DOMAIN = "lumenworks.example"
PETREL = "Petrel Ferries"
PETREL_DOMAIN = "petrelferries.example"

#: What every demo teammate who can sign in signs in with.
PASSWORD = "demo"  # noqa: S105 -- printed at the start, on invented data only

OLGA = f"olga.lindholm@{LUMEN_DOMAIN}"
ADA = f"ada.oyelaran@{LUMEN_DOMAIN}"
ROSA = f"rosa.calderon@{LUMEN_DOMAIN}"
HANS = f"hans.bruckner@{LUMEN_DOMAIN}"
INES = f"ines.varga@{LUMEN_DOMAIN}"
OTTO = f"otto.salminen@{LUMEN_DOMAIN}"
MARIA = f"maria.santos@{LUMEN_DOMAIN}"
NAMESAKE = f"maria.santos2@{LUMEN_DOMAIN}"
BRUNO = f"bruno.keller@{LUMEN_DOMAIN}"
CELIA = f"celia.duarte@{LUMEN_DOMAIN}"
DENIZ = f"deniz.akcay@{LUMEN_DOMAIN}"
MONA = f"mona.haddad@{LUMEN_DOMAIN}"
IVO = f"ivo.kalnins@{LUMEN_DOMAIN}"

#: LinkedIn knows Celia by another address than Recruit does; the admin maps her seat by hand.
CELIA_ON_LINKEDIN = "celia.duarte.sourcing@mail.example"
#: A contractor of the company who has a seat and is no teammate.
QUENTIN_ON_LINKEDIN = "quentin.underhill@contractors.example"

TEAMMATES = (
    DemoTeammate("Olga", "Lindholm", OLGA, "owner", signs_in=True),
    DemoTeammate("Ada", "Oyelaran", ADA, "admin", signs_in=True),
    DemoTeammate("Rosa", "Calderón", ROSA, "recruiter", signs_in=True),
    DemoTeammate("Hans", "Brückner", HANS, "teammate", signs_in=True),
    DemoTeammate("Ines", "Varga", INES, "teammate", signs_in=True),
    DemoTeammate("Otto", "Salminen", OTTO, "teammate", signs_in=True),
    DemoTeammate("Maria", "Santos", MARIA, "recruiter", signs_in=True),
    DemoTeammate("Maria", "Santos", NAMESAKE, "recruiter", signs_in=True),
    DemoTeammate("Bruno", "Keller", BRUNO, "recruiter", signs_in=True),
    DemoTeammate("Celia", "Duarte", CELIA, "recruiting_coordinator", signs_in=True),
    DemoTeammate("Deniz", "Akçay", DENIZ, "recruiter", is_deactivated=True),
    DemoTeammate("Mona", "Haddad", MONA, "management", signs_in=True),
    DemoTeammate("Ivo", "Kalniņš", IVO, "it_manager"),
)

AGENCY = "Northbridge Talent"

#: M-19: Bruno came from an agency and is still its source's contact.
#: M-20: Celia is known as a contact, but of no source.
SOURCE_CONTACTS = (
    DemoSourceContact("Bruno", "Keller", BRUNO, AGENCY),
    DemoSourceContact("Celia", "Duarte", CELIA),
)

DESIGNER_HAMBURG = "LW-101"
DESIGNER_LISBOA = "LW-102"
BACKEND_REMOTE = "LW-103"
OPTICS_DISCREET = "LW-104"
PLANNER_ON_HOLD = "LW-105"
PAYROLL_CLOSED = "LW-106"
TALENT_POOL = "LW-107"
BACKEND_HAMBURG = "LW-108"

POSITIONS = (
    DemoPosition(
        custom_id=DESIGNER_HAMBURG,
        name="Lighting Designer (museum lighting)",
        public_name="Lighting Designer",
        hiring_manager=HANS,
        recruiter=ROSA,
        workplace_type="on_site",
        city="Hamburg",
        country="DE",
        department="Design",
        seniority="Mid-Senior level",
        description="You plan light for museums: what is seen, what stays in the dark, and why.",
        team=((INES, "interviewer"), (CELIA, "recruiting_coordinator")),
    ),
    DemoPosition(
        custom_id=DESIGNER_LISBOA,
        name="Lighting Designer (street lighting)",
        public_name="Lighting Designer",
        hiring_manager=ADA,
        recruiter=ROSA,
        workplace_type="hybrid",
        city="Lisboa",
        country="PT",
        department="Design",
        seniority="Associate",
        description="You plan light for streets and squares, with the people who live there.",
        team=((MARIA, "recruiting_assistant"),),
    ),
    DemoPosition(
        custom_id=BACKEND_REMOTE,
        name="Backend Engineer (lamp cloud)",
        public_name="Backend Engineer",
        hiring_manager=HANS,
        recruiter=MARIA,
        workplace_type="remote",
        city="Hamburg",
        country="DE",
        department="Engineering",
        seniority="Mid-Senior level",
        description="A million lamps report every minute. You keep the service calm.",
        team=((INES, "interviewer"),),
    ),
    DemoPosition(
        custom_id=OPTICS_DISCREET,
        name="Head of Optics (replacement)",
        public_name="Head of Optics",
        hiring_manager=HANS,
        recruiter=NAMESAKE,
        workplace_type="on_site",
        city="Hamburg",
        country="DE",
        department="Engineering",
        seniority="Director",
        description="You lead the optics laboratory.",
        is_discreet=True,
        is_published=False,
    ),
    DemoPosition(
        custom_id=PLANNER_ON_HOLD,
        name="Production Planner",
        public_name="Production Planner",
        hiring_manager=HANS,
        recruiter=ROSA,
        status="on_hold",
        workplace_type="on_site",
        city="Leipzig",
        country="DE",
        department="Manufacturing",
        description="You plan what the three lines build next week.",
    ),
    DemoPosition(
        custom_id=PAYROLL_CLOSED,
        name="Payroll Specialist",
        public_name="Payroll Specialist",
        hiring_manager=ADA,
        recruiter=BRUNO,
        status="closed",
        workplace_type="hybrid",
        city="Hamburg",
        country="DE",
        department="People",
        description="You see to it that everybody is paid, and on time.",
    ),
    DemoPosition(
        custom_id=TALENT_POOL,
        name="Friends of the house",
        public_name="Talent pool: friends of the house",
        hiring_manager=ADA,
        recruiter=ROSA,
        workplace_type="",
        department="People",
        description="People we would like to work with once the right position opens.",
        is_published=False,
        is_talent_pool=True,
    ),
    DemoPosition(
        custom_id=BACKEND_HAMBURG,
        name="Backend Engineer (warehouse)",
        public_name="Backend Engineer",
        hiring_manager=HANS,
        recruiter=BRUNO,
        workplace_type="on_site",
        city="Hamburg",
        country="DE",
        department="Engineering",
        seniority="Entry level",
        description="You write what moves the shelves.",
    ),
)


class NamedMember(Enum):
    """Members whom guides and tests look for by name."""

    #: Nobody in Recruit knows her: an export creates her.
    NEW = ("Noor", "Veenstra")
    #: In Recruit with an earlier, ended process: an export adds a second one.
    KNOWN = ("Yuki", "Aoyama")
    #: Under consideration for Lighting Designer in Hamburg: an export to it fails.
    ACTIVE = ("Elif", "Karagöz")
    #: Hired for Backend Engineer in Hamburg: an export to it fails.
    HIRED = ("Jonas", "Eklöf")
    #: Asked not to be contacted: an export to another position works, with a warning.
    DO_NOT_CONTACT = ("Lerato", "Ndlovu")
    #: Recruit knows an Anna Kovacs with another employer, who never came through LinkedIn.
    LOOKALIKE = ("Anna", "Kovács")
    #: Closed her profile: LinkedIn does not let recruiters export it.
    NOT_EXPORTABLE = ("Saoirse", "Quill")

    @property
    def first_name(self) -> str:
        return self.value[0]

    @property
    def last_name(self) -> str:
        return self.value[1]

    @property
    def title(self) -> str:
        """What they do is what the position asks for that the guides export them to."""
        return "Backend Engineer" if self is NamedMember.HIRED else "Lighting Designer"


#: The named members who are in Recruit already, with what Recruit remembers of them.
HISTORY_OF_NAMED: dict[NamedMember, tuple[DemoProcess, ...]] = {
    NamedMember.KNOWN: (
        DemoProcess(DESIGNER_LISBOA, "Careers site", "rejected", 2, 9_000, 8_400, "Chose another candidate"),
    ),
    NamedMember.ACTIVE: (DemoProcess(DESIGNER_HAMBURG, "Beacon Jobs", "in_progress", 2, 700, 90),),
    NamedMember.HIRED: (DemoProcess(BACKEND_HAMBURG, "Careers site", "hired", 6, 5_000, 3_900),),
    NamedMember.DO_NOT_CONTACT: (
        DemoProcess(
            DESIGNER_LISBOA, "Beacon Jobs", "withdrawn", 1, 7_000, 6_500, "Asked not to be contacted again"
        ),
    ),
}

#: What Recruit remembers of the Anna who only looks like the member: she is not the same person.
ANNAS_PROCESS = DemoProcess(DESIGNER_HAMBURG, "Careers site", "in_progress", 1, 1_200, 400)
