#!/bin/sh
# A zip for a methodist: the program for Windows 10 and later, a page to read first, templates, the files of the scheduler.
. "$(dirname "$0")/shared.sh"
target=x86_64-pc-windows-gnu

need cargo "rustup installs it"
need x86_64-w64-mingw32-gcc "it is in the package gcc-mingw-w64-x86-64"
need x86_64-w64-mingw32-strip "it is in the package binutils-mingw-w64-x86-64"
need python3 "it packs the zip"
if ! ls "$(rustc --print sysroot)/lib/rustlib/$target/lib" >/dev/null 2>&1; then
    echo "$0: the standard library of $target is missing: rustup target add $target" >&2
    exit 1
fi

case $root in
*" "*)
    echo "$0: the tools of mingw don't find their files in a folder whose name has spaces: $root" >&2
    exit 1
    ;;
esac

# The linker writes the moment into the file unless it is told not to.
reproducible -Clink-arg=-Wl,--no-insert-timestamp -Clink-arg=-Wl,--build-id=none
cargo build --release --locked --bin nastavnik --target $target
# Names of symbols are left that differ from folder to folder, two megabytes of them.
x86_64-w64-mingw32-strip --strip-all "$CARGO_TARGET_DIR/$target/release/nastavnik.exe"

name=nastavnik-$version-windows
stage=$CARGO_TARGET_DIR/stage-windows
empty_folder "$stage"
folder=$stage/nastavnik
mkdir "$folder"
cp "$CARGO_TARGET_DIR/$target/release/nastavnik.exe" "$folder/"
# «Блокнот» of old wants the mark of UTF-8 and its own ends of lines.
{ printf '\357\273\277'; sed 's/$/\r/' packaging/README-windows.txt; } >"$folder/ПРОЧТИ МЕНЯ.txt"
cp LICENSE "$folder/LICENSE.txt"
mkdir "$folder/расписание"
cp examples/schedule/nastavnik.cmd examples/schedule/nastavnik-task.xml "$folder/расписание/"
python3 packaging/guide_pages.py docs/guide "$folder/руководство"
bill_of_materials $target "$folder/состав.cdx.json"
sh packaging/templates.sh "$folder/шаблоны"

mkdir -p "$out"
rm -f "$out/$name.zip"
python3 packaging/zip_folder.py "$folder" "$out/$name.zip" "$SOURCE_DATE_EPOCH"
checksums
