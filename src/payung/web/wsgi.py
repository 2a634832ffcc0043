"""What gunicorn serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from payung.web.hardening import keep_memory_in, refuse_unsafe_start


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.web.settings")
os.umask(0o077)
keep_memory_in()
application = get_wsgi_application()
refuse_unsafe_start()
# The apps are there only now, and this reads their tables.
from payung.web.warming import read_packs  # noqa: E402


read_packs()
