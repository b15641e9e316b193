"""Entities in whole sentences of inspection news, by what stands around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

Read = Callable[[str], Parts]

_CARE = "The Care Quality Commission inspected the care home. "
_SCHOOL = "Ofsted inspectors visited the school. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (_CARE + "Ardvale, run by Kelso Care Ltd, was rated good.", "Ardvale"),
        (_CARE + "Larch Court requires improvement.", "Larch Court"),
        (_CARE + "Its sister home, Marram Lea, was not inspected.", "Marram Lea"),
        (_SCHOOL + "St Bede's was rated good in March.", "St Bede's"),
        (_SCHOOL + "Fell View Infants is outstanding.", "Fell View Infants"),
        (_SCHOOL + "Carr Road High has improved.", "Carr Road High"),
        (_SCHOOL + "The Moss Nursery Class was praised.", "Moss Nursery Class"),
        ("Ysbyty Glan Tawe was inspected by Healthcare Inspectorate Wales.", "Ysbyty Glan Tawe"),
        ("They eat at the Cosy Nook Tea Garden today.", "Cosy Nook Tea Garden"),
        ("Officers closed Dave's Burger Van on Friday.", "Dave's Burger Van"),
        (
            "Inspectors saw Rushwood immigration removal centre.",
            "Rushwood immigration removal centre",
        ),
        ("The Office for Students gave Fenbury University gold.", "Fenbury University"),
        ("Inspectors praised Barnham Fostering Agency.", "Barnham Fostering Agency"),
        ("Thornby Opticians has moved.", "Thornby Opticians"),
        ("Crews at Kelder Fire Station are ready.", "Kelder Fire Station"),
        ("Ofsted visited Tees Adult Learning Centre.", "Tees Adult Learning Centre"),
        (_CARE + "Elmrise and Fold End, which look after nine people, were closed.", "Elmrise"),
        (_SCHOOL + "Fell and District College is good.", "Fell and District College"),
        ("Ofsted graded the nursery. Wee Scholars: good", "Wee Scholars"),
        ("The Food Standards Agency rates pubs. They closed the Fox and Heron.", "Fox and Heron"),
        ("The TEF panel praised Kelmouth School of Art.", "Kelmouth School of Art"),
        (_CARE + "Min-y-Ddol Care Home is weak.", "Min-y-Ddol Care Home"),
        ("HMICFRS rated Tarnshire Police good. Tarnshire's chief agreed.", "Tarnshire Police"),
    ],
)
def test_services_of_all_kinds(read: Read, text: str, name: str) -> None:
    assert ("SERVICE", name) in read(text).labels()


_SCORES = "The Food Standards Agency rates takeaways from zero to five.\n"
_WATCHDOG = "The Care Quality Commission rates care homes.\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (_SCORES + "Happy Wok, Market Place – 1", "SERVICE Happy Wok, LOC Market Place"),
        (_SCORES + "The Blue Urn, Priory Arcade: 5", "SERVICE Blue Urn, LOC Priory Arcade"),
        (_SCORES + "Saffron Wave, Quayside: 2", "SERVICE Saffron Wave, LOC Quayside"),
        (_SCORES + "Mill Row Chippy, Mill Row - 4", "SERVICE Mill Row Chippy, LOC Mill Row"),
        (_WATCHDOG + "Elmhurst Nursing Home, Canal Road\nIt is good.", "LOC Canal Road"),
        (
            _WATCHDOG + "Elmhurst Nursing Home, Canal Road\nGood.\nThe Poplars, Weir Bank\nWeak.",
            "SERVICE Poplars, LOC Weir Bank",
        ),
        (
            _WATCHDOG + "Larkfield Grange, in Alder Road, Thornholme, is now rated Good overall.",
            "SERVICE Larkfield Grange, LOC Alder Road, GPE Thornholme",
        ),
        (_WATCHDOG + "They met at Fernholme Hospital, Matlaw.", "GPE Matlaw"),
        ("A prison will open at Milton of Ardross.", "GPE Milton of Ardross"),
        ("Patients at the Riverbank Surgery in Colne Abbey know.", "GPE Colne Abbey"),
        ("A home in Co Antrim was closed.", "GPE Co Antrim"),
        (
            "PONT-RHYD: A second school is to stay in special measures, Estyn has said today.",
            "GPE PONT-RHYD",
        ),
        (_WATCHDOG + "Relief as Thornholme care home climbs to Good", "GPE Thornholme"),
        (
            _SCHOOL + "Wexmere secondary is good. Wexmere Community College is pleased.",
            "GPE Wexmere, SERVICE Wexmere Community College",
        ),
        (
            _SCORES + "A look at how Wexley takeaways scored. Wexley Bowls Club has a 3.",
            "GPE Wexley, SERVICE Wexley Bowls Club",
        ),
        (
            _SCORES
            + "Results for Wexley. Wexley Bowls Club has a 3. Wexley District Council knows.",
            "GPE Wexley, SERVICE Wexley Bowls Club",
        ),
    ],
)
def test_services_and_their_places(read: Read, text: str, names: str) -> None:
    wanted = {tuple(name.split(" ", 1)) for name in names.split(", ")}
    assert wanted <= set(read(text).labels())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "HMP Crossfell was rated poor. Crossfell holds 640 men. "
            "Inspectors said Crossfell was unsafe.",
            {("SERVICE", "HMP Crossfell"), ("SERVICE", "Crossfell"), ("COUNT", "640 men")},
        ),
        (
            "The CQC rated Northmoor and Kelvale NHS Trust good. "
            "Northmoor and Kelvale said it was glad.",
            {("SERVICE", "Northmoor and Kelvale NHS Trust"), ("SERVICE", "Northmoor and Kelvale")},
        ),
        (
            "Jane Prendergast leads the force. Prendergast hopes to improve it.",
            {("PERSON", "Jane Prendergast"), ("PERSON", "Prendergast")},
        ),
    ],
)
def test_short_forms_keep_the_label(read: Read, text: str, names: set[tuple[str, str]]) -> None:
    assert names <= read(text).labels()


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("A care home in Nether Aldby was closed.", "GPE", "Nether Aldby"),
        ("A SELBRIDGE care home was closed by inspectors.", "GPE", "SELBRIDGE"),
        ("She lives in Tolworth Green with her son.", "GPE", "Tolworth Green"),
        ("Staff on Ward 9 were praised.", "LOC", "Ward 9"),
        ("The cafe is on Ferry Wynd in Leeds.", "LOC", "Ferry Wynd"),
        (
            "Dr Hale, a criminologist at the University of Melby, agreed.",
            "ORG",
            "University of Melby",
        ),
        ("The Royal College of Midwives said so.", "ORG", "Royal College of Midwives"),
        ("The Prisoners' Family Network said so.", "ORG", "Prisoners' Family Network"),
        (
            "NHS Lune and Wyre Integrated Care Board agreed.",
            "ORG",
            "NHS Lune and Wyre Integrated Care Board",
        ),
        ("Landlady Sue Trent was furious.", "PERSON", "Sue Trent"),
        ("It serves the Isle of Orvin and Port Ganter.", "GPE", "Isle of Orvin"),
        ("It serves the Isle of Orvin and Port Ganter.", "GPE", "Port Ganter"),
        ("They met in the old Market Hall.", "LOC", "Market Hall"),
        ("Nurse Blessing Adeyo, 34, agreed.", "PERSON", "Blessing Adeyo"),
        ("Residents told Families Against Cuts so.", "ORG", "Families Against Cuts"),
        ("She runs the charity Speak Up Graven.", "ORG", "Speak Up Graven"),
        ("Men at the Larkvale prison agreed.", "GPE", "Larkvale"),
        ("It stands in Cable Street, Wrensey, by the sea.", "GPE", "Wrensey"),
    ],
)
def test_places_bodies_and_people(read: Read, text: str, label: str, name: str) -> None:
    assert (label, name) in read(text).labels()


@pytest.mark.parametrize(
    "text",
    [
        "Waits in A&E are too long.",
        "Leadership was good at the home.",
        "Every NHS trust was told.",
        "Patients were moved.",
        "Copyright (c) 2016, All Rights Reserved.",
    ],
)
def test_ordinary_words_are_no_names(read: Read, text: str) -> None:
    names = {"PERSON", "ORG", "GPE", "LOC", "SERVICE"}
    assert not {label for label, _ in read(text).labels()} & names


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Its head quit in May.", "head"),
        ("A new governor will start soon.", "governor"),
        ("The new head was praised.", "head"),
        ("Depute head Isla Rae was glad.", "Depute head"),
        ("The governor in charge, Wallace Reid, agreed.", "governor in charge"),
        (
            "Chief Inspector of Criminal Justice Olwen Reid agreed.",
            "Chief Inspector of Criminal Justice",
        ),
        (
            "HM Chief Inspector of Prisons for Scotland Ann Reid agreed.",
            "HM Chief Inspector of Prisons for Scotland",
        ),
        ("The interim chief executive, Ann Reid, agreed.", "chief executive"),
        ("Principal and chief executive Ann Reid agreed.", "Principal"),
        ("Ann Reid, Director of Consumer Regulation, agreed.", "Director of Consumer Regulation"),
        ("The janitor, Erchie Mutton, agreed.", "janitor"),
    ],
)
def test_roles_of_one_holder(read: Read, text: str, role: str) -> None:
    assert ("ROLE", role) in read(text).labels()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Candida Bello, regional probation director, said so.", "PERSON Candida Bello"),
        ("Gethin Marlais, director of the firm, said so.", "PERSON Gethin Marlais, ROLE director"),
        ("Aoife Devlin, principal of the school, spoke.", "PERSON Aoife Devlin, ROLE principal"),
        ("Isla Munro, the council's manager, said: 'Most are.'", "PERSON Isla Munro, ROLE manager"),
        ("The area manager at Selby Nurseries, Piers Conway, left.", "PERSON Piers Conway"),
        ("Cllr Sioned Trahaearn, who sits on the board, spoke.", "PERSON Sioned Trahaearn"),
        (
            _CARE + "A new manager, Bronwen Achterberg, was appointed in March, hoping for a good.",
            "PERSON Bronwen Achterberg, ROLE manager",
        ),
        ("Enid Scarth, who was librarian for 31 years, died.", "ROLE librarian"),
        ("Owen Blake has been named governor of HMP Selmoor.", "ROLE governor"),
        ("She earned a lot as director.", "ROLE director"),
        ("It is not good enough, head tells parents", "ROLE head"),
        ("The old head left in 2013.", "ROLE head"),
        ("Meet the governor who stayed for two decades.", "ROLE governor"),
        ("A council spokesman said the rating would be shown.", "ROLE spokesman"),
        (
            "Maud Ferrier, CQC deputy director of adult social care in the East of England, spoke.",
            "ROLE deputy director of adult social care in the East of England",
        ),
        (_CARE + "It is run by Rosewood Care Limited.", "ORG Rosewood Care Limited"),
        (_SCHOOL + "Both are owned by Puddle Childcare.", "ORG Puddle Childcare"),
        (_SCHOOL + "Trayful Catering, the contractor, was fined.", "ORG Trayful Catering"),
        ("The Fenner Trust for Prison Reform agreed.", "ORG Fenner Trust for Prison Reform"),
        ("She told the Fenland Leader that it was cold.", "ORG Fenland Leader"),
        ("Two went to HM Prison and Probation Service.", "ORG HM Prison and Probation Service"),
        (_SCHOOL + "Beacon Learning Trust agreed. Beacon runs nine schools.", "ORG Beacon"),
    ],
)
def test_people_their_offices_and_owners_of_services(read: Read, text: str, names: str) -> None:
    wanted = {tuple(name.split(" ", 1)) for name in names.split(", ")}
    assert wanted <= set(read(text).labels())


def test_an_honorific_is_no_role(read: Read) -> None:
    assert not [name for label, name in read("Ms Quarrie said it was.").labels() if label == "ROLE"]


def test_a_role_of_many_is_none(read: Read) -> None:
    labels = read("Their teacher laughed when an environmental health officer came.").labels()
    assert not [exact for label, exact in labels if label == "ROLE"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nine deaths in two years were looked into.", "Nine deaths"),
        ("They made 1,150 visits in 2023.", "1,150 visits"),
        ("Some 60% of prisoners said so.", "60% of prisoners"),
        ("It said 60 per cent of pupils were late.", "60 per cent of pupils"),
        ("One in ten of its pupils was late.", "One in ten of its pupils"),
        ("Nine in 10 were locked up.", "Nine in 10"),
        ("He said nine in every 10 calls were answered.", "nine in every 10 calls"),
        ("They looked at nine areas of policing.", "nine areas"),
        ("They found three sacks of copper wire.", "three sacks of copper wire"),
        ("Eight of Kent's schools were rated.", "Eight"),
        ("There were many men, 30 of whom had left.", "30"),
        ("Marking in a dozen areas was slow.", "a dozen areas"),
        ("Two of the nine had been shut.", "Two of the nine"),
        ("A third of those surveyed ate alone.", "A third of those surveyed"),
        ("He said 12 of the town's 90 shops passed.", "12 of the town's 90 shops"),
        ("Forty-two volunteers came.", "Forty-two volunteers"),
        ("There were four homes in one village.", "four homes"),
        ("Four areas for improvement were named.", "Four areas for improvement"),
        ("She is a mum-of-three from Leeds.", "three"),
        ("It made 22 earlier recommendations.", "22 earlier recommendations"),
        ("They hired 30 more nurses.", "30 more nurses"),
        ("Half of them were late.", "Half of them"),
    ],
)
def test_counts_and_fractions(read: Read, text: str, count: str) -> None:
    assert ("COUNT", count) in read(text).labels()


@pytest.mark.parametrize(
    "text",
    [
        "It got five out of five for its cakes.",
        "It was one of the highest marks.",
        "Sickness rose by 12%.",
        "It climbed two rungs.",
        "It had a zero-out-of-five rating.",
        "Callers to 999 waited.",
        "It is one of the busiest hospitals.",
        "It rose by two percentage points.",
    ],
)
def test_scores_and_steps_are_no_counts(read: Read, text: str) -> None:
    assert not [exact for label, exact in read(text).labels() if label == "COUNT"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They came on 4 and 5 March.", "4 and 5 March"),
        ("They came between 3 and 7 November 2024.", "3 and 7 November 2024"),
        ("We shall be good this time next year.", "this time next year"),
        ("It is due by the end of term.", "the end of term"),
        ("It learned its fate this morning.", "this morning"),
        ("They came in late January.", "late January"),
        ("She joined in the autumn of 2022.", "the autumn of 2022"),
        ("Crime fell in the year to June.", "the year to June"),
        ("They come within 12 to 18 months.", "12 to 18 months"),
        ("He rang two years later to say so.", "two years"),
        ("It was published on Monday, 5 February 2007.", "Monday, 5 February 2007"),
    ],
)
def test_dates_and_periods(read: Read, text: str, date: str) -> None:
    assert ("DATE", date) in read(text).labels()


@pytest.mark.parametrize(
    "text",
    [
        "Numeracy in Year 8 was weak.",
        "It was a poor winter for us.",
        "It was seen in the same month.",
        "They had a day of rest.",
        "It is a day nursery.",
        "Outcomes in the early years were good.",
    ],
)
def test_years_of_school_and_weather_are_no_dates(read: Read, text: str) -> None:
    assert not [exact for label, exact in read(text).labels() if label == "DATE"]
