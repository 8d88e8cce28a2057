"""What people type, parsed and judged field by field; what is then done with it lies with the use cases."""
