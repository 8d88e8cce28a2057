"""Letters in words, as messages and on the wire; it decides neither who gets one nor when."""
