"""The second door into the house: does what the stored facts say is to be done."""
