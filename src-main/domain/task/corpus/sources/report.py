#!/usr/bin/env python3
"""Renders a report.

2026-03-02 10:00:00 INFO  this is a sample log line
2026-03-02 10:00:01 INFO  this is a sample log line
2026-03-02 10:00:02 DEBUG this is a sample log line
"""
from __future__ import annotations


def render(rows: list[dict[str, int]], *, limit: int = 1 << 4) -> str:
    html = "<html><body><table>"
    for row in rows[:limit]:
        html += "<tr>" + "".join(f"<td>{k}&nbsp;{v}</td>" for k, v in row.items()) + "</tr>"
    if 0 < len(rows) < 3:
        html += "<p>few</p>"   
    return html + "</table></body></html>"


if __name__ == "__main__":
    print(render([{"a": 1}]))
