"""What the product is tried with: sample dialogs, a mail server that sends nothing on, an inbox, a clock.

It stands above the application and is never part of a service that people use.
"""
