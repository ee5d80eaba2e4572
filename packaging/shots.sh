#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shots.sh BINARY [DIRECTORY]: pictures of the window with its simulated models, light and dark, for the documentation.
# Nothing of the person's own profile, fonts or display is used: a profile of its own, one font setup, a virtual screen.
set -euo pipefail

binary=$(readlink -f "${1:?usage: shots.sh BINARY [DIRECTORY]}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
target=${2:-$here/docs/screenshots}
mkdir -p "$target"
target=$(readlink -f "$target")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/home" "$work/runtime"
chmod 700 "$work/runtime"
cat >"$work/fonts.conf" <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <cachedir>$work/fontcache</cachedir>
  <alias binding="same"><family>Sans Serif</family><prefer><family>Noto Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>Noto Sans Mono</family><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
XML

# Keys, proxies and themes of this session stay out.
onscreen() { # PROGRAM ARGS...
    env -i PATH="$PATH" HOME="$work/home" XDG_RUNTIME_DIR="$work/runtime" LC_ALL=C.UTF-8 TZ=UTC \
        FONTCONFIG_FILE="$work/fonts.conf" QT_QPA_PLATFORM=xcb QT_SCALE_FACTOR=1 \
        xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24 -dpi 96' timeout 120 "$@" >&2
}
written() { # FILE
    [ -s "$target/$1" ] || { echo "shots.sh: $target/$1 was not written" >&2; exit 1; }
    echo "$target/$1"
}
shot() { # FILE THEME PAGE
    onscreen "$binary" --profile "$work/profile-$2" --theme "$2" --page "${3:-compare}" --size 1440x900 --screenshot "$target/$1"
    written "$1"
}
made_up() { # PAGE THEME: the page over made-up calls, by the program beside the binary
    [ -x "$(dirname "$binary")/shot_$1" ] || return 0
    onscreen "$(dirname "$binary")/shot_$1" "$target/$1-$2.png" "$2" 1440x900
    written "$1-$2.png"
}
compare() { # FILE THEME LANES MILLISECONDS [ACTION...]: the Compare page with scripted answers, by the program beside the binary
    local file=$1 theme=$2
    shift 2
    onscreen "$(dirname "$binary")/shot_compare" "$target/$file" "$theme" 1440x900 "$@"
    written "$file"
}

shot compare-light.png light
shot compare-dark.png dark
for page in models history; do
    shot "$page-light.png" light "$page"
    shot "$page-dark.png" dark "$page"
done
for page in spend gateway; do
    made_up "$page" light
    made_up "$page" dark
done
if [ -x "$(dirname "$binary")/shot_compare" ]; then
    for theme in light dark; do
        compare "compare-8-lanes-$theme.png" "$theme" 8 5000 draft
        compare "compare-diff-$theme.png" "$theme" 2 9000 compare.diff
        compare "compare-blind-vote-$theme.png" "$theme" 2 9000 +compare.blind
        compare "compare-blind-reveal-$theme.png" "$theme" 2 9000 +compare.blind '*voteFirst'
    done
    compare compare-high-contrast.png dark 4 6000 draft contrast
    compare compare-mirrored.png light 3 6000 draft -reverse
fi
