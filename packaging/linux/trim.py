"""What a bundle leaves out: used by annotator.spec, and by bare.spec for a fair comparison."""

from __future__ import annotations

import re

Entry = tuple[str, str, str]

# PyInstaller is run from there; nothing else that lies there belongs to the program.
TOOLS = re.compile(r"/build/tools/(?!.*/PyInstaller/)")
# Nothing of ours asks for these; others import them where they happen to be there.
EXCLUDED = [
    "tkinter",
    "pip",
    "setuptools",
    "distutils",
    "lib2to3",
    "pydoc_data",
    "ensurepip",
    "idlelib",
    "curses",
    "IPython",
    "torch",
    "cupy",
    "tensorflow",
    "mxnet",
    "jax",
    "pandas",
    "pyarrow",
    "numpy.f2py",
    "numpy.testing",
    "spacy.tests",
    "thinc.tests",
    "readline",
    "PIL",
    "PySide6.QtNetwork",
    "PySide6.QtDBus",
    "lxml.isoschematron",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtPdf",
    "PySide6.QtOpenGL",
    "PySide6.QtDesigner",
    "PySide6.QtTest",
    "PySide6.QtSql",
]

# What PyInstaller runs at every start, for programs that start themselves by multiprocessing: this
# one does not, and would load dozens of modules for it.
UNUSED_HOOKS = {"pyi_rth_multiprocessing"}

# Parts of Qt for what this window does not do, and its words in languages that it does not speak.
QT = re.compile(
    r"(^|/)("
    r"libQt6(Quick|Qml|Pdf|VirtualKeyboard|EglF|Network|Sql|Test|Designer|ShaderTools)\w*\.so"
    r"|plugins/(qmltooling|egldeviceintegrations|generic|networkinformation|vectorimageformats|sqldrivers"
    r"|designer|tls)/"
    r"|plugins/platforms/libq(eglfs|linuxfb|vnc|minimalegl|vkkhrdisplay|minimal)\.so"
    r"|plugins/platformthemes/libqgtk3\.so"
    r"|plugins/imageformats/libqpdf\.so"
    r"|plugins/platforminputcontexts/libqtvirtualkeyboardplugin\.so"
    r"|Qt/translations/"
    r")"
)
# What every desktop has and what must fit its drivers comes from the system (deb.py finds out which
# packages those are). The rest of this list would be brought along by a file dialog of GTK's.
SYSTEM = re.compile(
    r"(^|/)lib("
    r"GL|GLX|GLdispatch|EGL|drm|X11|X11-xcb|xcb|wayland-(client|cursor|egl|server)|stdc\+\+|gcc_s|z"
    r"|glib-2\.0|gobject-2\.0|gthread-2\.0|gmodule-2\.0|gio-2\.0|dbus-1|systemd|fontconfig|freetype|expat"
    r"|gtk-3|gdk-3|gdk_pixbuf-2\.0|atk-1\.0|atk-bridge-2\.0|atspi|cairo|cairo-gobject|epoxy|pixman-1"
    r"|pango-1\.0|pangocairo-1\.0|pangoft2-1\.0|harfbuzz|fribidi|graphite2|thai|datrie|cloudproviders"
    r"|Xcursor|Xdamage|Xcomposite|Xfixes|Xinerama|Xi|Xrandr|Xrender|Xext|Xau|Xdmcp|bsd|md|mount|blkid"
    r"|selinux|pcre2-8|png16|jpeg|brotlicommon|brotlidec|gcrypt|gpg-error|lz4|zstd|cap"
    r"|gssapi_krb5|krb5|k5crypto|krb5support|com_err|keyutils|readline|tinfo"
    r")\.so"
)
# spaCy registers these languages always; the other seventy are never asked for.
LANGUAGES = ("en", "xx", "ja", "ko", "th", "vi", "zh")
SOURCES = re.compile(
    r"\.(pyx|pxd|pyi|c|cpp|h|hh|hpp|pyi\.in|whl)$|(^|/)(tests?|testing)/|(^|/)py\.typed$"
)
# What an installation notes of itself: the folder it was made in, hashes of scripts that name it.
NOTES = re.compile(r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$")
# Babel's locales are thirty megabytes; only the name of a language is looked up.
LOCALES = re.compile(r"(^|/)babel/locale-data/(?!(root|en|en_GB|en_US|en_001)\.dat)")


def is_wanted(entry: Entry) -> bool:
    """Is it of the run-time packages (not of the build's tools), and of use?"""
    name, source = entry[:2]
    unwanted = (QT, SYSTEM, SOURCES, NOTES, LOCALES)
    return not (TOOLS.search(source) or any(pattern.search(name) for pattern in unwanted))


def is_wanted_module(entry: Entry) -> bool:
    name, source = entry[:2]
    parts = name.split(".")
    if TOOLS.search(source):
        return False
    if parts[:2] == ["spacy", "lang"] and len(parts) > 2:
        shared = (
            name.endswith(
                (
                    "punctuation",
                    "char_classes",
                    "lex_attrs",
                    "norm_exceptions",
                    "tokenizer_exceptions",
                )
            )
            and len(parts) == 3
        )
        return parts[2] in LANGUAGES or shared
    return not name.startswith(("spacy.tests", "thinc.tests", "spacy.cli.templates"))


def module_name(entry: Entry) -> str:
    """Which module a compiled file of the bundle is."""
    return entry[0].removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
