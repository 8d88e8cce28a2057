"""LibreOffice and poppler, started as programs of their own: page numbers, PDF and pictures."""
