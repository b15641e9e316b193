; The wizard. Defined from outside: VERSION, VERSION4 (four numbers), WORK, OUT, ICON, SIDE, KILOBYTES;
; FAST for a quick build; SIGN, a command that signs the file named behind it.
Target amd64-unicode
Unicode true
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE ; /AllUsers, /CurrentUser
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "Annotator"
!define KEY "Software\Annotator"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallDir"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallDir"
!include MultiUser.nsh
!include MUI2.nsh
!include WinVer.nsh
!include LogicLib.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Annotator"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define PROJECT "Annotator.Project"
!define PROMPT "Annotator command line"

Name "Annotator"
OutFile "${OUT}"
BrandingText "Annotator ${VERSION}"
ManifestDPIAware true
VIProductVersion "${VERSION4}"
VIAddVersionKey ProductName "Annotator"
VIAddVersionKey FileDescription "Annotator setup"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT licence"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_UNCONFIRMPAGE_TEXT_TOP "The program is removed. Your projects, settings and scales stay where they are."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

; A library in use cannot be written: then the program runs, and nothing may be changed under it.
!macro WAIT_FOR_END
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\runtime\python311.dll"
      ${Break}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\runtime\python311.dll" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Annotator is running. Please close it, then try again." /SD IDCANCEL IDRETRY +3
    SetErrorLevel 3
    Quit
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "Annotator needs Windows 10 or newer." /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

; Where both kinds are installed, the folder says which one is meant.
Function un.onInit
  SetRegView 64
  StrCpy $1 $INSTDIR
  !insertmacro MULTIUSER_UNINIT
  ReadRegStr $0 HKLM "${KEY}" "InstallDir"
  ${If} $0 == $1
    Call un.MultiUser.InstallMode.AllUsers
  ${Else}
    Call un.MultiUser.InstallMode.CurrentUser
  ${EndIf}
  StrCpy $INSTDIR $1
FunctionEnd

; Through the desktop's own process, so that the program does not get this installer's rights.
Function StartProgram
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\annotator-window.exe"'
FunctionEnd

Section
  !insertmacro WAIT_FOR_END
  ; An older version takes away what it brought, and nothing else.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    DetailPrint "Removing the older version"
    ExecWait '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode _?=$INSTDIR' $0
    ${If} $0 <> 0
      MessageBox MB_ICONSTOP "The older version could not be removed. Please remove it, then try again." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${EndIf}
  !include "${WORK}/install.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call Register
SectionEnd

Function Register
  WriteRegStr SHCTX "${KEY}" "InstallDir" "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Annotator.lnk" "$INSTDIR\annotator-window.exe"
  CreateShortcut "$SMPROGRAMS\${PROMPT}.lnk" "$SYSDIR\cmd.exe" '/k "set PATH=$INSTDIR;%PATH%& annotator --help"' "$INSTDIR\annotator.exe"
  WriteRegStr SHCTX "${APP_PATHS}\annotator.exe" "" "$INSTDIR\annotator.exe"
  WriteRegStr SHCTX "Software\Classes\.annotator" "" "${PROJECT}"
  WriteRegStr SHCTX "Software\Classes\${PROJECT}" "" "Annotator project"
  WriteRegStr SHCTX "Software\Classes\${PROJECT}\DefaultIcon" "" "$INSTDIR\annotator-window.exe,0"
  WriteRegStr SHCTX "Software\Classes\${PROJECT}\shell\open\command" "" '"$INSTDIR\annotator-window.exe" "%1"'
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Annotator"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Annotator"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\annotator-window.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd

Section Uninstall
  !insertmacro WAIT_FOR_END
  !include "${WORK}/remove.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Annotator.lnk"
  Delete "$SMPROGRAMS\${PROMPT}.lnk"
  DeleteRegKey SHCTX "${APP_PATHS}\annotator.exe"
  ReadRegStr $0 SHCTX "Software\Classes\.annotator" ""
  ${If} $0 == "${PROJECT}"
    DeleteRegKey SHCTX "Software\Classes\.annotator"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${PROJECT}"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
