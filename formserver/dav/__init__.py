"""The door for Word: WebDAV (RFC 4918) to one working copy at a time, at an address that is its own key.

WsgiDAV speaks the protocol; here is who may come in, what lies there, and where the locks are kept.
"""
