; Before the program goes, everything of Signalbox leaves Codex's folder. An update keeps it.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    nsExec::ExecToLog '"$INSTDIR\resources\bin\signalbox.cmd" codex undo --leftovers move'
    Pop $0
  ${endIf}
!macroend
