#!/bin/sh
# A tar of the program for Linux that asks for no newer glibc than 2.17.
. "$(dirname "$0")/shared.sh"
target=x86_64-unknown-linux-gnu
glibc=2.17

need cargo "rustup installs it"
need cargo-zigbuild "pip install cargo-zigbuild ziglang"
need tar "it is in the package tar"
need readelf "it is in the package binutils"
need python3 "it writes the guide as pages"

reproducible -Clink-arg=-Wl,--build-id=none
cargo zigbuild --release --locked --bin nastavnik --target $target.$glibc
program=$CARGO_TARGET_DIR/$target/release/nastavnik

# The newest version of glibc that it asks for: a newer one would be a machine on which it doesn't start.
newest=$(readelf --version-info --wide "$program" | grep -o 'GLIBC_2\.[0-9]*' | sort -uV | tail -n 1)
if [ "$(printf '%s\n' "$newest" GLIBC_2.18 | sort -V | tail -n 1)" != GLIBC_2.18 ]; then
    echo "$0: the program asks for $newest" >&2
    exit 1
fi

name=nastavnik-$version-linux-x86_64
stage=$CARGO_TARGET_DIR/stage-linux
empty_folder "$stage"
mkdir -p "$stage/$name/schedule"
cp "$program" LICENSE README.md CHANGELOG.md "$stage/$name/"
cp examples/schedule/README.md examples/schedule/crontab examples/schedule/nastavnik.service \
    examples/schedule/nastavnik.timer "$stage/$name/schedule/"
python3 packaging/guide_pages.py docs/guide "$stage/$name/guide"
bill_of_materials $target "$stage/$name/nastavnik.cdx.json"

mkdir -p "$out"
tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw \
    --directory "$stage" "$name" | gzip --no-name --best >"$out/$name.tar.gz"
echo "glibc: $newest"
checksums
