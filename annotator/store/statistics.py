"""Counts over the articles that are not set aside, each as (key, decided, total)."""

from __future__ import annotations

from annotator.core.overview import ChartName, Counted
from annotator.store.database import Database
from annotator.store.items import IS_DECIDED
from annotator.store.migrations import ASIDE

_HERE = f"document_id NOT IN (SELECT id FROM documents WHERE {ASIDE})"
_DECIDED = f"sum({IS_DECIDED})"
#: Of a free wording there is no point to count by.
_COUNTS: dict[ChartName, str] = {
    "inspectorates": f"""SELECT coalesce(rating_body_id, ''), {_DECIDED}, count(*)
        FROM ratings WHERE {_HERE} GROUP BY 1 ORDER BY 3 DESC, 1""",
    "values": f"""SELECT scale || ' ' || value_norm, {_DECIDED}, count(*)
        FROM ratings WHERE scale != 'free' AND {_HERE} GROUP BY 1 ORDER BY 3 DESC, 1""",
    "services": f"""SELECT coalesce(subject, ''), {_DECIDED}, count(*)
        FROM ratings WHERE status = 'current' AND {_HERE}
        GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 200""",
    "months": f"""SELECT coalesce(substr(d.published_on, 1, 7), ''), {_DECIDED}, count(*)
        FROM ratings AS r JOIN documents AS d ON d.id = r.document_id
        WHERE NOT d.aside GROUP BY 1 ORDER BY 1""",
    "labels": f"""SELECT label, {_DECIDED}, count(*)
        FROM spans WHERE {_HERE} GROUP BY 1 ORDER BY 3 DESC, 1""",
    # A suggestion was right where it was confirmed as it stood; what a decision changed, or took
    # out, was not. What nobody has decided is not counted.
    "confidence": f"""WITH judged AS (
          SELECT g.score,
            coalesce(s.state, json_extract(r.record, '$.state'), 'rejected') AS state
          FROM suggestions AS g
          LEFT JOIN spans AS s ON s.document_id = g.document_id AND s.id = g.item
          LEFT JOIN ratings AS r ON r.document_id = g.document_id AND r.id = g.item
          WHERE g.score IS NOT NULL AND g.{_HERE})
        SELECT min(9, CAST(score * 10 AS INTEGER)), sum(state = 'confirmed'), count(*)
        FROM judged WHERE state IN ('confirmed', 'corrected', 'rejected')
        GROUP BY 1 ORDER BY 1 DESC""",
}


def counted(db: Database, name: ChartName) -> list[Counted]:
    """The bars of one chart, the largest first (months and confidence in their own order)."""
    return [Counted(str(key), int(done or 0), total) for key, done, total in db.rows(_COUNTS[name])]
