# What the scripts of this folder have in common; each of them reads it first.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
out=${OUT:-$root/target/packages}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"

# Says in a sentence what is missing, before anything is built.
need() {
    command -v "$1" >/dev/null 2>&1 && return
    echo "$0: $1 is missing: $2" >&2
    exit 1
}

# The same bytes in whatever folder and by whomever it is built: no paths of this machine, no names of symbols, no build id.
# The folder's name may have spaces: cargo parts these flags by the sign 037, and whoever compiles C reads quotes as a shell.
reproducible() {
    home=${CARGO_HOME:-$HOME/.cargo}
    CARGO_ENCODED_RUSTFLAGS=$(printf '%s\037' "--remap-path-prefix=$root=." "--remap-path-prefix=$home=cargo" "$@")
    CARGO_ENCODED_RUSTFLAGS=${CARGO_ENCODED_RUSTFLAGS%?}
    CFLAGS="'-ffile-prefix-map=$root=.' '-ffile-prefix-map=$home=cargo'"
    export CARGO_ENCODED_RUSTFLAGS CFLAGS CC_SHELL_ESCAPED_FLAGS=1
    export CARGO_PROFILE_RELEASE_STRIP=symbols CARGO_TARGET_DIR="$root/target/packaging"
}

# A folder with nothing in it.
empty_folder() {
    rm -rf "$1"
    mkdir -p "$1"
}

# Every file below a folder gets the moment of the last commit: archives then have the same bytes.
same_moment() {
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# What the program for a target is made of, as CycloneDX: crates with their versions, licences and checksums.
bill_of_materials() {
    need python3 "it writes the list of what the program is made of"
    cargo metadata --locked --format-version 1 --filter-platform "$1" | python3 packaging/bill_of_materials.py >"$2"
}

# Beside the packages a list of their checksums, for `sha256sum --check`.
checksums() {
    (cd "$out" && find . -maxdepth 1 -type f ! -name SHA256SUMS | sed 's|^\./||' | LC_ALL=C sort | tr '\n' '\0' \
        | xargs -0 sha256sum >SHA256SUMS)
    echo "packages and their checksums: $out"
}
