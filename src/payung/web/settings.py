"""Every setting, once. What may differ on a machine comes from PAYUNG_… variables."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF


def _flag(name: str) -> bool:
    """Return whether a variable says 1 or 0; refuse anything else."""
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise ValueError(f"{name} is {value!r}: write 1 or 0")
    return value == "1"


def _by_country(pairs: str) -> dict[str, str]:
    """Return "np=…,bd=…" as a table; refuse what is not of that shape."""
    found = {}
    for pair in filter(None, pairs.split(",")):
        country, sign, value = pair.strip().partition("=")
        if not (sign and value and len(country) == 2):
            # Without what was written: the address of a monitor is a secret.
            raise ValueError("Write each as np=http://…, with commas between.")
        found[country] = value
    return found


def _secret(folder: Path) -> str:
    """Return the signing key kept in the data folder; make it once."""
    path = folder / "signing.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written aside and linked: a second process never reads a half, empty key.
        aside = folder / f"signing.{secrets.token_hex(8)}"
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(aside)
        aside.unlink()
    return path.read_text()


def _database(address: str, folder: Path) -> dict[str, object]:
    """Return Django's description of PostgreSQL at an address, or of SQLite."""
    if not address:
        return _sqlite(folder)
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("PAYUNG_DATABASE starts with postgresql://, or stays empty")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _sqlite(folder: Path) -> dict[str, object]:
    # FULL, never NORMAL: in a power cut NORMAL loses reports we said were safe.
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
        "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "payung.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": pragmas,
        },
    }


HERE = Path(__file__).parent
DATA = Path(os.environ.get("PAYUNG_DATA", "data")).absolute()
COUNTRIES = Path(
    os.environ.get("PAYUNG_COUNTRIES", HERE.parent / "countries")
).absolute()
COUNTRY_CODES = ("bd", "id", "mm", "np", "xx")

SECRET_KEY = os.environ.get("PAYUNG_SECRET") or _secret(DATA)
DEBUG = _flag("PAYUNG_DEBUG")
ALLOWED_HOSTS = os.environ.get("PAYUNG_HOSTS", "127.0.0.1,localhost").split(",")
# Only for a demonstration on this machine: cookies without the Secure mark.
PLAIN_HTTP = _flag("PAYUNG_PLAIN_HTTP")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "payung.programme.journal",
    "payung.programme.people",
    "payung.programme.places",
    "payung.programme.activities",
    "payung.programme.alerts",
    "payung.programme.standby",
    "payung.programme.reports",
    "payung.programme.cases",
    "payung.programme.consents",
    "payung.programme.counselling",
    "payung.programme.proceedings",
    "payung.programme.papers",
    "payung.programme.evidence",
    "payung.programme.hotline",
    "payung.programme.safe_spaces",
    "payung.programme.learning",
    "payung.programme.outreach",
    "payung.programme.custody",
    "payung.programme.findings",
    "payung.programme.circles",
    "payung.programme.advocacy",
    "payung.programme.lessons",
    "payung.programme.plans",
    "payung.programme.objectives",
    "payung.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "payung.web.middleware.LeftMiddleware",
    "payung.web.middleware.ActorMiddleware",
    "payung.web.middleware.LanguageMiddleware",
    "payung.web.middleware.DiscreetMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "payung.web.urls"
WSGI_APPLICATION = "payung.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "payung.web.context.frame",
            ],
        },
    },
]

DATABASES = {"default": _database(os.environ.get("PAYUNG_DATABASE", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
# Argon2id for the key behind a passphrase: passes and memory in KiB.
KEY_STRETCHING = {"passes": 3, "memory_kib": 64 * 1024}

SESSION_ENGINE = "payung.programme.people.hashed_sessions"
SESSION_COOKIE_NAME = "sid" if PLAIN_HTTP else "__Host-sid"
SESSION_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 10 * 3600
KEY_COOKIE_NAME = "sk" if PLAIN_HTTP else "__Host-sk"
KEY_IDLE_MINUTES = 15
# Set by the page itself at "Leave": it holds until the server has heard of it.
LEFT_COOKIE_NAME = "lv" if PLAIN_HTTP else "__Host-lv"
# Says only that this phone signed somebody in before; see people/tries.py.
PHONE_COOKIE_NAME = "ph" if PLAIN_HTTP else "__Host-ph"
CSRF_COOKIE_NAME = "csrf" if PLAIN_HTTP else "__Host-csrf"
CSRF_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "payung.web.views.try_again"

# no-referrer would make Chromium send "Origin: null" and break every form.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31536000
# Only a proxy that ends TLS before us may say so; with plain HTTP there is none.
SECURE_PROXY_SSL_HEADER = None if PLAIN_HTTP else ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("bn", "বাংলা"),
    ("id", "Bahasa Indonesia"),
    ("my", "မြန်မာ"),
    ("ne", "नेपाली"),
]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# No other site needs our files, and none should find out that a phone can reach them.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "payung.web.storage.HashedStatic"},
}

# Where each country's telephone takes orders: "np=http://127.0.0.1:5081,bd=…".
TELEPHONES = _by_country(os.environ.get("PAYUNG_TELEPHONES", ""))
# Who outside expects a sign of life of each country, every minute: "np=https://…".
MONITORS = _by_country(os.environ.get("PAYUNG_MONITORS", ""))
# The channels of messages and the cloud of each country; it holds secrets.
HOTLINE_CHANNELS = (
    Path(os.environ["PAYUNG_HOTLINE"]) if os.environ.get("PAYUNG_HOTLINE") else None
)

# What goes on with a case when somebody hands it on: each a module, a Follower.
HANDED_ON_WITH_A_CASE = ("payung.web.handing_on",)

# Who of a country could open what comes in on its lines; a roster warns of the others.
WHO_CAN_OPEN_CALLS = "payung.programme.hotline.owning.owners_in"

# The time-stamping authorities that are asked, with who vouches for them.
WITNESSES = (
    Path(os.environ["PAYUNG_WITNESSES"]) if os.environ.get("PAYUNG_WITNESSES") else None
)

# Sealed files lie here; uploads never touch the disk in clear.
VAULT = DATA / "vault"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DEFAULT_EXCEPTION_REPORTER_FILTER = "payung.web.reporting.SaysNothing"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Its warnings (404, 403, a foreign host) hold addresses that people asked for.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}
