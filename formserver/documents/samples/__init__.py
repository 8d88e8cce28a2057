"""Made-up answers of any process, such as try a template and fill a preview."""
