"""Charts drawn on the server."""

from django import template

from crm.core import charts

register = template.Library()
register.simple_tag(charts.sparkline, name="sparkline")
