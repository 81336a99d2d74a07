#!/bin/sh
# A package for Debian and what descends from it, of the program that linux.sh has built.
. "$(dirname "$0")/shared.sh"
need dpkg-deb "it is in the package dpkg"
need python3 "it writes the guide as pages"
program=$root/target/packaging/x86_64-unknown-linux-gnu/release/nastavnik
if [ ! -x "$program" ]; then
    echo "$0: the program isn't built yet: packaging/linux.sh" >&2
    exit 1
fi

stage=$root/target/packaging/stage-debian
empty_folder "$stage"
install -D -m 755 "$program" "$stage/usr/bin/nastavnik"
share=$stage/usr/share/doc/nastavnik
install -D -m 644 LICENSE "$share/copyright"
install -D -m 644 README.md "$share/README.md"
install -d "$share/examples"
python3 packaging/guide_pages.py docs/guide "$share/guide"
chmod 644 "$share"/guide/*
install -m 644 examples/schedule/crontab examples/schedule/README.md "$share/examples/"
# The program lies elsewhere than where somebody puts it by hand.
for unit in nastavnik.service nastavnik.timer; do
    sed 's|/usr/local/bin/nastavnik|/usr/bin/nastavnik|' "examples/schedule/$unit" >"$share/examples/$unit"
    chmod 644 "$share/examples/$unit"
done
gzip --no-name --best --stdout CHANGELOG.md >"$share/changelog.gz"
chmod 644 "$share/changelog.gz"

size=$(du --summarize --apparent-size --block-size=1024 "$stage/usr" | cut -f 1)
mkdir "$stage/DEBIAN"
cat >"$stage/DEBIAN/control" <<END
Package: nastavnik
Version: $version
Architecture: amd64
Maintainer: ${MAINTAINER:-nastavnik <nastavnik@localhost>}
Installed-Size: $size
Depends: libc6 (>= 2.18)
Section: education
Priority: optional
Description: mentoring of teachers in a Russian district
 Registers of organisations, staff, mentors and pairs, imports of what schools
 send, and the shares that the regulations define, each with the names behind
 it. One program, one SQLite file; nothing is sent over a network.
END
(cd "$stage" && find usr -type f | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
find "$stage" -type d -exec chmod 755 {} +
same_moment "$stage"
mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz --build "$stage" "$out/nastavnik_${version}_amd64.deb"
checksums
