"""The version of the package: of its code, its rules and the data that they make."""

VERSION = "0.1.0"
