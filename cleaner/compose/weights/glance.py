"""What is seen of a block at a glance, to find the few candidates that are compared closely for the headline.

Log-odds of a linear softmax ranking of a page's candidates (maximum likelihood, L2), fitted on five text views of the dev set's
articles, with the body as the gold text has it, as the shipped decider finds it, and as the longest run of long lines, so that it
bears wrong decisions. What was seen on fewer than 15 candidates or weighs next to nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

GLANCE: Mapping[str, float] = {
    "": 1.37,
    "above=0": -0.42,
    "above=1": 1.52,
    "above=2": 2.1,
    "above=21-34": -1.12,
    "above=3": 1.59,
    "above=35+": -1.7,
    "above=4": 1.45,
    "above=5": 1.58,
    "above=6": 1.27,
    "above=7": 1.15,
    "above=8": 1.18,
    "above=9-12": 0.66,
    "below=1": -1.37,
    "below=2": -1.52,
    "below=3-4": -1.97,
    "below=5-7": -2.83,
    "below=8+": -3.33,
    "ends=colon": -0.5,
    "ends=comma": 0.33,
    "ends=ellipsis": -0.65,
    "ends=question": 1.41,
    "ends=stop": -1.97,
    "first-line": 1.77,
    "item": -2.35,
    "paragraph": 2.1,
    "table": 0.18,
    "words=0-1": -3.66,
    "words=10-12": 2.38,
    "words=13-16": 1.9,
    "words=17-21": 1.16,
    "words=2": -2.42,
    "words=22-27": 0.09,
    "words=28+": -1.92,
    "words=3": -1.4,
    "words=4": 0.14,
    "words=5": 0.24,
    "words=6-7": 1.46,
    "words=8-9": 2.05,
}
