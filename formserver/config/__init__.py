"""The settings of one installation and its secret key, read once at start."""

from formserver.config.reading import SettingFault, SettingFaults, instance_folder, load
from formserver.config.secret import SecretKeyError, replace_secret_key, secret_key
from formserver.config.settings import Settings

__all__ = [
    "SecretKeyError",
    "SettingFault",
    "SettingFaults",
    "Settings",
    "instance_folder",
    "load",
    "replace_secret_key",
    "secret_key",
]
