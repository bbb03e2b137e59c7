"""Writes an edition of each shipped policy whose promise lasts a minute: hurry.py FOLDER.

Steps after due come ten times as late. Half a minute after a promise of a minute is before the next sweep, and of two
steps that are due only the last is told: whom a ladder tells would hang on the second of a minute the drive began in.
All else is as published.
"""
import os
import re
import sys

from desks import DESKS

policies = os.path.join(os.path.dirname(__file__), "..", "policies")
for desk in DESKS:
    with open(os.path.join(policies, desk.name + ".yaml"), encoding="utf-8") as file:
        text = file.read()
    for old, new in desk.hurried.items():
        if text.count(old) != 1:
            sys.exit(f"{desk.name}: `{old}` stands {text.count(old)} times in the policy; it must stand there once")
        text = text.replace(old, new)
    text = re.sub(r"\bat: ([1-9]\d\d)%", lambda step: step[0] if step[1] == "100" else f"at: {step[1]}0%", text)
    # It promises something else, so it is another edition.
    text = re.sub(r"^version: (\d+)", lambda edition: f"version: {int(edition[1]) + 1000}", text, flags=re.M)
    with open(os.path.join(sys.argv[1], desk.name + ".yaml"), "w", encoding="utf-8") as file:
        file.write(text)
