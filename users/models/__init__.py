"""Who is signed in, what they prefer, what they have half written."""

from users.models.drafts import Draft
from users.models.guide_marks import GuideMark, MarkKind, MarkTarget
from users.models.preferences import FirstDay, Preferences
from users.models.user import User

__all__ = ["Draft", "FirstDay", "GuideMark", "MarkKind", "MarkTarget", "Preferences", "User"]
