"""What the pages of organisers say, in the words of their reader."""
