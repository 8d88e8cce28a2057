"""What a Word template may say: the names that a process gives, and how an unknown one is understood."""
