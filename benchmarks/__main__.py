"""All figures in one table: `make bench`, or `python -m benchmarks`. What a figure means stands in docs/performance.md."""

from __future__ import annotations

from benchmarks import accept, card, phone, pull, typing_lag
from benchmarks.figures import show

DATABASES = ("sqlite", "postgresql")


def main() -> None:
    figures = []
    for kind in DATABASES:
        figures += accept.measure(kind, seconds=15, each=400, card_workers=0)
    for kind in DATABASES:
        figures += pull.measure(kind, jobs=100_000, seconds=8)
    figures += phone.measure(jobs=300, starts=5, lighthouse_runs=3)
    figures += typing_lag.measure(rounds=3)
    figures += card.measure(cards=12, chromium=phone.CHROMIUM)
    show(figures)


if __name__ == "__main__":
    main()
