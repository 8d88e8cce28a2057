"""Forms filled in: read, saved, submitted, corrected and opened again."""
