# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Where the toolchain lives. Sourced by ./dev, which sets `here` and `cache`.
#   prepare       decide between the host and the private root, and bring the chosen one up to date
#   inside        run a command there, from the checkout; inside_exec replaces this process, from the working directory
#
# The private root is made under a temporary name and renamed when its base is whole; packages are stamped with the
# list's hash once all are in. An interruption at any point therefore leaves either no root, or one that the next
# start completes; downloaded packages stay in the cache.

root=$cache/debian13
package_list=$here/packaging/devroot-packages.txt
mode=

say() { printf '[dev] %s\n' "$*" >&2; }
die() { printf '[dev] error: %s\n' "$1" >&2; exit "${2:-1}"; }

packages() { sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$package_list"; }
list_hash() { packages | sort | sha256sum | cut -c1-16; }
as_root() { [ "$(id -u)" = 0 ]; }

host_has_toolchain() {
    command -v cmake >/dev/null && command -v ninja >/dev/null && command -v pkg-config >/dev/null \
        && pkg-config --atleast-version=6.8 Qt6Core 2>/dev/null && pkg-config --exists Qt6Core 2>/dev/null \
        && compgen -G '/usr/lib*/*/cmake/KF6SyntaxHighlighting' >/dev/null \
        || compgen -G '/usr/lib*/cmake/KF6SyntaxHighlighting' >/dev/null
}

qt_candidate() { LC_ALL=C apt-cache policy qt6-base-dev 2>/dev/null | sed -n 's/^ *Candidate: //p'; }

host_packages_qt68() { # does the host's own package manager offer Qt >= 6.8?
    command -v apt-cache >/dev/null || return 1
    local candidate
    candidate=$(qt_candidate)
    if [ -z "$candidate" ] && as_root; then # a machine without package lists, as containers are
        apt-get update -qq >&2 || true
        candidate=$(qt_candidate)
    fi
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ] && dpkg --compare-versions "$candidate" ge 6.8 \
        && [ -n "$(apt-cache pkgnames libkf6syntaxhighlighting-dev 2>/dev/null)" ]
}

missing_host_packages() {
    packages | while read -r p; do
        dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$p"
    done
}

consent() { # QUESTION: yes when asked for, when root without a terminal (CI, containers), or when the person agrees
    [ "${ASSAY_YES:-}" = 1 ] && return 0
    if [ -t 0 ] && [ -t 2 ]; then
        local answer
        printf '[dev] %s [Y/n] ' "$1" >&2
        read -r answer
        case $answer in ''|y|Y|yes) return 0 ;; *) return 1 ;; esac
    fi
    as_root
}

install_on_host() { # PACKAGES...
    local command="apt-get install -y --no-install-recommends $*"
    if as_root; then
        consent "Install on this machine: $command" || die "these packages are needed; install them with: $command"
        say "installing $# packages on this machine"
        apt-get update -qq >&2 || say "apt-get update reported a problem; going on"
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive $command >&2 || die "apt-get failed; its output is above"
    elif command -v sudo >/dev/null && consent "Install with sudo: $command"; then
        sudo apt-get update -qq >&2 || true
        # shellcheck disable=SC2086
        sudo DEBIAN_FRONTEND=noninteractive $command >&2 || die "apt-get failed; its output is above"
    else
        die "these packages are needed; install them as root with: $command"
    fi
}

# For hosts whose package manager is not apt we say what to install; the names are those of the distributions' own
# packages of the same libraries.
print_other_hosts() {
    if command -v dnf >/dev/null; then
        say "install with: sudo dnf install gcc-c++ cmake ninja-build ccache qt6-qtbase-devel qt6-qtcharts-devel qt6-qthttpserver-devel qt6-qtsvg-devel qt6-qttools-devel kf6-syntax-highlighting-devel kf6-breeze-icons-devel qtkeychain-qt6-devel simdjson-devel cmark-gfm-devel libcurl-devel llhttp-devel cli11-devel yaml-cpp-devel"
    elif command -v pacman >/dev/null; then
        say "install with: sudo pacman -S --needed base-devel cmake ninja ccache qt6-base qt6-charts qt6-httpserver qt6-svg qt6-tools syntax-highlighting breeze-icons qtkeychain-qt6 simdjson cmark-gfm curl llhttp cli11 yaml-cpp"
    elif command -v brew >/dev/null; then
        say "install with: brew install cmake ninja ccache qt qtkeychain simdjson cmark-gfm curl llhttp cli11 yaml-cpp"
    fi
}

