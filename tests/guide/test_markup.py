from guide import markup


def test_page_keeps_tokens_and_refuses_html():
    html = markup.page("Ask {them}. <script>x</script>", {})

    assert html == "<p>Ask {them}. &lt;script&gt;x&lt;/script&gt;</p>\n"


def test_page_links_a_slug_to_its_address():
    html = markup.page("[one](say-it-back) [two](/support/)", {"say-it-back": "/guide/x/"})

    assert html == '<p><a href="/guide/x/">one</a> <a href="/support/">two</a></p>\n'


def test_line_sets_quotes_and_apostrophes_also_after_a_token():
    assert markup.line("\"It's {my_partner}'s\"") == "\u201cIt\u2019s {my_partner}\u2019s\u201d"
