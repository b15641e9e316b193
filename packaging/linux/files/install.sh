#!/bin/sh
# Installs Annotator for one person, without root, below ~/.local; run by the .run file.
#   sh annotator-VERSION.run                   installs, or replaces an older version
#   sh annotator-VERSION.run -- --prefix DIR   installs below another folder
#   annotator-uninstall                        takes the program away; projects and settings stay
set -eu
prefix=$HOME/.local
if [ "${1:-}" = --prefix ]; then prefix=$2; fi
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
list=$prefix/lib/annotator/installed.txt

mkdir -p "$prefix/bin"
if [ -f "$list" ]; then
    echo "Replacing the version that is there ..."
    sh "$prefix/bin/annotator-uninstall" >/dev/null
fi
(cd tree && find . ! -type d | sed 's|^\./||' | LC_ALL=C sort) >files.txt
cp -R tree/. "$prefix/"
mv files.txt "$list"
# A desktop does not always look for programs in ~/.local/bin.
desktop=$prefix/share/applications/annotator.desktop
sed "s|^Exec=annotator|Exec=\"$prefix/bin/annotator\"|" "$desktop" >"$desktop.new"
mv "$desktop.new" "$desktop"

cat >"$prefix/bin/annotator-uninstall" <<END
#!/bin/sh
# Takes Annotator away. Projects, settings and logs of ~/.local/share/annotator stay.
prefix='$prefix'
END
cat >>"$prefix/bin/annotator-uninstall" <<'END'
while read -r file; do rm -f "$prefix/$file"; done <"$prefix/lib/annotator/installed.txt"
rm -rf "$prefix/lib/annotator" "$prefix/bin/annotator-uninstall"
for tool in "update-desktop-database $prefix/share/applications" "update-mime-database $prefix/share/mime"; do
    command -v "${tool%% *}" >/dev/null 2>&1 && $tool >/dev/null 2>&1
done
echo "Annotator was removed. Your projects and settings are still there."
END
chmod 755 "$prefix/bin/annotator-uninstall"

# What knows of menus and file types is told, where it is there.
command -v update-desktop-database >/dev/null 2>&1 &&
    update-desktop-database "$prefix/share/applications" >/dev/null 2>&1 || true
command -v update-mime-database >/dev/null 2>&1 &&
    update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || true

echo "Annotator is in the menu of your desktop, and at $prefix/bin/annotator."
case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) echo "To type just “annotator”, add $prefix/bin to your PATH." ;;
esac
