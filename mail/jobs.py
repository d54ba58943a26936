"""How jobs in the background are tried again."""

from procrastinate import RetryStrategy

# The database may be away for a moment; what a daily job could not do today, tomorrow's run does.
TRY_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)
