"""The publishing desk at ``/desk``: upload, correct, try, publish, replace, withdraw, go back; for people who never open a terminal."""
