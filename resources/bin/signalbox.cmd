@echo off
rem The command line of the packaged app: its Electron, as plain Node.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\Signalbox.exe" "%~dp0..\app.asar\out\main\cli.js" %*
