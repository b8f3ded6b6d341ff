#!/usr/bin/env python3
"""`alerts` for those who compare what it tells, with each workspace kept in the storage account that ALERTS_STORAGE names, under a name of its own.

usage: on_azure.py COMMAND VERB WORKSPACE ARGUMENTS…
"""
import hashlib
import os
import re
import sys


def main():
    # COMMAND may be several words; the workspace is the first argument that is one.
    settings = next(path for path in (os.path.join(word, "alerts.yaml") for word in sys.argv[1:]) if os.path.exists(path))
    with open(settings, encoding="utf-8") as file:
        text = file.read()
    name = "c" + hashlib.sha256(os.path.realpath(settings).encode()).hexdigest()[:18]
    with open(settings, "w", encoding="utf-8") as file:
        file.write(re.sub(r"(?m)^store: .*$", f"store: azure:{name}", text))
    # In this process's place, so that whoever ends it ends the command.
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
