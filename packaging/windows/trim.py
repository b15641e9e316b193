"""What of the installed packages the program never reads, and so is not shipped."""

from __future__ import annotations

import re

#: Qt's modules that the window imports, and those that these are linked with.
_QT_MODULES = "Core|Gui|Widgets|Svg"
#: spaCy registers these languages whenever it is imported.
_LANGUAGES = "en|xx|ja|ko|th|vi|zh"

#: Each is searched for in a path such as ``spacy/lang/de/stop_words.py``.
_RULES = (
    # Qt: other modules, their data and tools, the software OpenGL and the video libraries.
    rf"^PySide6/Qt6(?!({_QT_MODULES})\.dll)[^/]*$",
    r"^PySide6/Qt(?!(Core|Gui|Widgets)\.pyd)[^/]*\.pyd$",
    r"^PySide6/(opengl32sw|d3dcompiler\w*|pyside6qml\.abi3|av\w+-\d+|sw\w+-\d+)\.dll$",
    r"^PySide6/[^/]*\.(exe|json|pyi|lib)$",
    r"^PySide6/(qml|typesystems|include|glue|metatypes|scripts|support|resources|translations|doc|QtAsyncio|lib)/",
    r"^PySide6/plugins/(?!(platforms|styles|imageformats|iconengines)/)",
    r"^PySide6/plugins/platforms/(?!q(windows|offscreen)\.dll)",
    r"^PySide6/plugins/imageformats/(?!q(svg|ico|jpeg)\.dll)",
    # Sources of extension modules, types, tests.
    r"\.(pyi|pyx|pxd|pxi|c|cc|cpp|h|hpp|lib|a|cmake|f90|map)$",
    r"(^|/)(tests?|_tests|testing/_private)/",
    r"^numpy/(f2py|distutils|doc|_pyinstaller)/",
    rf"^spacy/lang/(?!({_LANGUAGES})/)[a-z]+/",
    r"^lxml/(includes|isoschematron)/",
    # Language names are all that is asked of Babel; English ones do.
    r"^babel/locale-data/(?!(root|en)(_GB|_US)?\.dat$)",
    # Tools that only install, and scripts of packages.
    r"^(pip|setuptools|pkg_resources|_distutils_hack|bin)(/|-)",
    r"^distutils-precedence\.pth$",
    r"\.dist-info/(RECORD|INSTALLER|WHEEL|REQUESTED|direct_url\.json|licenses/|LICEN)",
)
_DROPPED = re.compile("|".join(f"(?:{rule})" for rule in _RULES))


def is_shipped(path: str) -> bool:
    """Does the program need this file?

    Args:
        path: of a file below the folder of packages, with slashes.
    """
    return not _DROPPED.search(path)
