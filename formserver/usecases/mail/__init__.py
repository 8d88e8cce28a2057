"""Letters written into the outbox, sent from it, and looked after by organisers."""
