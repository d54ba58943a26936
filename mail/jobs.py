"""How failed background jobs are retried."""

from procrastinate import RetryStrategy

# The database may be down for a moment; what a daily job can't do today, tomorrow's run does.
TRY_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)
