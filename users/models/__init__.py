"""Who is signed in, what they prefer, what they have half written."""

from users.models.drafts import Draft
from users.models.preferences import FirstDay, Preferences
from users.models.traces import On, Said, Trace
from users.models.user import User

__all__ = ["Draft", "FirstDay", "On", "Preferences", "Said", "Trace", "User"]
