#!/bin/sh
# Before the package goes, everything of Signalbox leaves Codex's folder of every person who used it.
# An upgrade keeps it. A failure never keeps the package: "signalbox codex restore" says why it waits.
[ "${1:-remove}" = remove ] || exit 0
app=${SIGNALBOX_APP:-/opt/Signalbox}
getent passwd | while IFS=: read -r name _ _ _ _ home _; do
  [ -d "$home/.config/signalbox/state" ] || continue
  runuser -u "$name" -- env HOME="$home" "$app/resources/bin/signalbox" codex undo --leftovers move || :
done
exit 0
