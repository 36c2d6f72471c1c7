import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
os.environ.setdefault("CRM_PROCESS", "web")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the process names itself before settings load

application = get_wsgi_application()
