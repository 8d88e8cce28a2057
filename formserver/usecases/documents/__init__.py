"""Word documents made of what was submitted, frozen, and sent in time."""
