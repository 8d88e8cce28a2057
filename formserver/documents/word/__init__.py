"""Word files as packages of parts: opened within limits, looked through for what must not be in them."""
