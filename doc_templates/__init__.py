"""The processes that are shipped, each a folder of data, and what makes their Word templates (`build`).

A package of its own, so that a wheel holds this folder beside `formserver` just as the project does.
"""
