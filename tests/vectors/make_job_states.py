"""Write job_states.json: every move by every actor from every state, and lives that arrive out of order.

Run `python -m tests.vectors.make_job_states` after a change of the table, and review the diff.
"""

from __future__ import annotations

import json
from pathlib import Path

from backend.domain.job_states import PHONE_MOVES, REPORT_MOVES, Actor, Move, decide
from backend.domain.vocabulary import JobState

FILE = Path(__file__).parent / "job_states.json"


def main() -> None:
    rows = []
    for state in JobState:
        for move in Move:
            for actor in Actor:
                it = decide(state, move, actor=actor)
                case = [state.value, move.value, actor.value, it.applied, it.to.value, it.why_zh, it.why_en]
                rows.append(json.dumps(case, ensure_ascii=False))
    phone = json.dumps({kind.value: move.value for kind, move in PHONE_MOVES.items()})
    report = json.dumps({result.value: move.value for result, move in REPORT_MOVES.items()})
    body = ",\n".join(rows)
    FILE.write_text(f'{{\n"phone": {phone},\n"report": {report},\n"moves": [\n{body}\n]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
