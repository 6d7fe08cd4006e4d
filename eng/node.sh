# To be sourced: sees to it that node and npm are there, from the system's packages if they are not.
missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if ((${#missing[@]} > 0)); then
    if ! command -v apt-get >/dev/null; then
        echo "${missing[*]} is missing, and there is no apt-get to install it with" >&2
        exit 1
    fi
    echo "installing ${missing[*]}"
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
