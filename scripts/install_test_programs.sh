#!/usr/bin/env bash
# Install the programs that some tests need besides Python, if this machine lets us: with apt, and as root.
# Says in a line what is missing still, and fails then; tests/needed_programs.py skips the tests that need it.
set -uo pipefail

declare -A package=([chromium]=chromium [tmux]=tmux [screen]=screen [xterm]=xterm [Xvfb]=xvfb
                    [xdotool]=xdotool [setxkbmap]=x11-xkb-utils)

missing() {
    for program in "${!package[@]}"; do
        command -v "$program" >/dev/null || echo "$program"
    done
}

wanted=()
for program in $(missing); do
    wanted+=("${package[$program]}")
done

if [ ${#wanted[@]} -gt 0 ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    { apt-get -qq update && apt-get -qq install --yes --no-install-recommends "${wanted[@]}"; } >"$log" 2>&1 \
        || tail -n 5 "$log" >&2
    rm -f "$log"
fi

left=$(missing | sort | paste -sd ' ')
if [ -n "$left" ]; then
    echo "Not here, and not installed: $left. The tests that need them are skipped." >&2
    exit 1
fi
