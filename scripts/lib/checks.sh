# shellcheck shell=bash
# What the scripts that check or measure a running server have in common; sourced from the repository's folder.

# skip WHAT WHY: ends the script. For people that is no failure; CI has everything, so there it is one.
skip() {
    echo "$1: skipped, $2"
    [ "${CI:-}" != true ] || exit 1
    exit 0
}

# need_tools WHAT TOOL...: skips when one of them is missing.
need_tools() {
    local what=$1 tool
    shift
    for tool; do
        command -v "$tool" >/dev/null 2>&1 || skip "$what" "$tool is not installed (scripts/deps --all)"
    done
}

# free_port FROM: the first port from there that nobody answers on.
free_port() {
    local port
    for ((port = $1; port < $1 + 100; port++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return 0; }
    done
    echo "no free port from $1 to $(($1 + 99))" >&2
    return 1
}

# await_ready BASE PROCESS LOG: returns when the server answers; fails with its log when it has ended.
await_ready() {
    until curl -fs -o /dev/null --max-time 5 "$1/ready"; do
        kill -0 "$2" 2>/dev/null || { cat "$3" >&2; return 1; }
        sleep 0.1
    done
}

# budget NAME VALUE UNIT 'at most'|'at least' LIMIT: a figure with its verdict, in a line that scripts/bench gathers.
# A VALUE of '-' could not be measured.
budget() {
    awk -v name="$1" -v value="$2" -v unit="$3" -v side="$4" -v limit="$5" 'BEGIN {
        met = side == "at most" ? value + 0 <= limit + 0 : value + 0 >= limit + 0
        verdict = value == "-" ? "not measured" : met ? "met" : "NOT met"
        printf "budget: %-44s %s %s, %s %s %s: %s\n", name, value, unit, side, limit, unit, verdict }'
}
