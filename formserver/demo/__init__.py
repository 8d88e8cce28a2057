"""Everything to try the product with: sample dialogs, a mail server that sends nothing on, an inbox, a clock to turn.

It stands above the application and is never part of a service that people use.
"""
