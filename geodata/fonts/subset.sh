#!/bin/sh
# Makes the fonts of this folder from Debian's fonts-noto-core and fonts-noto-extra 20201225-1:
#   pip install fonttools==4.60.1
#   sh geodata/fonts/subset.sh FOLDER_WITH_NOTO_TTF
# Noto Sans keeps Latin, Greek, Cyrillic, phonetic and combining signs, punctuation, currencies and the arrows;
# the other scripts keep every letter. Kerning and all shaping tables stay; hinting instructions go.
set -eu
from=$1
to=$(dirname "$0")

latin=U+0020-007E,U+00A0-052F,U+1AB0-1AFF,U+1D00-1DBF,U+1E00-1FFF,U+2000-206F,U+2070-209F,U+20A0-20CF,U+20D0-20F0,U+2100-218F,U+2190-2199,U+2212,U+2215,U+221E,U+2248,U+2260-2265,U+25CA,U+25CC,U+2C60-2C7F,U+A720-A7FF,U+FB00-FB06,U+FEFF,U+FFFD

subset() {
    pyftsubset "$from/$1.ttf" --output-file="$to/$1.ttf" --unicodes="$2" \
        --layout-features='*' --no-hinting --desubroutinize --name-IDs='*' --notdef-outline
}

for style in Regular Italic Medium SemiBold Bold BoldItalic; do
    subset "NotoSans-$style" "$latin"
done
for family in NaskhArabic SansDevanagari SansHebrew SansArmenian SansGeorgian SansThai SansBengali; do
    for style in Regular Bold; do
        subset "Noto$family-$style" '*'
    done
done
