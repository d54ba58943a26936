"""Texts that we offer to clinics for their replies.

They fit anybody who writes anything, so none of them says or implies that somebody was a patient.
"""

TEMPLATES = {
    "thanks": "Thank you for taking the time to write. Everybody on our team reads what is said here.",
    "concern": "We take every concern seriously. Privacy rules don’t let us discuss anybody’s care here, or "
    "say whether somebody has been with us. Please call our office and ask for the office manager, who can "
    "listen and help.",
    "improving": "Thank you for the suggestion. We pass such points on to our team. Privacy rules don’t let "
    "us say more here; our office manager is glad to talk by phone.",
}
