"""Rating records of many inspectorates' wordings, with the real model. All sentences are ours."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]
#: A part of the subject's name, value, status, scale.
Record = tuple[str, str, str, str]

CASES: list[tuple[str, list[Record]]] = [
    (
        "Of the 41 schools Ofsted inspected, three are inadequate: Hayle Academy, Longmead and Trevanion High.",
        [
            ("Hayle", "inadequate", "current", "ofsted4"),
            ("Longmead", "inadequate", "current", "ofsted4"),
            ("Trevanion", "inadequate", "current", "ofsted4"),
        ],
    ),
    (
        "The Food Standards Agency’s list is out and Fish Bar, on the quay, was handed the minimum score, zero.",
        [("Fish Bar", "0", "current", "fhrs6")],
    ),
    (
        "HM Inspectorate of Probation has reported on the East Anglia region, which it rated as requires improvement.",
        [("East Anglia", "requires_improvement", "current", "hmi_probation4")],
    ),
    (
        "The Thames Valley force was rated good by HMICFRS. West Midlands was inadequate.",
        [
            ("Thames Valley", "good", "current", "hmicfrs5"),
            ("West Midlands", "inadequate", "current", "hmicfrs5"),
        ],
    ),
    (
        "Fairview Care Ltd, which the CQC inspects, owns The Hollies in Barrow, which is rated good.",
        [("Hollies", "good", "current", "cqc4")],
    ),
    (
        "Ofsted has rated Thornleigh Primary School inadequate.",
        [("Thornleigh", "inadequate", "current", "ofsted4")],
    ),
    (
        "Thornleigh Primary School has been judged to be ‘Requires Improvement’ by Ofsted inspectors.",
        [("Thornleigh", "requires_improvement", "current", "ofsted4")],
    ),
    (
        "Inspectors from the Care Quality Commission gave Rosebank Care Home an overall rating of good.",
        [("Rosebank", "good", "current", "cqc4")],
    ),
    (
        "Rosebank Care Home, which was previously rated outstanding, is now inadequate, the CQC said.",
        [
            ("Rosebank", "outstanding", "previous", "cqc4"),
            ("Rosebank", "inadequate", "current", "cqc4"),
        ],
    ),
    (
        "The CQC has downgraded Fernhill Surgery from good to inadequate.",
        [("Fernhill", "good", "previous", "cqc4"), ("Fernhill", "inadequate", "current", "cqc4")],
    ),
    (
        "Fernhill Surgery has been placed in special measures by the Care Quality Commission.",
        [("Fernhill", "special_measures", "current", "intervention")],
    ),
    (
        "The surgery has come out of special measures. Fernhill Surgery was inspected by the CQC in May.",
        [("Fernhill", "special_measures", "previous", "intervention")],
    ),
    (
        "Fernhill Surgery was rated good for being caring and effective, but requires improvement for safety, the Care Quality Commission said.",
        [
            ("Fernhill", "good", "current", "cqc4"),
            ("Fernhill", "requires_improvement", "current", "cqc4"),
        ],
    ),
    (
        "HMICFRS graded Northmere Police as inadequate at investigating crime and good at preventing crime.",
        [
            ("Northmere", "inadequate", "current", "hmicfrs5"),
            ("Northmere", "good", "current", "hmicfrs5"),
        ],
    ),
    (
        "Northmere Police has been told it requires improvement in the way it responds to the public, His Majesty's Inspectorate of Constabulary said.",
        [("Northmere", "requires_improvement", "current", "hmicfrs5")],
    ),
    (
        "Two forces, Northmere Police and Southmere Police, were both rated adequate by HMICFRS.",
        [
            ("Northmere", "adequate", "current", "hmicfrs5"),
            ("Southmere", "adequate", "current", "hmicfrs5"),
        ],
    ),
    (
        "Northmere Fire and Rescue Service was not rated inadequate in any area, HMICFRS found.",
        [("Northmere", "inadequate", "negated", "hmicfrs5")],
    ),
    (
        "Chief Constable Ian Dale said the force hoped to be rated outstanding by 2027. Northmere Police was inspected by HMICFRS.",
        [("Northmere", "outstanding", "target", "hmicfrs5")],
    ),
    (
        "At HMP Larkhill, outcomes for prisoners were poor in safety and not sufficiently good in respect, HM Inspectorate of Prisons said.",
        [
            ("Larkhill", "poor", "current", "hmi_prisons4"),
            ("Larkhill", "not_sufficiently_good", "current", "hmi_prisons4"),
        ],
    ),
    (
        "Safety at the jail had improved from poor to reasonably good, according to HM Inspectorate of Prisons, which visited HMP Larkhill in June.",
        [
            ("Larkhill", "poor", "previous", "hmi_prisons4"),
            ("Larkhill", "reasonably_good", "current", "hmi_prisons4"),
        ],
    ),
    (
        "HMP Larkhill has made no meaningful progress in tackling violence, HM Inspectorate of Prisons said after an independent review of progress.",
        [("Larkhill", "no_meaningful_progress", "current", "hmi_prisons_irp4")],
    ),
    (
        "HM Inspectorate of Prisons for Scotland rated HMP Glenarn as generally acceptable for decency and poor for purposeful activity.",
        [
            ("Glenarn", "generally_acceptable_performance", "current", "hmips5"),
            ("Glenarn", "poor_performance", "current", "hmips5"),
        ],
    ),
    (
        "The North Dales Probation Delivery Unit has been rated ‘requires improvement’ by HM Inspectorate of Probation, scoring 9 out of 27.",
        [
            ("North Dales", "requires_improvement", "current", "hmi_probation4"),
            ("North Dales", "9/27", "current", "hmi_probation_score"),
        ],
    ),
    (
        "Probation services in Carse and Ardle were rated inadequate, HM Inspectorate of Probation said. Both units lacked staff.",
        [
            ("Carse", "inadequate", "current", "hmi_probation4"),
            ("Ardle", "inadequate", "current", "hmi_probation4"),
        ],
    ),
    (
        "Youth justice services in Ardle are outstanding, HM Inspectorate of Probation has found.",
        [("Ardle", "outstanding", "current", "hmi_probation4")],
    ),
    (
        "The Care Inspectorate graded Heatherbank Nursing Home weak for leadership and adequate for staffing.",
        [
            ("Heatherbank", "weak", "current", "care_scot6"),
            ("Heatherbank", "adequate", "current", "care_scot6"),
        ],
    ),
    (
        "Heatherbank Nursing Home was given a grade of 2 – weak for wellbeing by the Care Inspectorate.",
        [("Heatherbank", "weak", "current", "care_scot6")],
    ),
    (
        "Education Scotland evaluated leadership of change at Kirkton Primary School as very good.",
        [("Kirkton", "very_good", "current", "hmie6")],
    ),
    (
        "Estyn inspectors judged standards at Ysgol Glan Llyn to be unsatisfactory in 2018.",
        [("Glan Llyn", "unsatisfactory", "current", "estyn4")],
    ),
    (
        "Ysgol Glan Llyn no longer requires special measures, Estyn said.",
        [("Glan Llyn", "special_measures", "previous", "intervention")],
    ),
    (
        "Care Inspectorate Wales said Bryn Awel Care Home needs significant improvement for leadership and management.",
        [("Bryn Awel", "needs_significant_improvement", "current", "ciw4")],
    ),
    (
        "The Education and Training Inspectorate found the quality of provision at Drumlin Primary School to be very good.",
        [("Drumlin", "very_good", "current", "eti6")],
    ),
    (
        "Tasty Wok was handed a one-star food hygiene rating by the Food Standards Agency.",
        [("Tasty Wok", "1", "current", "fhrs6")],
    ),
    (
        "The Golden Fryer takeaway has been given a zero out of five food hygiene rating.",
        [("Golden Fryer", "0", "current", "fhrs6")],
    ),
    (
        "The Golden Fryer's hygiene rating has gone from two to five.",
        [("Golden Fryer", "2", "previous", "fhrs6"), ("Golden Fryer", "5", "current", "fhrs6")],
    ),
    (
        "Rated 4: Bella Pasta Kitchen at 4 Mill Road; rated on 3 March\nThe list is from the Food Standards Agency.",
        [("Bella Pasta Kitchen", "4", "current", "fhrs6")],
    ),
    (
        "Food Standards Scotland data shows the Copper Kettle Café was marked as improvement required.",
        [("Copper Kettle", "improvement_required", "current", "fhis2")],
    ),
    (
        "Meadow Homes has been downgraded from G1 to G3 by the Regulator of Social Housing, while its viability grade is V2.",
        [
            ("Meadow Homes", "G1", "previous", "rsh_governance"),
            ("Meadow Homes", "G3", "current", "rsh_governance"),
            ("Meadow Homes", "V2", "current", "rsh_viability"),
        ],
    ),
    (
        "Ashby Borough Council was given a C3 grading by the Regulator of Social Housing.",
        [("Ashby", "C3", "current", "rsh_consumer")],
    ),
    (
        "Ofsted said safeguarding at Thornleigh Primary School was not effective.",
        [("Thornleigh", "not_effective", "current", "ofsted_safeguarding")],
    ),
    (
        "Ofsted found the arrangements for safeguarding are effective at Thornleigh Primary School.",
        [("Thornleigh", "effective", "current", "ofsted_safeguarding")],
    ),
    (
        "Under the new report card, Ofsted said Thornleigh Primary School needs attention for achievement and is at the expected standard for inclusion.",
        [
            ("Thornleigh", "needs_attention", "current", "ofsted_rc5"),
            ("Thornleigh", "expected_standard", "current", "ofsted_rc5"),
        ],
    ),
    (
        "Apex Training was found to have made insufficient progress, Ofsted said after a monitoring visit.",
        [("Apex", "insufficient_progress", "current", "ofsted_monitoring")],
    ),
    (
        "Children’s services in Ashby have been rated inadequate by Ofsted. Ashby County Council apologised.",
        [("Ashby", "inadequate", "current", "ofsted4")],
    ),
    (
        "Ashby County Council's children's services have improved to good, Ofsted has said.",
        [("Ashby", "good", "current", "ofsted4")],
    ),
    (
        "Little Acorns Nursery in Ashby has kept its ‘outstanding’ Ofsted rating.",
        [("Little Acorns", "outstanding", "current", "ofsted4")],
    ),
    (
        "Nursery loses outstanding rating\nLittle Acorns Nursery was told it requires improvement by Ofsted.",
        [
            ("Little Acorns", "outstanding", "previous", "ofsted4"),
            ("Little Acorns", "requires_improvement", "current", "ofsted4"),
        ],
    ),
    (
        "St Bede’s Catholic High School narrowly avoided being rated inadequate by Ofsted.",
        [("St Bede", "inadequate", "negated", "ofsted4")],
    ),
    (
        "The head said: “We are determined to become an outstanding school.” Ofsted visited St Bede’s Catholic High School in June.",
        [("St Bede", "outstanding", "target", "ofsted4")],
    ),
    (
        "Overall: Inadequate\nSafe: Inadequate\nEffective: Requires improvement\nCaring: Good\nThe CQC published its report on Willow Lodge Care Home.",
        [
            ("Willow Lodge", "inadequate", "current", "cqc4"),
            ("Willow Lodge", "requires_improvement", "current", "cqc4"),
            ("Willow Lodge", "good", "current", "cqc4"),
        ],
    ),
    (
        "The CQC inspected two homes. Willow Lodge Care Home was rated good, and Ash Court Care Home inadequate.",
        [
            ("Willow Lodge", "good", "current", "cqc4"),
            ("Ash Court", "inadequate", "current", "cqc4"),
        ],
    ),
    (
        "Willow Lodge Care Home's rating for safe fell from good to requires improvement after a CQC visit.",
        [
            ("Willow Lodge", "good", "previous", "cqc4"),
            ("Willow Lodge", "requires_improvement", "current", "cqc4"),
        ],
    ),
    (
        "The Healthcare Commission gave Larkshire Hospitals NHS Trust no stars.",
        [("Larkshire", "0_stars", "current", "nhs_stars")],
    ),
    (
        "Larkshire Hospitals NHS Trust was rated weak for use of resources and fair for quality of services by the Healthcare Commission.",
        [("Larkshire", "weak", "current", "ahc4"), ("Larkshire", "fair", "current", "ahc4")],
    ),
    (
        "Maternity services at Larkmoor Hospital have been rated ‘inadequate’ while A&E remains ‘requires improvement’, the CQC said.",
        [
            ("Larkmoor", "inadequate", "current", "cqc4"),
            ("Larkmoor", "requires_improvement", "current", "cqc4"),
        ],
    ),
    (
        "‘Inadequate’ care home to close\nWillow Lodge Care Home was rated inadequate by the CQC in March.",
        [("Willow Lodge", "inadequate", "current", "cqc4")],
    ),
    (
        "Ofsted inspectors said pupils make good progress and outstanding work was on display at Thornleigh Primary School.",
        [],
    ),
    (
        "The Care Quality Commission said the trust had outstanding debts and poor parking at Larkmoor Hospital.",
        [],
    ),
    (
        "Thornleigh Primary School dropped two grades, from outstanding to requires improvement, after an Ofsted inspection.",
        [
            ("Thornleigh", "outstanding", "previous", "ofsted4"),
            ("Thornleigh", "requires_improvement", "current", "ofsted4"),
        ],
    ),
    (
        "An Ofsted report published on Tuesday rates the school as good in all areas. Thornleigh Primary School has 200 pupils.",
        [("Thornleigh", "good", "current", "ofsted4")],
    ),
    (
        "Larkshire Police was rated as requiring improvement for effectiveness, HM Inspectorate of Constabulary said.",
        [("Larkshire", "requires_improvement", "current", "hmicfrs5")],
    ),
    (
        "Ofsted visited Oak Academy and Elm Academy. Oak Academy was graded good. The other, Elm Academy, was found to be inadequate.",
        [
            ("Oak Academy", "good", "current", "ofsted4"),
            ("Elm Academy", "inadequate", "current", "ofsted4"),
        ],
    ),
    (
        "HM Inspectorate of Prisons issued an urgent notification for HMYOI Deerfold.",
        [("Deerfold", "urgent_notification", "current", "intervention")],
    ),
    (
        "The CQC rated the service inadequate overall and placed it in special measures. Sunny Days Homecare supports 40 people.",
        [
            ("Sunny Days", "inadequate", "current", "cqc4"),
            ("Sunny Days", "special_measures", "current", "intervention"),
        ],
    ),
    (
        "Dr Patel's practice, Fernhill Surgery, retained its good rating from the Care Quality Commission.",
        [("Fernhill", "good", "current", "cqc4")],
    ),
    (
        "Fernhill Surgery must improve or face closure, the CQC said, after rating it inadequate for the second time.",
        [("Fernhill", "inadequate", "current", "cqc4")],
    ),
    (
        "The college, rated good in 2019, was judged inadequate by Ofsted this week. Ashby College has 4,000 students.",
        [
            ("Ashby College", "good", "previous", "ofsted4"),
            ("Ashby College", "inadequate", "current", "ofsted4"),
        ],
    ),
    (
        "Leadership and management were inadequate, while behaviour was good, Ofsted said of Thornleigh Primary School.",
        [
            ("Thornleigh", "inadequate", "current", "ofsted4"),
            ("Thornleigh", "good", "current", "ofsted4"),
        ],
    ),
    (
        "Ofsted’s verdict on Thornleigh Primary School was “inadequate”.",
        [("Thornleigh", "inadequate", "current", "ofsted4")],
    ),
    (
        "The report by HM Inspectorate of Probation rated leadership at the Carse PDU as good and staffing as inadequate.",
        [
            ("Carse", "good", "current", "hmi_probation4"),
            ("Carse", "inadequate", "current", "hmi_probation4"),
        ],
    ),
    (
        "Larkshire Constabulary is among four forces rated outstanding by HMICFRS for legitimacy.",
        [("Larkshire", "outstanding", "current", "hmicfrs5")],
    ),
    (
        "Carr House Care Home has been rated 'inadequate' by the Care Quality Commission and put in special measures.",
        [
            ("Carr House", "inadequate", "current", "cqc4"),
            ("Carr House", "special_measures", "current", "intervention"),
        ],
    ),
    (
        "The trust was rated good overall, with Larkmoor Hospital rated requires improvement and Fell Hospital outstanding, the CQC said. Larkshire NHS Foundation Trust runs both.",
        [
            ("Larkshire", "good", "current", "cqc4"),
            ("Larkmoor", "requires_improvement", "current", "cqc4"),
            ("Fell Hospital", "outstanding", "current", "cqc4"),
        ],
    ),
    (
        "It is the third time that Oak Academy has been graded inadequate by Ofsted, and parents want it to be good.",
        [
            ("Oak Academy", "inadequate", "current", "ofsted4"),
            ("Oak Academy", "good", "target", "ofsted4"),
        ],
    ),
    (
        "A care home in Dalby has been told to improve after inspectors found residents at risk.\nThe Larches, run by Fernwood Care Ltd, was rated inadequate following a visit by the Care Quality Commission in January.\nIt had been rated good at its previous inspection in 2021.",
        [("Larches", "inadequate", "current", "cqc4"), ("Larches", "good", "previous", "cqc4")],
    ),
    (
        "A GP practice has been put into special measures.\nWestgate Surgery in Dalby was found to be inadequate by the CQC.\nThe practice was rated as inadequate for providing safe and effective services, but good for caring.",
        [
            ("Westgate", "special_measures", "current", "intervention"),
            ("Westgate", "inadequate", "current", "cqc4"),
            ("Westgate", "good", "current", "cqc4"),
        ],
    ),
    (
        "Dalby Grammar School has been given the top rating by Ofsted.\nInspectors judged it outstanding in every category.\nThe school was previously good.",
        [("Dalby", "outstanding", "current", "ofsted4"), ("Dalby", "good", "previous", "ofsted4")],
    ),
    (
        "The governors of Holm Primary School say it will be good again soon. Ofsted graded the school as requires improvement in May.",
        [
            ("Holm", "requires_improvement", "current", "ofsted4"),
            ("Holm", "good", "target", "ofsted4"),
        ],
    ),
    (
        "Ofsted has upgraded children's services at Dalby City Council from inadequate to requires improvement to be good.",
        [
            ("Dalby", "inadequate", "previous", "ofsted4"),
            ("Dalby", "requires_improvement", "current", "ofsted4"),
        ],
    ),
    (
        "A prison has been described as unsafe.\nInspectors from HM Inspectorate of Prisons found that HMP Dalmoor was poor at keeping men safe. Its score for respect was not sufficiently good.",
        [
            ("Dalmoor", "poor", "current", "hmi_prisons4"),
            ("Dalmoor", "not_sufficiently_good", "current", "hmi_prisons4"),
        ],
    ),
    (
        "HMP Dalmoor received a score of ‘good’ for purposeful activity from HM Inspectorate of Prisons, up from reasonably good.",
        [
            ("Dalmoor", "good", "current", "hmi_prisons4"),
            ("Dalmoor", "reasonably_good", "previous", "hmi_prisons4"),
        ],
    ),
    (
        "The inspectorate said Dalshire Police was good in two areas, adequate in four and requires improvement in three. HMICFRS publishes its reports online.",
        [
            ("Dalshire", "good", "current", "hmicfrs5"),
            ("Dalshire", "adequate", "current", "hmicfrs5"),
            ("Dalshire", "requires_improvement", "current", "hmicfrs5"),
        ],
    ),
    (
        "Dalshire Fire & Rescue Service has been rated ‘good’ for effectiveness and efficiency but ‘inadequate’ for looking after its people, HMICFRS says.",
        [
            ("Dalshire", "good", "current", "hmicfrs5"),
            ("Dalshire", "inadequate", "current", "hmicfrs5"),
        ],
    ),
    (
        "Dalshire Youth Justice Service was rated outstanding with a score of 33 out of 36 by HM Inspectorate of Probation.",
        [
            ("Dalshire", "outstanding", "current", "hmi_probation4"),
            ("Dalshire", "33/36", "current", "hmi_probation_score"),
        ],
    ),
    (
        "The Dalshire PDU has been rated as ‘inadequate’. HM Inspectorate of Probation gave it 2 out of a possible 27 points.",
        [
            ("Dalshire", "inadequate", "current", "hmi_probation4"),
            ("Dalshire", "2/27", "current", "hmi_probation_score"),
        ],
    ),
    (
        "The Care Inspectorate has raised grades at Braeside House Care Home. Leadership rose from weak to good.",
        [
            ("Braeside", "weak", "previous", "care_scot6"),
            ("Braeside", "good", "current", "care_scot6"),
        ],
    ),
    (
        "Braeside Nursery achieved a grade of excellent for care and support from the Care Inspectorate, and very good for setting.",
        [
            ("Braeside", "excellent", "current", "care_scot6"),
            ("Braeside", "very_good", "current", "care_scot6"),
        ],
    ),
    (
        "A takeaway has been handed the lowest food hygiene rating.\nDragon Palace, in Dalby High Street, was given a score of zero after an inspection on 4 March.",
        [("Dragon Palace", "0", "current", "fhrs6")],
    ),
    (
        "Three pubs in Dalby have been given five-star food hygiene ratings. The Fox Inn was rated five and The Crown Arms was rated four.",
        [("Fox Inn", "5", "current", "fhrs6"), ("Crown Arms", "4", "current", "fhrs6")],
    ),
    (
        "Regulator of Social Housing downgrades Dalby Homes to G3/V2",
        [
            ("Dalby Homes", "G3", "current", "rsh_governance"),
            ("Dalby Homes", "V2", "current", "rsh_viability"),
        ],
    ),
    (
        "CIW rated Llys Nant Care Home as good for well-being and excellent for environment.",
        [("Llys Nant", "good", "current", "ciw4"), ("Llys Nant", "excellent", "current", "ciw4")],
    ),
    (
        "Estyn has removed Ysgol Nant from the list of schools requiring special measures.",
        [("Nant", "special_measures", "previous", "intervention")],
    ),
    (
        "Ysgol Nant has been put in special measures by Estyn, after being judged good six years ago.",
        [
            ("Nant", "special_measures", "current", "intervention"),
            ("Nant", "good", "previous", "estyn4"),
        ],
    ),
    (
        "Dalby College is rated good with outstanding features for apprenticeships, according to Ofsted.",
        [("Dalby College", "good", "current", "ofsted4")],
    ),
    (
        "Ofsted: Dalby Academy ‘requires improvement’",
        [("Dalby Academy", "requires_improvement", "current", "ofsted4")],
    ),
    (
        "Sunnyside Day Nursery was judged outstanding across all areas following an Ofsted inspection on 12 March 2024.",
        [("Sunnyside", "outstanding", "current", "ofsted4")],
    ),
    (
        "Ofsted said Dalby Academy had not been rated inadequate, contrary to reports.",
        [("Dalby Academy", "inadequate", "negated", "ofsted4")],
    ),
    (
        "The trust said it expects Dalby General Hospital to be rated good by the CQC next year. The hospital is currently rated requires improvement.",
        [
            ("Dalby General", "good", "target", "cqc4"),
            ("Dalby General", "requires_improvement", "current", "cqc4"),
        ],
    ),
    (
        "Ambulance service rated inadequate\nNorthern Vale Ambulance Service NHS Trust has been rated inadequate for being well-led by the Care Quality Commission. Its overall rating has gone down from good to requires improvement.",
        [
            ("Northern Vale", "inadequate", "current", "cqc4"),
            ("Northern Vale", "good", "previous", "cqc4"),
            ("Northern Vale", "requires_improvement", "current", "cqc4"),
        ],
    ),
    ("Smile Dental Practice was inspected by the CQC but not rated.", []),
    (
        "The CQC has served a warning notice on Larch House Care Home, which is rated requires improvement.",
        [
            ("Larch House", "warning_notice", "current", "intervention"),
            ("Larch House", "requires_improvement", "current", "cqc4"),
        ],
    ),
    (
        "Both Ashdown Care Home and Beechwood Care Home were found to be inadequate by the CQC.",
        [
            ("Ashdown", "inadequate", "current", "cqc4"),
            ("Beechwood", "inadequate", "current", "cqc4"),
        ],
    ),
    (
        "Ashdown Care Home and Beechwood Care Home were inspected by the CQC. The former was rated good. Both homes are in Dalby.",
        [("Ashdown", "good", "current", "cqc4")],
    ),
    (
        "The Education and Training Inspectorate identified important areas for improvement at Drum High School.",
        [("Drum", "important_areas_for_improvement", "current", "eti6")],
    ),
    (
        "HMP Glen was assessed as satisfactory for decency, and good for respect, HMIPS said.",
        [
            ("Glen", "satisfactory_performance", "current", "hmips5"),
            ("Glen", "good_performance", "current", "hmips5"),
        ],
    ),
    (
        "At its last inspection in 2019, Dalby Academy was rated outstanding. Now Ofsted says it is inadequate.",
        [
            ("Dalby Academy", "outstanding", "previous", "ofsted4"),
            ("Dalby Academy", "inadequate", "current", "ofsted4"),
        ],
    ),
    (
        "Probation unit in Dalshire rated inadequate\nHM Inspectorate of Probation has rated the Dalshire probation unit inadequate.",
        [("Dalshire", "inadequate", "current", "hmi_probation4")],
    ),
    (
        "The watchdog found leadership at the Dalshire unit was good but staffing was inadequate. HM Inspectorate of Probation published its report today.",
        [
            ("Dalshire", "good", "current", "hmi_probation4"),
            ("Dalshire", "inadequate", "current", "hmi_probation4"),
        ],
    ),
    (
        "A nursery in Dalby, Little Oaks, has been rated inadequate by Ofsted after a child was left alone.",
        [("Little Oaks", "inadequate", "current", "ofsted4")],
    ),
    (
        "A primary school in Dalby has been rated inadequate by Ofsted.",
        [("Dalby", "inadequate", "current", "ofsted4")],
    ),
    (
        "Crews were called to Oak Academy on Friday. The roof requires improvement, a builder said. Ofsted came last year.",
        [],
    ),
    (
        "The BBC's Tom Fell visited Oak Academy, which Ofsted rated good.",
        [("Oak Academy", "good", "current", "ofsted4")],
    ),
    (
        "Dalby City Council has been given the lowest grade, C4, by the Regulator of Social Housing after serious failings.",
        [("Dalby", "C4", "current", "rsh_consumer")],
    ),
]


def matches(wanted: Record, got: Record) -> bool:
    return wanted[0] in got[0] and wanted[1:] == got[1:]


@pytest.mark.parametrize(("text", "records"), CASES, ids=range(len(CASES)))
def test_official_records(read: Read, text: str, records: list[Record]) -> None:
    """Every record is found, and no other one on a scale."""
    got = read(text).official()
    for record in records:
        assert any(matches(record, other) for other in got), (record, got)
    for other in got:
        assert any(matches(record, other) for record in records), other


@pytest.mark.parametrize(
    "text",
    [
        "The Met Office said the outlook was good, with poor visibility on hills.",
        "The film was rated 15 and earned four stars. It requires patience.",
        "Shares in the landlord were downgraded from good to poor by a credit agency.",
        "Police were called to a crash. An outstanding warrant was found for the driver.",
        "The kitchen needs improvement, the estate agent said of the outstanding cottage.",
        "The footballer was inadequate in goal and requires improvement, the coach said.",
    ],
)
def test_no_inspection_no_records(read: Read, text: str) -> None:
    assert read(text).ratings == ()


@pytest.mark.parametrize(
    ("text", "subject", "value", "polarity"),
    [
        (
            "HM Inspectorate of Probation said the Oxmere Probation Delivery Unit was in “crisis mode”.",
            "Oxmere",
            "crisis mode",
            "negative",
        ),
        (
            "Record keeping at HMP Larkhill was patchy, HM Inspectorate of Prisons said.",
            "Larkhill",
            "patchy",
            "negative",
        ),
        (
            "Oak Academy has made an encouraging start, Ofsted said.",
            "Oak Academy",
            "an encouraging start",
            "positive",
        ),
        (
            "Staff at Willow Lodge Care Home were kind but overstretched, the CQC found.",
            "Willow Lodge",
            "kind but overstretched",
            "mixed",
        ),
        (
            "Inspectors from Estyn called teaching at Ysgol Glan Llyn “inspiring”.",
            "Glan Llyn",
            "inspiring",
            "positive",
        ),
        (
            "Meals at Willow Lodge Care Home were warm, tasty and plentiful, the CQC found.",
            "Willow Lodge",
            "warm, tasty and plentiful",
            "positive",
        ),
        (
            "Care at Willow Lodge Care Home is simply not acceptable, the CQC said.",
            "Willow Lodge",
            "simply not acceptable",
            "negative",
        ),
        (
            "Leaders at Oak Academy were slow to act, Ofsted said.",
            "Oak Academy",
            "slow to act",
            "negative",
        ),
        (
            "Ofsted visited Oak Academy. “It is the best school in the county,” said a father.",
            "Oak Academy",
            "best school in the county",
            "positive",
        ),
        (
            "Pupils at Oak Academy “fizz with curiosity”, Ofsted wrote.",
            "Oak Academy",
            "fizz with curiosity",
            "positive",
        ),
    ],
)
def test_free_wording(read: Read, text: str, subject: str, value: str, polarity: str) -> None:
    free = [r for r in read(text).ratings if r.scale == "free"]
    assert [(r.value.exact, r.polarity, r.rank) for r in free if r.value] == [
        (value, polarity, None)
    ]
    assert free[0].subject is not None
    assert subject in free[0].subject.exact


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("Leadership was confident and the new wing ground-breaking", "confident|ground-breaking"),
        ("The corridors were bleak, and waiting lists too long", "bleak|too long"),
        ("Inspectors found the classrooms cold and dirty", "cold and dirty"),
        ("Parents find the school responsive", "responsive"),
        (
            "The library, which opened in May, was by contrast bright and welcoming",
            "bright and welcoming",
        ),
        ("Behaviour was, on the whole, calm", "calm"),
        ("The kitchens are among the finest in the county", "among the finest in the county"),
        ("It was once described as one of the worst in Kent", "one of the worst"),
        (
            "Its lessons are among the most imaginative in the country",
            "among the most imaginative in the country",
        ),
        ("Conditions in the hall are close to intolerable", "close to intolerable"),
        ("The handling of food was beyond reproach", "beyond reproach"),
        ("Systems for checking progress were not yet embedded", "not yet embedded"),
        ("Its buildings are showing their age", "showing their age"),
        ("Repairs had been a lottery for years", "a lottery"),
    ],
)
def test_free_wording_reaches_as_far_as_it_judges(read: Read, said: str, values: str) -> None:
    ratings = read(f"Ofsted visited Oak Academy in May. {said}, it said.").ratings
    assert "|".join(r.value.exact for r in ratings if r.value) == values


@pytest.mark.parametrize(
    "text",
    [
        "The union said the findings at Oak Academy were “no surprise”, after Ofsted came.",
        "“We are delighted,” said the head of Oak Academy, which Ofsted visited.",
        "Parents felt “unsafe” near Oak Academy, Ofsted heard.",
        "The Ofsted report on Oak Academy is long and was late.",
        "Staff at Oak Academy told Ofsted they felt overwhelmed.",
        "A union at Oak Academy said the Ofsted inspection was “a blunt instrument”.",
        "Oak Academy is too small to be visited, Ofsted said.",
        "Systems for high-risk medicines at Oak Academy were checked, Ofsted said.",
        "Plans at Oak Academy were well prepared in 12 of 40 cases, Ofsted said.",
        "Ofsted could not say whether the classrooms of Oak Academy were safe.",
        "Brothers at Oak Academy are too often placed apart, Ofsted said.",
        "Oak Academy has become the third school to be visited by Ofsted.",
        "Oak Academy works with children in trouble with the law, Ofsted said.",
        "Ofsted came to Oak Academy. The head said her team had been “chuffed to bits”.",
    ],
)
def test_feelings_and_facts_are_no_free_wording(read: Read, text: str) -> None:
    assert read(text).ratings == ()


def test_categories_are_a_list_of_one_record(read: Read) -> None:
    text = "Fernhill Surgery was rated inadequate for being safe and well-led by the CQC."
    (rating,) = read(text).ratings
    assert rating.category == ("safe", "well-led")


def test_every_field_has_its_words(read: Read) -> None:
    text = (
        "“Larkmoor Hospital was rated inadequate in May 2024,” said Ann Dale, of the "
        "Care Quality Commission."
    )
    (rating,) = read(text).ratings
    assert rating.rating_body_id == "cqc"
    assert rating.rating_body is not None
    assert rating.rating_body.exact == "Care Quality Commission"
    assert rating.speaker is not None
    assert rating.speaker.exact == "Ann Dale"
    assert (rating.date.value, rating.date.precision) == ("2024-05", "month")
    assert (rating.rank, rating.polarity) == (1, "negative")
    assert rating.scale == "cqc4@1"


def test_headline_and_body_are_one_record(read: Read) -> None:
    text = "Larkmoor Hospital rated inadequate\n\nLarkmoor Hospital has been rated inadequate by the CQC."
    (rating,) = read(text).ratings
    assert rating.value is not None
    assert rating.value.start > text.index("\n")
    assert [m.exact for m in rating.also] == ["inadequate"]
    assert rating.also[0].start < text.index("\n")


def test_a_grade_from_before_the_scale_is_none(read: Read) -> None:
    text = (
        "HM Inspectorate of Probation rated the Fell Probation Trust inadequate.\n"
        "Copyright (c) Fell News Agency 2011"
    )
    assert read(text).official() == set()


def test_the_critics_words_are_not_the_inspectorates(read: Read) -> None:
    text = (
        "Ofsted rated Oak Academy good on Monday.\n"
        "The National Union of Classroom Staff called the academy “a shambles”."
    )
    free = [r for r in read(text).ratings if r.scale == "free"]
    assert [r.rating_body_id for r in free] == [None]


def test_up_and_down(read: Read) -> None:
    text = "Oak Academy dropped from good to inadequate, Ofsted said."
    assert {r.change for r in read(text).ratings} >= {"down"}
