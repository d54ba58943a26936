"""What the pages of guides show, shaped from rows."""
