import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
os.environ.setdefault("CRM_PROCESS", "web")

from django.core.wsgi import get_wsgi_application

from crm.checks import refuse_to_serve_unsafely

application = get_wsgi_application()
refuse_to_serve_unsafely()
