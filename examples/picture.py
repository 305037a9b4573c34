"""Draws the output of `make demo`, from standard input, as an SVG on standard output."""

import html
import re
import sys

FONT, LINE, MARGIN, BAR = 13, 20, 16, 28
WIDTH_OF_LETTER = 7.85
GREEN, YELLOW, GRAY, WHITE = "#7ee787", "#e3b341", "#8b949e", "#e6edf3"


def color(line):
    """Of what matters in a line: drift, what is done, and the rest."""
    if line.startswith(" " * 14) or "outside of Terraform" in line or "drift" in line:
        return YELLOW
    if re.search(r"complete!|nothing left|Plan:", line):
        return GREEN
    return WHITE if line.startswith("  ") else GRAY


def main():
    # The port is another one in each run.
    lines = [re.sub(r" at http://\S+(?=:)", "", line.rstrip()) for line in sys.stdin]
    lines = ["$ make demo"] + [line for line in lines if line and not line.startswith("Building")]
    width = round(max(map(len, lines)) * WIDTH_OF_LETTER) + 2 * MARGIN
    height = BAR + len(lines) * LINE + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img" '
          'aria-label="The output of make demo">')
    print(f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>')
    for index, dot in enumerate(("#ff5f56", "#ffbd2e", "#27c93f")):
        print(f'<circle cx="{MARGIN + 6 + 18 * index}" cy="{BAR - 10}" r="5" fill="{dot}"/>')
    print(f'<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="{FONT}" xml:space="preserve">')
    for index, line in enumerate(lines):
        y = BAR + MARGIN + LINE * index + FONT
        print(f'<text x="{MARGIN}" y="{y}" fill="{color(line)}">{html.escape(line, quote=False)}</text>')
    print("</g>\n</svg>")


main()
