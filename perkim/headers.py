"""What a page of the portal may load, and what it may use of the device. Read by the settings; the same everywhere."""

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        **{nothing: [NONE] for nothing in ("object-src", "base-uri", "frame-ancestors")},
    }
}
PERMISSIONS_POLICY: dict[str, str | list[str]] = {
    "camera": "self",
    "geolocation": "self",
    **{nobody: [] for nobody in ("microphone", "payment", "usb", "interest-cohort")},
}
