"""Questions changed in a draft, reviewed and taken into use; a process taken out and in as a folder."""
