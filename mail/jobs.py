"""Queues of background jobs, and how failed jobs are retried."""

from procrastinate import RetryStrategy

# Queues of mail. Security mails have their own, so that no other mail can be in their way.
SECURITY_MAIL = "security_mail"
MAIL = "mail"
UPKEEP = "upkeep"

# The database may be down for a moment; what a daily job can't do today, tomorrow's run does.
TRY_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)
# A mail is sent as soon as the database is back. If these are used up, `mail.find_forgotten` finds it later.
TRY_AGAIN_SOON = RetryStrategy(max_attempts=20, wait=2)
