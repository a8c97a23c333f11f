#!/bin/sh
# Before the package goes, everything of Signalbox leaves Codex's folder of every person who used it.
# An upgrade keeps it. A failure never keeps the package: "signalbox codex restore" says why it waits.
[ "${1:-remove}" = remove ] || exit 0
app="${DPKG_ROOT:-}/opt/Signalbox/resources/bin/signalbox"
[ -x "$app" ] || exit 0
getent passwd | while IFS=: read -r name _ _ _ _ home _; do
  [ -d "$home/.config/signalbox/state" ] || continue
  # Folders named in the environment of whoever removes the package are not this person's.
  set -- env -u CODEX_HOME -u SIGNALBOX_HOME -u XDG_CONFIG_HOME "HOME=$home" "$app" codex undo --leftovers move
  [ "$name" = "$(id -un)" ] || set -- runuser -u "$name" -- "$@"
  (cd "$home" && "$@") </dev/null || :
done
exit 0
