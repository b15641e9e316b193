"""Scales, inspectorates and furniture patterns from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.errors import BadInput
from annotator.exchange.furniture_files import load_furniture
from annotator.exchange.scale_files import load_registry, read_inspectorates, read_scale

SCALE = """
code = "tidiness3"
version = 1
name = "Tidiness"
kind = "ordered"
bodies = ["ofsted"]
[[points]]
code = "messy"
name = "messy"
rank = 1
polarity = "negative"
[[points]]
code = "tidy"
name = "tidy"
rank = 2
polarity = "positive"
synonyms = ["Neat"]
[categories]
overall = ["overall"]
"""
#: Code -> points, worst first, as the reference gives them.
POINTS = {
    "hmi_probation4": "inadequate requires_improvement good outstanding",
    "ofsted4": "inadequate requires_improvement good outstanding",
    "cqc4": "inadequate requires_improvement good outstanding",
    "hmicfrs5": "inadequate requires_improvement adequate good outstanding",
    "hmi_prisons4": "poor not_sufficiently_good reasonably_good good",
    "hmi_prisons_irp4": "no_meaningful_progress insufficient_progress reasonable_progress"
    " good_progress",
    "hmips5": "unacceptable_performance poor_performance generally_acceptable_performance"
    " satisfactory_performance good_performance",
    "ofsted_rc5": "urgent_improvement needs_attention expected_standard strong_standard"
    " exceptional",
    "ofsted_safeguarding": "not_effective effective not_met met",
    "ofsted_monitoring": "insufficient_progress reasonable_progress significant_progress",
    "care_scot6": "unsatisfactory weak adequate good very_good excellent",
    "hmie6": "unsatisfactory weak satisfactory good very_good excellent",
    "ciw4": "needs_significant_improvement needs_improvement good excellent",
    "estyn4": "unsatisfactory adequate good excellent",
    "fhrs6": "0 1 2 3 4 5",
    "fhis2": "improvement_required pass",
    "rsh_consumer": "C4 C3 C2 C1",
    "rsh_governance": "G4 G3 G2 G1",
    "rsh_viability": "V4 V3 V2 V1",
    "nhs_stars": "0_stars 1_star 2_stars 3_stars",
    "ahc4": "weak fair good excellent",
    "intervention": "special_measures serious_weaknesses urgent_notification engage warning_notice"
    " significant_improvement_category cause_of_concern",
    "hmi_probation_score": "",
}


def written(folder: Path, text: str, name: str = "own.toml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("code", sorted(POINTS))
def test_packaged_scales_have_the_points_of_the_reference_worst_first(code: str) -> None:
    scale = load_registry().find(code)
    assert scale is not None
    assert " ".join(point.code for point in scale.points) == POINTS[code]
    ranks = [point.rank for point in scale.points]
    expected = range(1, len(ranks) + 1) if scale.kind == "ordered" else [None] * len(ranks)
    assert ranks == list(expected)


def test_every_scale_of_an_inspectorate_lists_it_and_the_other_way_round() -> None:
    registry = load_registry()
    for body in registry.bodies:
        for code in body.scales:
            scale = registry.find(code)
            assert scale is not None
            assert body.id in scale.bodies, (body.id, code)
    for scale in registry:
        assert scale.bodies, scale.id
        assert all(map(registry.find, scale.replaces)), scale.id
        for body_id in scale.bodies:
            body = registry.body(body_id)
            assert body is not None
            assert scale.code in body.scales, (scale.id, body_id)


def test_good_has_another_rank_on_another_scale() -> None:
    registry = load_registry()
    assert registry.checked("hmi_probation4@1", "good") == (3, "positive")
    assert registry.checked("hmi_prisons4@1", "good") == (4, "positive")


def test_a_users_own_scale_is_added(tmp_path: Path) -> None:
    written(tmp_path / "own", SCALE)
    registry = load_registry([tmp_path / "own"])
    assert registry.checked("tidiness3@1", "messy") == (1, "negative")
    found = registry.find("tidiness3@1")
    assert found is not None
    assert found.points[1].synonyms == ("neat",)


def test_a_users_file_replaces_the_packaged_one_of_the_same_version(tmp_path: Path) -> None:
    text = SCALE.replace("tidiness3", "cqc4").replace("Tidiness", "Ours")
    written(tmp_path / "own", text)
    found = load_registry([tmp_path / "own"]).find("cqc4")
    assert found is not None
    assert found.name == "Ours"


def test_a_users_inspectorate_is_added(tmp_path: Path) -> None:
    written(
        tmp_path / "own",
        '[[inspectorates]]\nid = "tidy-board"\nname = "Tidy Board"\nshort = "TB"\n'
        'aliases = ["TB"]\ncountries = []\nremit = ["school"]\nscales = ["ofsted4"]\n',
    )
    body = load_registry([tmp_path / "own"]).body("tidy-board")
    assert body is not None
    assert body.remit == ("school",)


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("rank = 2", "rank = 3", "points[1].rank", "2 is due here"),
        ("rank = 2\n", "", "points[1]", "'rank' is a required property"),
        ('polarity = "negative"', 'polarity = "bad"', "points[0].polarity", "'bad' is not one of"),
        ('kind = "ordered"', 'kind = "sorted"', "kind", "'sorted' is not one of"),
        ("version = 1", 'version = "1"', "version", "is not of type 'integer'"),
        ('code = "tidy"', 'code = "messy"', "points[1].code", "stands there twice"),
        ('["Neat"]', '["messy"]', "points[1].synonyms", "already means messy"),
        ('["ofsted"]', '["nobody"]', "bodies", "there is no inspectorate “nobody”"),
        ("version = 1", 'version = 1\nreplaces = ["tidy"]', "replaces", "no scale “tidy”"),
        ('code = "tidiness3"', 'code = "free"', "code", "should not be valid under"),
        ("version = 1", "version = 1\nvalid_from = 2020\nvalid_to = 2010", "valid_to", "before"),
        ("version = 1", "version = 1\nsteps = 4", "(whole file)", "'steps' was unexpected"),
    ],
)
def test_a_bad_scale_is_told_by_file_key_and_reason(
    tmp_path: Path, old: str, new: str, key: str, reason: str
) -> None:
    assert old in SCALE
    written(tmp_path / "own", SCALE.replace(old, new, 1))
    with pytest.raises(BadInput) as caught:
        load_registry([tmp_path / "own"])
    assert "own.toml" in caught.value.what
    assert f"“{key}”" in caught.value.what
    assert reason in caught.value.what


def test_files_that_are_no_toml_are_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"a\.toml is not valid TOML"):
        read_scale(written(tmp_path, "code = ", "a.toml"))
    path = tmp_path / "b.toml"
    path.write_bytes(b"code = '\xff'")
    with pytest.raises(BadInput, match=r"b\.toml is not UTF-8"):
        read_scale(path)
    with pytest.raises(BadInput, match=r"c\.toml cannot be read"):
        read_inspectorates(tmp_path / "c.toml")


def test_the_same_scale_twice_in_the_users_folder_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "own", SCALE, "one.toml")
    written(tmp_path / "own", SCALE, "two.toml")
    with pytest.raises(BadInput, match=r"two\.toml.*already given by one\.toml"):
        load_registry([tmp_path / "own"])


def test_a_missing_folder_is_empty(tmp_path: Path) -> None:
    assert load_registry([tmp_path / "nothing"]).find("ofsted4") is not None


@pytest.mark.parametrize(
    "line",
    [
        "[ad_1]",
        "Source link",
        "Leave a Reply",
        "Presentational grey line",
        "Related Articles",
        "Your email address will not be published. Required fields are marked *",
        "3 Comments",
        "Share on Facebook",
        "Back to top button",
        "We use cookies to give you the best experience.",
    ],
)
def test_packaged_furniture_knows_the_usual_lines(line: str) -> None:
    assert load_furniture().matches(line)


@pytest.mark.parametrize(
    "line",
    [
        "The prison’s kitchens were shared by two wings.",
        "Inspectors said the comments were fair.",
        "Image caption, the hospital opened in 1964",
        "Safe: Good",
        "‘Survival mode’",
        "Rated 5: A at B",
        "The home was found to be clean.",
        "© Fell News Agency 2016",
    ],
)
def test_packaged_furniture_leaves_the_story_alone(line: str) -> None:
    assert not load_furniture().matches(line)


def test_a_users_furniture_is_added_and_checked(tmp_path: Path) -> None:
    path = written(tmp_path, "lines = [\"Our shop:\"]\npatterns = ['buy .* now']\n")
    patterns = load_furniture([path])
    assert patterns.matches("our shop")
    assert patterns.matches("Buy this mug now")
    assert patterns.matches("Source link")
    bad = written(tmp_path, "patterns = ['(']", "bad.toml")
    with pytest.raises(BadInput, match=r"bad\.toml.*patterns\[0\].*regular expression"):
        load_furniture([bad])
