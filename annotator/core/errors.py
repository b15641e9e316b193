"""The only errors the program shows to a person; anything else is a bug."""


class KnownError(Exception):
    """Something went wrong that the analyst can understand and act on.

    Args:
        what: one sentence: what happened.
        safe: what was not touched or is kept ("" where nothing needs saying).
        todo: what to do next ("" where nothing can be done).
    """

    def __init__(self, what: str, *, safe: str = "", todo: str = "") -> None:
        super().__init__(" ".join(part for part in (what, safe, todo) if part))
        self.what = what
        self.safe = safe
        self.todo = todo


class Refused(KnownError):
    """A gesture that the rules of review do not allow; nothing was changed."""


def in_short(error: BaseException) -> str:
    """What went wrong, without what to do about it: to be put into another sentence."""
    return error.what.rstrip(".") if isinstance(error, KnownError) else str(error)


class BadInput(KnownError):
    """A file, line or value from outside that cannot be taken."""


class ProjectError(KnownError):
    """The project file cannot be opened, read or written."""


class TextLost(ProjectError):
    """An article whose text a damaged file no longer held; everything else can be used."""


class Damaged(ProjectError):
    """The project file is damaged; what of it can be read is read."""


class NotUnderstood(ProjectError):
    """Something is stored that the program does not store so; ``__cause__`` says where it broke."""


class Busy(ProjectError):
    """Another program holds the project's write lock; trying again may do."""
