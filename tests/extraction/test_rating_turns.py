"""Grades that a later clause, sentence, list or visit turns: denied, over, hoped for, shared. All sentences are ours."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]
#: Subject, value and status of each record on a scale.
Records = set[tuple[str, str, str]]

TURNS: list[tuple[str, Records]] = [
    (
        'Ofsted visited Ashdown Primary School in May.|The head, Jane Dray, wrote to parents. "Some of you have read that we were rated inadequate for teaching. We were not," she wrote.',
        {("Ashdown Primary School", "inadequate", "negated")},
    ),
    (
        "Ofsted has inspected Ashdown Primary School.|A post on Facebook claimed the school was handed an inadequate rating. It was not.",
        {("Ashdown Primary School", "inadequate", "negated")},
    ),
    (
        'The CQC called at Elm Lodge Care Home in June.|"People say we got requires improvement. We did not," said manager Ann Hope.',
        {("Elm Lodge Care Home", "requires_improvement", "negated")},
    ),
    (
        "The CQC called at Elm Lodge Care Home in June.|Some had heard that the home was in special measures. It never has been.",
        {("Elm Lodge Care Home", "special_measures", "negated")},
    ),
    (
        "HMP Coldbrook slid from reasonably good for safety at its last inspection, in May 2021, to poor, HM Inspectorate of Prisons said.",
        {("HMP Coldbrook", "poor", "current"), ("HMP Coldbrook", "reasonably_good", "previous")},
    ),
    (
        "Ofsted said Ashdown Primary School had dropped from outstanding, the grade it was given when last visited in 2013, to requires improvement.",
        {
            ("Ashdown Primary School", "outstanding", "previous"),
            ("Ashdown Primary School", "requires_improvement", "current"),
        },
    ),
    (
        "Elm Lodge Care Home went from good at its previous inspection to inadequate, the CQC said.",
        {
            ("Elm Lodge Care Home", "good", "previous"),
            ("Elm Lodge Care Home", "inadequate", "current"),
        },
    ),
    (
        "The CQC said Elm Lodge Care Home had climbed from inadequate at the time of its 2021 visit to good.",
        {
            ("Elm Lodge Care Home", "good", "current"),
            ("Elm Lodge Care Home", "inadequate", "previous"),
        },
    ),
    (
        'The CQC rated Elm Lodge Care Home requires improvement.|"Outstanding can wait," said manager Ann Hope.',
        {
            ("Elm Lodge Care Home", "outstanding", "target"),
            ("Elm Lodge Care Home", "requires_improvement", "current"),
        },
    ),
    (
        'The CQC rated Elm Lodge Care Home requires improvement.|"Good will come," said manager Ann Hope.',
        {
            ("Elm Lodge Care Home", "good", "target"),
            ("Elm Lodge Care Home", "requires_improvement", "current"),
        },
    ),
    (
        'Ofsted rated Ashdown Primary School good.|"Outstanding comes next," said the head, Jane Dray.',
        {
            ("Ashdown Primary School", "good", "current"),
            ("Ashdown Primary School", "outstanding", "target"),
        },
    ),
    (
        "For being caring and responsive, Elm Lodge Care Home was rated good by the CQC.",
        {("Elm Lodge Care Home", "good", "current")},
    ),
    (
        "The CQC said Elm Lodge Care Home was inadequate for being safe and good for being caring.",
        {
            ("Elm Lodge Care Home", "good", "current"),
            ("Elm Lodge Care Home", "inadequate", "current"),
        },
    ),
    (
        "No part of Tamefield Police is graded inadequate, HMICFRS said; in 2022, three were.",
        {
            ("Tamefield Police", "inadequate", "negated"),
            ("Tamefield Police", "inadequate", "previous"),
        },
    ),
    (
        "HMICFRS found that no area of Tamefield Police was inadequate. Two years ago, managing offenders was.",
        {
            ("Tamefield Police", "inadequate", "negated"),
            ("Tamefield Police", "inadequate", "previous"),
        },
    ),
    (
        "The CQC did not rate any service at Holm Hospital inadequate. In 2021 maternity and surgery both were.",
        {("Holm Hospital", "inadequate", "negated"), ("Holm Hospital", "inadequate", "previous")},
    ),
    (
        "Ashdown Primary School is not in special measures, Ofsted said. Until March it was.",
        {("Ashdown Primary School", "special_measures", "previous")},
    ),
    (
        "Among those at the top were Bell's Diner on Quay Street, the Golden Lantern and the canteen at Brook Hill School: all 5, according to the Food Standards Agency.",
        {
            ("Bell's Diner", "5", "current"),
            ("Brook Hill School", "5", "current"),
            ("Golden Lantern", "5", "current"),
        },
    ),
    (
        "The Food Standards Agency gave Rosa's Cafe a one. In 2019 it managed a four.",
        {("Rosa's Cafe", "1", "current"), ("Rosa's Cafe", "4", "previous")},
    ),
    (
        "Rosa's Cafe has been given a hygiene score of one by the Food Standards Agency, although in 2018 it got a three.",
        {("Rosa's Cafe", "1", "current"), ("Rosa's Cafe", "3", "previous")},
    ),
    (
        'Rosa\'s Cafe scored one for food hygiene. "A zero would have closed us," said owner Rosa Bell.',
        {("Rosa's Cafe", "0", "negated"), ("Rosa's Cafe", "1", "current")},
    ),
    (
        'Rosa\'s Cafe scored one for food hygiene. "A five would be nice," said owner Rosa Bell. "I expect at least a three in May."',
        {
            ("Rosa's Cafe", "1", "current"),
            ("Rosa's Cafe", "3", "target"),
            ("Rosa's Cafe", "5", "target"),
        },
    ),
    (
        'Brackley Homes fell to C3, the Regulator of Social Housing said. "C1 is where we mean to be within two years," said chief executive Ann Hope.',
        {("Brackley Homes", "C1", "target"), ("Brackley Homes", "C3", "current")},
    ),
    (
        'Ofsted rated Ashdown Primary School good. "Outstanding is where we intend to be by 2027," said the head, Jane Dray.',
        {
            ("Ashdown Primary School", "good", "current"),
            ("Ashdown Primary School", "outstanding", "target"),
        },
    ),
    (
        'Elm Lodge Care Home requires improvement, the CQC said. "Good is what we are working for," said manager Ann Hope.',
        {
            ("Elm Lodge Care Home", "good", "target"),
            ("Elm Lodge Care Home", "requires_improvement", "current"),
        },
    ),
    (
        "New judgements from the Regulator of Social Housing:|Mellor Borough Council – first C3, for late repairs|Pound Lane Almshouse Charity – G1/V2 after a stability check",
        {
            ("Mellor Borough Council", "C3", "current"),
            ("Pound Lane Almshouse Charity", "G1", "current"),
            ("Pound Lane Almshouse Charity", "V2", "current"),
        },
    ),
    (
        "New judgements from the Regulator of Social Housing:|Ouse Vale Living (3,000 homes, York) – upgraded from G2 to G1; remains V1|Calder Trust – G3/V2",
        {
            ("Calder Trust", "G3", "current"),
            ("Calder Trust", "V2", "current"),
            ("Ouse Vale Living", "G1", "current"),
            ("Ouse Vale Living", "G2", "previous"),
            ("Ouse Vale Living", "V1", "current"),
        },
    ),
    (
        "Ofsted judged children's services in Saltby to be inadequate.|The ambition in the council plan is for services to be good by 2027.",
        {("Saltby", "good", "target"), ("Saltby", "inadequate", "current")},
    ),
    (
        "Ofsted judged children's services in Saltby to be inadequate.|3.2 The aim of the improvement plan is for the service to be good or better by 2027.",
        {("Saltby", "good", "target"), ("Saltby", "inadequate", "current")},
    ),
    (
        "Healthcare Inspectorate Wales declared Cwm Clinic, a unit in west Wales, a service requiring significant improvement.",
        {("Cwm Clinic", "significant_improvement_category", "current")},
    ),
    (
        "Healthcare Inspectorate Wales has designated Bryn Hospital a service requiring significant improvement.",
        {("Bryn Hospital", "significant_improvement_category", "current")},
    ),
    (
        "Estyn said Ysgol Bryn Glas had come off the list of schools needing significant improvement.",
        {("Ysgol Bryn Glas", "significant_improvement_category", "previous")},
    ),
    (
        "Estyn has taken Ysgol Bryn Glas off the list of schools in special measures.",
        {("Ysgol Bryn Glas", "special_measures", "previous")},
    ),
    (
        "Ysgol Bryn Glas is off the special measures list, Estyn said.",
        {("Ysgol Bryn Glas", "special_measures", "previous")},
    ),
    (
        'The Care Inspectorate graded Little Otters Nursery adequate.|"We\'d love very good on the certificate," said manager Ann Hope.',
        {
            ("Little Otters Nursery", "adequate", "current"),
            ("Little Otters Nursery", "very_good", "target"),
        },
    ),
    (
        'Ofsted graded Ashdown Primary School good.|"I would love outstanding," said the head, Jane Dray.',
        {
            ("Ashdown Primary School", "good", "current"),
            ("Ashdown Primary School", "outstanding", "target"),
        },
    ),
    (
        "The Care Inspectorate said Little Otters Nursery keeps the 5s and the 6 it was awarded in 2022.",
        {
            ("Little Otters Nursery", "excellent", "current"),
            ("Little Otters Nursery", "very_good", "current"),
        },
    ),
    (
        "Ashdown Primary School keeps the good rating it was given in 2019, Ofsted said.",
        {("Ashdown Primary School", "good", "current")},
    ),
    (
        'The Care Inspectorate graded Little Otters Nursery adequate. "Adequate is not where we want to finish," said manager Ann Hope.',
        {("Little Otters Nursery", "adequate", "current")},
    ),
    (
        "Education Scotland inspected Sanday Academy.|For raising attainment it was good. For leadership of change it was very good.",
        {("Sanday Academy", "good", "current"), ("Sanday Academy", "very_good", "current")},
    ),
    (
        "The CQC inspected Elm Lodge Care Home. For safety it was inadequate.",
        {("Elm Lodge Care Home", "inadequate", "current")},
    ),
    (
        "Education Scotland rated Sanday Academy excellent.|Things were different in 2012. Inspectors called the school weak then for attainment and satisfactory for its curriculum.",
        {
            ("Sanday Academy", "excellent", "current"),
            ("Sanday Academy", "satisfactory", "previous"),
            ("Sanday Academy", "weak", "previous"),
        },
    ),
    (
        "HMICFRS rated Tamefield Police good.|It was another story in 2019. Inspectors found the force inadequate then at investigating crime and adequate at preventing it.",
        {
            ("Tamefield Police", "adequate", "previous"),
            ("Tamefield Police", "good", "current"),
            ("Tamefield Police", "inadequate", "previous"),
        },
    ),
    (
        "HM Inspectorate of Probation rated Fellside Youth Justice Service outstanding. Out-of-court disposals came out as good.",
        {
            ("Fellside Youth Justice Service", "good", "current"),
            ("Fellside Youth Justice Service", "outstanding", "current"),
        },
    ),
    (
        "Ofsted visited Ashdown Primary School. Leadership came out as good and early years as outstanding.",
        {
            ("Ashdown Primary School", "good", "current"),
            ("Ashdown Primary School", "outstanding", "current"),
        },
    ),
    (
        "Ofsted visited Ashdown Primary School. Early years emerged as outstanding, and the quality of education ended up as good.",
        {
            ("Ashdown Primary School", "good", "current"),
            ("Ashdown Primary School", "outstanding", "current"),
        },
    ),
    (
        "When Ashdown Primary School was last visited by Ofsted, in 2017, it was told it was good. The school is now inadequate.",
        {
            ("Ashdown Primary School", "good", "previous"),
            ("Ashdown Primary School", "inadequate", "current"),
        },
    ),
    (
        "North Fells PDU, which shares an office with the youth team, was inadequate when HM Inspectorate of Probation inspected it in February; its managers have asked to be seen again early.",
        {("North Fells PDU", "inadequate", "current")},
    ),
    (
        "HM Inspectorate of Probation published its report on North Fells PDU in May. It was inadequate when it was inspected in February.",
        {("North Fells PDU", "inadequate", "current")},
    ),
    (
        "HM Inspectorate of Probation found North Fells PDU inadequate. A Probation Service spokesperson said the unit expected to be requires improvement or better by autumn.",
        {
            ("North Fells PDU", "inadequate", "current"),
            ("North Fells PDU", "requires_improvement", "target"),
        },
    ),
    (
        "HM Inspectorate of Prisons found HMP Coldbrook poor for safety. A Prison Service spokesman said the jail hoped to be reasonably good by spring.",
        {("HMP Coldbrook", "poor", "current"), ("HMP Coldbrook", "reasonably_good", "target")},
    ),
    (
        "For Fellside Youth Justice Service the verdict was the same – outstanding – on leadership and on partnerships, HM Inspectorate of Probation said.",
        {("Fellside Youth Justice Service", "outstanding", "current")},
    ),
    (
        "LLANFERRY, Wednesday – A comprehensive that lost half of its teachers has been placed in special measures, Estyn said.|Ysgol Glan Aber, a bilingual school of 700 pupils, was inspected in March.",
        {("Ysgol Glan Aber", "special_measures", "current")},
    ),
    (
        "Estyn put Ysgol Glan Aber in special measures. Before that, in 2015, it was rated good for current performance and adequate for its prospects.",
        {
            ("Ysgol Glan Aber", "adequate", "previous"),
            ("Ysgol Glan Aber", "good", "previous"),
            ("Ysgol Glan Aber", "special_measures", "current"),
        },
    ),
    (
        'Estyn put Ysgol Glan Aber in special measures.|"We will be out of special measures in eighteen months," said the head.',
        {("Ysgol Glan Aber", "special_measures", "current")},
    ),
    (
        "HMICFRS issued Marl Fire and Rescue Service with a cause of concern about culture.",
        {("Marl Fire and Rescue Service", "cause_of_concern", "current")},
    ),
    (
        "Ofsted rated St Hilda's High School good. The road outside is inadequate for buses, and the roof requires improvement.",
        {("St Hilda's High School", "good", "current")},
    ),
    (
        "Unlike Hartley Academy, which was rated good in June, Beck Lane School has again been told it requires improvement, Ofsted said.",
        {
            ("Beck Lane School", "requires_improvement", "current"),
            ("Hartley Academy", "good", "current"),
        },
    ),
    (
        "Before the latest visit by Ofsted, Hartley Academy held a good rating. It has lost it: inspectors now say the school requires improvement.",
        {
            ("Hartley Academy", "good", "previous"),
            ("Hartley Academy", "requires_improvement", "current"),
        },
    ),
    (
        "To be rated good, Hartley Academy must cut exclusions, Ofsted said.",
        {("Hartley Academy", "good", "target")},
    ),
    (
        "Governors had hoped for outstanding but got good from Ofsted, the head of Hartley Academy said.",
        {("Hartley Academy", "good", "current"), ("Hartley Academy", "outstanding", "target")},
    ),
    (
        "The chief constable of Tamefield Police, Ann Ross, said she was disappointed that HMICFRS had marked the force down to inadequate for vetting.",
        {("Tamefield Police", "inadequate", "current")},
    ),
    (
        "At HMP Farnley, good progress had been made on four concerns and no meaningful progress on two, an independent review of progress by HM Inspectorate of Prisons found.",
        {
            ("HMP Farnley", "good_progress", "current"),
            ("HMP Farnley", "no_meaningful_progress", "current"),
        },
    ),
    (
        "A score of 3 means generally satisfactory. The Golden Lamb takeaway, which got a 3 last year, is now on 5, the Food Standards Agency says.",
        {("Golden Lamb", "3", "previous"), ("Golden Lamb", "5", "current")},
    ),
    (
        'Golden Lamb owner Ali Khan said: "We were a five for ten years. We will be a five again." The Food Standards Agency lists the takeaway as a two.',
        {
            ("Golden Lamb", "2", "current"),
            ("Golden Lamb", "5", "previous"),
            ("Golden Lamb", "5", "target"),
        },
    ),
    (
        "The trust that runs Leeford Hospital said it was working hard to get maternity services back to good after the CQC rated them inadequate.",
        {("Leeford Hospital", "good", "target"), ("Leeford Hospital", "inadequate", "current")},
    ),
    (
        "Two pubs in Saltby have new food hygiene ratings, the Food Standards Agency says. The Drunken Duck has a 5. Its neighbour, the Copper Kettle, has never had a zero but came close with a 1.",
        {
            ("Copper Kettle", "0", "negated"),
            ("Copper Kettle", "1", "current"),
            ("Drunken Duck", "5", "current"),
        },
    ),
    (
        "The Food Standards Agency has published new scores.|Wok This Way got a 1.|Salt & Vinegar, a chip shop in Dock Road, was given a 4.|The Blue Door, on the quay, went from 3 to 5.",
        {
            ("Blue Door", "3", "previous"),
            ("Blue Door", "5", "current"),
            ("Salt & Vinegar", "4", "current"),
            ("Wok This Way", "1", "current"),
        },
    ),
    (
        "A takeaway called Spice Route has been handed a zero food hygiene rating.",
        {("Spice Route", "0", "current")},
    ),
    (
        "The Regulator of Social Housing has published four judgements. Pinnock Group loses its G1 and drops to G3. Its consumer grade, C2, stays put. Larkhaven, which owns 9,000 homes, keeps its V1.",
        {
            ("Larkhaven", "V1", "current"),
            ("Pinnock Group", "C2", "current"),
            ("Pinnock Group", "G1", "previous"),
            ("Pinnock Group", "G3", "current"),
        },
    ),
    (
        "Larkhaven has been downgraded to G2 by the Regulator of Social Housing.|There was worse for Pinnock Group. It fell to G3 from G1, and to V3. Old Forge HA, based in Leeds, is now G1.",
        {
            ("Larkhaven", "G2", "current"),
            ("Old Forge HA", "G1", "current"),
            ("Pinnock Group", "G1", "previous"),
            ("Pinnock Group", "G3", "current"),
            ("Pinnock Group", "V3", "current"),
        },
    ),
    (
        "Little Sprouts in Mill Road and Bright Beginnings in Thorpe have both been rated outstanding by Ofsted, while Tiny Tots in Elm Street was told it requires improvement.",
        {
            ("Bright Beginnings", "outstanding", "current"),
            ("Little Sprouts", "outstanding", "current"),
            ("Tiny Tots", "requires_improvement", "current"),
        },
    ),
    (
        'Care home told to improve|The Care Quality Commission has downgraded a care home in Thorpe after finding that medicines were not managed safely.|Fernleigh, in Station Road, was rated inadequate overall following the visit in May. Its previous rating was good.|A spokesperson for owner Sunrise Care Group said: "We are working to put things right and hope to be good again soon."',
        {
            ("Fernleigh", "good", "previous"),
            ("Fernleigh", "good", "target"),
            ("Fernleigh", "inadequate", "current"),
        },
    ),
    (
        'School celebrates|Staff and pupils at Oak Hill are celebrating after the school was judged outstanding in all areas by Ofsted.|Headteacher Sue Lane said she was thrilled. "When I arrived six years ago we were in special measures," she said.',
        {("Oak Hill", "outstanding", "current"), ("Oak Hill", "special_measures", "previous")},
    ),
    (
        "College bounces back|Thorpe College is a good college once more, according to Ofsted. Three years ago it was branded inadequate; two years ago it was making insufficient progress.",
        {
            ("Thorpe College", "good", "current"),
            ("Thorpe College", "inadequate", "previous"),
            ("Thorpe College", "insufficient_progress", "previous"),
        },
    ),
    (
        'GP surgery out of special measures|Patients at Elm Road Surgery no longer have cause to worry, the CQC says. The practice, placed in special measures last year, is good.|"Outstanding is the next goal," said Dr Ann Bell.',
        {
            ("Elm Road Surgery", "good", "current"),
            ("Elm Road Surgery", "outstanding", "target"),
            ("Elm Road Surgery", "special_measures", "previous"),
        },
    ),
    (
        "Takeaways named|The Food Standards Agency lists three takeaways in Thorpe with a zero: Pizza Pronto, the Peking Palace and Kebab King.|A fourth, Chip Inn, has pulled itself up from zero to four.",
        {
            ("Chip Inn", "0", "previous"),
            ("Chip Inn", "4", "current"),
            ("Kebab King", "0", "current"),
            ("Peking Palace", "0", "current"),
            ("Pizza Pronto", "0", "current"),
        },
    ),
    (
        "Ofsted said Hartley Academy was no longer outstanding but good.",
        {("Hartley Academy", "good", "current"), ("Hartley Academy", "outstanding", "previous")},
    ),
    (
        "Hartley Academy, outstanding for a decade, is now only good, Ofsted says.",
        {("Hartley Academy", "good", "current"), ("Hartley Academy", "outstanding", "previous")},
    ),
    (
        "A rating of inadequate would have meant closure, the owner of Elm Lodge care home said after the CQC rated it requires improvement.",
        {("Elm Lodge", "inadequate", "negated"), ("Elm Lodge", "requires_improvement", "current")},
    ),
    (
        "While Wexshire Police was praised by HMICFRS, its neighbour Marl Police was graded inadequate for the second year in a row.",
        {("Marl Police", "inadequate", "current")},
    ),
]


@pytest.mark.parametrize(("text", "records"), TURNS)
def test_who_is_graded_what_and_whether_it_holds(read: Read, text: str, records: Records) -> None:
    found = {
        (subject, value, status)
        for subject, value, status, _ in read(text.replace("|", "\n\n")).official()
    }

    assert found == records
