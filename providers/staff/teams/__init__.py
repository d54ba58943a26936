"""Teams: who is in one, and how people come and go."""
