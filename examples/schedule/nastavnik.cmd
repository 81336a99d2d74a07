@echo off
rem Nightly export. Everything it says goes to nastavnik.log beside this file.
cd /d "%~dp0"
nastavnik.exe --db nastavnik.db monitor run 2>> nastavnik.log
exit /b %ERRORLEVEL%
