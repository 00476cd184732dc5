from django.template import Context, Template

from users.partner import PartnerWords

SAM = PartnerWords.from_choice("name", "<Sam>", "they")


def render(text):
    return Template("{% load partner_words %}" + text).render(Context({"words": SAM}))


def test_fill_escapes_the_text_and_the_name():
    assert render('{{ "{Your_partner} & {they}"|fill:words }}') == "&lt;Sam&gt; &amp; they"


def test_fill_html_keeps_our_html_and_escapes_the_name():
    assert render('{{ "<b>{Your_partner}</b>"|fill_html:words }}') == "<b>&lt;Sam&gt;</b>"