prepare() {
    mkdir -p "$cache"
    case ${ASSAY_ROOT:-} in
    native) mode=native ;;
    private) mode=private ;;
    '')
        if host_has_toolchain; then mode=native
        elif host_packages_qt68; then
            if as_root || command -v sudo >/dev/null; then mode=native; else mode=private; fi
        elif command -v apt-get >/dev/null || { command -v mmdebstrap >/dev/null && command -v bwrap >/dev/null; }; then mode=private
        else
            print_other_hosts
            die "no Qt >= 6.8 with KDE Frameworks 6 here, and mmdebstrap and bubblewrap are not installed either"
        fi ;;
    *) die "ASSAY_ROOT is '$ASSAY_ROOT'; it can be 'private' or 'native'" 2 ;;
    esac
    if [ "$mode" = native ]; then prepare_native; else prepare_private; fi
}

prepare_native() {
    local stamp=$cache/native-packages
    command -v dpkg-query >/dev/null || return 0
    [ "$(cat "$stamp" 2>/dev/null)" = "$(list_hash)" ] && host_has_toolchain && return 0
    local missing
    missing=$(missing_host_packages)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_on_host $missing
    list_hash >"$stamp"
}

prepare_private() {
    [ "$(cat "$root/.assay-packages" 2>/dev/null)" = "$(list_hash)" ] && command -v bwrap >/dev/null && return 0
    local tools=()
    command -v mmdebstrap >/dev/null || tools+=(mmdebstrap)
    command -v bwrap >/dev/null || tools+=(bubblewrap)
    as_root || command -v newuidmap >/dev/null || tools+=(uidmap)
    [ ${#tools[@]} -eq 0 ] || install_on_host "${tools[@]}"

    exec 9>"$cache/lock"
    if ! flock -n 9; then
        say "another ./dev is preparing the root; waiting for it"
        flock 9
    fi
    if [ "$(cat "$root/.assay-packages" 2>/dev/null)" != "$(list_hash)" ]; then
        make_base
        install_packages
    fi
    exec 9>&-
}

# chown to the root's own users needs more than one id: as root they are real, otherwise the user's sub-ids.
in_root_as_admin() {
    local map=()
    as_root || map=(--map-root-user --map-auto)
    # shellcheck disable=SC2016
    unshare "${map[@]}" --mount --pid --fork --kill-child sh -c '
        root=$1; shift
        mount --bind "$root" "$root" && cd "$root" || exit 125
        mount -t proc proc proc || mount --rbind /proc proc || exit 125
        mount --rbind /dev dev || exit 125
        [ ! -e /etc/resolv.conf ] || { touch etc/resolv.conf && mount --bind /etc/resolv.conf etc/resolv.conf; }
        mkdir -p var/cache/apt/archives && mount --bind "$ASSAY_DEBS" var/cache/apt/archives || exit 125
        exec chroot . /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
            ${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} "$@"
    ' sh "$root" "$@"
}

remove_tree() { # files of sub-ids can only be removed by them
    [ -e "$1" ] || return 0
    if as_root; then rm -rf --one-file-system "$1"; else unshare --map-root-user --map-auto rm -rf --one-file-system "$1"; fi
}

make_base() {
    [ -d "$root" ] && return 0
    local partial=$cache/debian13.partial started=$SECONDS mmode=unshare
    as_root && mmode=root
    remove_tree "$partial"
    say "no Qt 6.8 on this machine: making a private Debian 13 root in $root"
    say "step 1 of 2: base system (about half a minute)"
    # mmdebstrap in unshare mode enters the target as another id, which must be able to walk there.
    mmdebstrap --quiet --mode=$mmode --variant=apt --aptopt='Acquire::Retries "3"' \
        --customize-hook='rm -f "$1/etc/resolv.conf"; touch "$1/etc/resolv.conf"; printf "#!/bin/sh\nexit 101\n" > "$1/usr/sbin/policy-rc.d"; chmod 755 "$1/usr/sbin/policy-rc.d"' \
        trixie "$partial" >"$cache/base.log" 2>&1 || {
        tail -n 20 "$cache/base.log" >&2
        remove_tree "$partial"
        die "mmdebstrap failed; the whole log is $cache/base.log. Without network the root cannot be made; start again when it is back."
    }
    mv "$partial" "$root"
    say "base system made in $((SECONDS - started)) s"
}

install_packages() {
    local started=$SECONDS
    export ASSAY_DEBS=$cache/debs
    mkdir -p "$ASSAY_DEBS/partial"
    chmod 755 "$cache" "$ASSAY_DEBS" "$ASSAY_DEBS/partial" 2>/dev/null || true
    say "step 2 of 2: toolchain and libraries, $(packages | wc -l) packages and what they need (about two minutes)"
    local apt='-o Acquire::Retries=3 -o APT::Keep-Downloaded-Packages=true -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-unsafe-io'
    # shellcheck disable=SC2046,SC2086
    { in_root_as_admin dpkg --configure -a \
        && in_root_as_admin apt-get $apt update -qq \
        && in_root_as_admin apt-get $apt -y -qq --fix-broken install \
        && in_root_as_admin apt-get $apt -y -qq --no-install-recommends install $(packages); } >"$cache/packages.log" 2>&1 || {
        tail -n 20 "$cache/packages.log" >&2
        die "installing packages failed; the whole log is $cache/packages.log. Start again to go on from here."
    }
    local stamp
    stamp=$(list_hash)
    if as_root; then echo "$stamp" >"$root/.assay-packages"; else
        unshare --map-root-user --map-auto sh -c 'echo "$1" >"$2/.assay-packages"' sh "$stamp" "$root"
    fi
    rm -rf "$ASSAY_DEBS"
    say "packages installed in $((SECONDS - started)) s"
}

# The namespace: / is an empty tmpfs with the root's own trees read-only in it, so that any path of the host can be
# mounted at its own name. What the program needs of the host is bound explicitly.
enter() { # DIRECTORY COMMAND...
    local dir=$1
    shift
    local args=(--die-with-parent --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --ro-bind "$root/var" /var
        --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64
        --proc /proc --dev-bind /dev /dev --ro-bind-try /sys /sys --bind /tmp /tmp --tmpfs /var/tmp --tmpfs /run
        --bind "$HOME" "$HOME" --bind "$here" "$here")
    local f
    for f in /etc/passwd /etc/group /etc/hosts /etc/resolv.conf /etc/ssl/certs/ca-certificates.crt /etc/machine-id; do
        [ -e "$f" ] && [ -f "$root$f" ] && [ ! -L "$root$f" ] && args+=(--ro-bind "$(readlink -f "$f")" "$f")
    done
    for f in "$here/../shared" "${ASSAY_CORPUS:-}" "${XAUTHORITY:-}" "${NPM_CONFIG_GLOBALCONFIG:-}"; do
        [ -n "$f" ] && [ -e "$f" ] && args+=(--ro-bind "$(readlink -f "$f")" "$(readlink -f "$f")")
    done
    for f in "${XDG_RUNTIME_DIR:-}" /run/dbus "${XDG_CACHE_HOME:-}" "${XDG_DATA_HOME:-}" "${XDG_CONFIG_HOME:-}" "$dir"; do
        [ -n "$f" ] && [ -d "$f" ] && [ "$f" != / ] && args+=(--bind "$f" "$f")
    done
    local npmrc zone
    zone=$(readlink -f /etc/localtime 2>/dev/null) && [ "$zone" != "${zone#*/zoneinfo/}" ] && args+=(--setenv TZ "${TZ:-${zone#*/zoneinfo/}}")
    for npmrc in /usr/etc/npmrc /etc/npmrc; do
        [ -e "$npmrc" ] && args+=(--ro-bind "$npmrc" /run/npmrc --setenv NPM_CONFIG_GLOBALCONFIG /run/npmrc) && break
    done
    exec bwrap "${args[@]}" --chdir "$dir" --setenv PATH "/usr/lib/ccache:/usr/bin:/usr/sbin" \
        --setenv LC_ALL "${LC_ALL:-C.UTF-8}" --setenv CCACHE_DIR "$cache/ccache" --setenv CCACHE_BASEDIR "$here" --setenv CCACHE_NOHASHDIR 1 --setenv CCACHE_SLOPPINESS pch_defines,time_macros,include_file_mtime,include_file_ctime -- "$@"
}

inside() {
    if [ "$mode" = native ]; then (cd "$here" && CCACHE_DIR=$cache/ccache CCACHE_BASEDIR=$here CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "$@"); else (enter "$here" "$@"); fi
}

inside_exec() {
    if [ "$mode" = native ]; then exec "$@"; else enter "$PWD" "$@"; fi
}

describe_root() {
    if [ "$mode" = native ]; then echo "native: this machine's own packages"; else echo "private Debian 13 root: $root ($(du -sh "$root" 2>/dev/null | cut -f1))"; fi
}
