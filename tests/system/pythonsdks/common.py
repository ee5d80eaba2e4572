# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts share: where the gateway is, and one line a check that the test reads."""

import os
import sys
import traceback

ADDRESS = os.environ["ASSAY_ADDRESS"]
KEY = os.environ["ASSAY_KEY"]
MODELS = os.environ["ASSAY_MODELS"].split(",")

WEATHER = {
    "name": "get_weather",
    "description": "Weather of a city",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    },
}

# One grey pixel.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)

_failures = 0


def user(content):
    return [{"role": "user", "content": content}]


def check(name, work):
    """Runs one check and prints `ok NAME` or `FAILED NAME` with the reason."""
    global _failures
    try:
        work()
        print(f"ok {name}", flush=True)
    except Exception:
        _failures += 1
        print(f"FAILED {name}: {traceback.format_exc()}", flush=True)


def refused(work, kind, status):
    """Expects `work` to raise `kind` with that HTTP status."""
    try:
        work()
    except kind as error:
        assert error.status_code == status, (error.status_code, status)
        return error
    raise AssertionError("it should have been refused")


def finish():
    sys.exit(1 if _failures else 0)
