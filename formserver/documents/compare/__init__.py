"""What one version of a Word template has and another has not."""
