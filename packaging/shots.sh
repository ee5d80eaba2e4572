#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shots.sh BINARY: pictures for the README, made by the program itself with its simulated models.
set -euo pipefail
binary=$1
folder=$(cd "$(dirname "$0")/.." && pwd)/docs/screenshots
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p "$folder"
for theme in light dark; do
    xvfb-run -a -s "-screen 0 1600x1000x24" "$binary" --profile "$profile" --theme "$theme" --size 1440x900 \
        --screenshot "$folder/compare-$theme.png"
    echo "$folder/compare-$theme.png"
done
