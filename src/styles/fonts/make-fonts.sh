#!/bin/sh
# Cuts the text faces into small files: `sh make-fonts.sh FOLDER` reads window-*.woff2 from FOLDER.
# Needs fontTools 4.38 or newer with brotli. README.md says what is in which file.
set -eu
from=$1
fonttools="python3 -m fontTools"
basic='U+20-7E,U+A0,U+A7,U+B0,U+B2,U+B3,U+B7,U+D7,U+E0,U+E8,U+E9,U+EF,U+F6,U+FC,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2192,U+2212,U+2248,U+2264,U+2265'
plain='U+20-7E,U+A0,U+B7,U+D7,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2192,U+2212'
rest='U+A1-A6,U+A8-AF,U+B1,U+B4-B6,U+B8-D6,U+D8-DF,U+E1-E7,U+EA-EE,U+F0-F5,U+F7-FB,U+FD-17F,U+302-304,U+391-3C9,U+2020-2025,U+2030-20AC,U+2122,U+2190,U+2191,U+2193,U+2202-2211,U+2213-2247,U+2260,U+2500-25CF'

cut() { # source, features, characters, target
  $fonttools subset "$1" --unicodes="$3" --layout-features="$2" --no-hinting --name-IDs=0,1,2,13,14 \
    --flavor=woff2 --output-file="$4"
}

roman=$(mktemp --suffix=.ttf)
# One optical size, right for 19 px text; the axis alone would double the file.
$fonttools varLib.instancer --quiet "$from/window-serif-roman.woff2" opsz=20 --output "$roman"

figures=onum,lnum,tnum,pnum
cut "$roman" "kern,liga,$figures" "$basic" serif-roman.woff2
cut "$from/window-serif-italic.woff2" "kern,liga,onum,lnum" "$basic" serif-italic.woff2
cut "$from/window-serif-semibold.woff2" "liga,onum,lnum" "$plain" serif-semibold.woff2
cut "$from/window-mono-roman.woff2" "" "$plain" mono-roman.woff2
cut "$roman" "kern,$figures" "$rest" serif-roman-extra.woff2
cut "$from/window-serif-italic.woff2" "kern,$figures" "$rest" serif-italic-extra.woff2
cut "$from/window-mono-roman.woff2" "" "$rest,U+A7,U+B0,U+B2,U+B3,U+E9,U+2248,U+2264,U+2265" mono-roman-extra.woff2
rm "$roman"
