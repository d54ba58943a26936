"""Settings: every choice of an operator comes from the environment (see docs/deployment.md)."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from directory.logs import logging_config
from directory.pooled_connection import PooledConnection

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

# Debug shows tracebacks to visitors, so only an explicit choice turns it on.
DEBUG = env.bool("DEBUG", default=False)
# Demo mode is for `make demo`: plain HTTP on loopback with a throwaway secret.
DEMO = env.bool("TANDEM_DEMO", default=False)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY in the environment: a long random string.")

SITE_NAME = env.str("SITE_NAME", default="Tandem")
SITE_CONTACT = env.str("SITE_CONTACT", default="contact@example.com")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "accounts.apps.AdminSiteConfig",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
    "accounts.apps.AccountsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "rules",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "directory.apps.DirectoryConfig",
    "mail",
    "places",
    "providers",
    "content",
    "listings",
    "reviews",
]

MIDDLEWARE = [
    "directory.middleware.KnownHostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "directory.middleware.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "directory.middleware.RequestLogMiddleware",
    "directory.middleware.MethodsMiddleware",
    "directory.middleware.UnservableRequestMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
    "accounts.uploads.bodies.BodyLimitMiddleware",
    "directory.database_away.DatabaseAwayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.KnownBrowserMiddleware",
    "accounts.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "directory.urls"
WSGI_APPLICATION = "directory.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "directory.context.site",
            ],
        },
    },
    {  # for the results page, the busiest, with `using="jinja2"`
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "directory.jinja_environment.environment",
            "context_processors": ["directory.context.site"],
        },
    },
]

# Forms are rendered by templates/django/forms/: labels above the field, errors next to it.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# DATABASE_URL is set by the operator, or by the launcher of the embedded server (tools/embedded_postgres).
DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///tandem")}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (15 or newer).")
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    # A connection prepares a query once it has run it this many times; 0: never.
    "prepare_threshold": env.int("DATABASE_PREPARE_AFTER", default=5) or None,
    "pool": {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", default=8),
        # A search must not wait for a database that is down: it answers from its snapshot.
        "timeout": env.float("DATABASE_POOL_TIMEOUT", default=2.0),
        # While the server is down, the pool waits longer and longer between attempts. After this many seconds
        # it gives up, and the next query tries at once. The default of five minutes would delay recovery.
        "reconnect_timeout": 2.0,
        "connection_class": PooledConnection,
    },
}

# The geocoder for street addresses: our own gazetteer (to ZIP or city), or the name of one of geopy's.
GEOCODER = env.str("GEOCODER", default="gazetteer")
GEOCODER_OPTIONS = env.json("GEOCODER_OPTIONS", default={})

# "default" is shared by all processes, for values such as allauth's limits. "process" is local to each.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # What {% cache %} keeps: rendered HTML, at most about 20 KB each. Its keys hold everything it depends on,
    # so it never has to be invalidated. With DEBUG nothing is kept, so template changes show at once.
    "template_fragments": {
        "BACKEND": f"django.core.cache.backends.{'dummy.Dummy' if DEBUG else 'locmem.LocMem'}Cache",
        "LOCATION": "template_fragments",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# Accounts: for clinic staff, moderators and admins. Patients need none.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.lockout.LockoutBackend",  # first, so that it can refuse people who failed too often
    "rules.permissions.ObjectPermissionBackend",
    "accounts.guide_editors.GuideEditorBackend",
    "accounts.backends.UserBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "accounts.common_passwords.WidelyUsedPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "signup": "accounts.forms.SignupForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False  # mail scanners follow links
# Confirming in the browser that signed up signs in and continues; other browsers are not signed in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# Three days, and five minutes because the clocks of a site's machines may differ (accounts/signed_links.py).
PASSWORD_RESET_TIMEOUT = int(timedelta(days=3, minutes=5).total_seconds())
ACCOUNT_PREVENT_ENUMERATION = True  # no message reveals whether an address has an account
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before changes of the second factor, the address or the account
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Sign-in attempts are counted by django-axes; allauth's own count would lock people out twice. The same
# setting would count wrong codes of the second factor, so accounts/forms.py does that.
ACCOUNT_RATE_LIMITS = {
    "login_failed": False,
    "signup": "20/h/ip",
    "reset_password": "20/h/ip",  # and accounts/forms.py counts mails to one address
    "manage_email": "10/h/user",
    # Both ask for the password, so that a stranger at an unattended screen would have to guess it.
    "reauthenticate": "20/h/user",
    "change_password": "10/h/user",
}
MFA_ADAPTER = "accounts.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.AuthenticateForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds that a phone's clock may be off, or its owner slow to type
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO  # the demo is on plain HTTP
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "accounts.lockout.address_tried"
AXES_CLIENT_IP_CALLABLE = "accounts.visitor.visitor_address"
AXES_WHITELIST_CALLABLE = "accounts.lockout.is_known_browser"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Mail. The demo sends none. It stores messages and shows them on a page.
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}").rstrip("/")
mail_server = env.email_url("EMAIL_URL", default="dummymail://" if DEMO else "smtp://localhost:25")
if mail_server["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    mail_server["EMAIL_BACKEND"] = "mail.smtp.EmailBackend"  # notes what the server has taken
globals().update(mail_server)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"{SITE_NAME} <{SITE_CONTACT}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
KEEP_SENT_MAIL = DEMO

# Seconds for jobs to finish when the worker stops. The web server reads it itself: see directory/gunicorn.py.
GRACEFUL_TIMEOUT = env.int("GRACEFUL_TIMEOUT", default=20)

# Small files of running processes, which must outlive a process that is killed (mail/marks.py).
RUN_DIR = env.path("RUN_DIR", default=BASE_DIR / ".data" / "run")

# Modules that declare jobs, in addition to each app's `tasks`.
PROCRASTINATE_IMPORT_PATHS = [
    "directory.health_data.tasks",
    "listings.spreadsheet.tasks",
    "listings.upkeep.tasks",
]

# History records who changed a listing, when, and from what to what, but not from where.
PGHISTORY_MIDDLEWARE_METHODS = ["POST", "PUT", "PATCH", "DELETE"]

# Files that staff upload: pictures of their place. Proofs of visits never come here.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / ".data" / "media")
MEDIA_URL = "/media/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o640

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/New_York"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages use no others, and compressing them would take as long again

# Security. In demo mode the site is on plain HTTP, so nothing may require HTTPS.
SECURE_SSL_REDIRECT = not (DEBUG or DEMO)
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = 0 if DEBUG or DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"  # nothing is sent to other sites (domain rules, "Privacy")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or DEMO)
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "directory.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY = {
    "geolocation": "self",
    "camera": [],
    "microphone": [],
    "payment": [],
    "usb": [],
    "interest-cohort": [],
}

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_RATES": {"search": env.str("API_RATE", default="120/min")},
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tandem",
    "DESCRIPTION": "The search of the provider pages, as JSON. Read-only; no key needed.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",  # this version can describe a nullable `place`
}

LOGGING_CONFIG = None
logging_config(level=env.str("LOG_LEVEL", default="INFO"), readable=DEBUG or DEMO)
