"""Search finds pages by a misspelt or half word, and nothing of it leaves the page."""

ADDRESS = "/guide/search/"


def test_words_find_pages_and_stay_here(open_browser, width):
    page = open_browser(width)
    page.goto(ADDRESS)
    box = page.get_by_role("searchbox")
    box.wait_for()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    found = page.get_by_role("list", name="Found")

    box.fill("lisening")
    found.get_by_role("link", name="Listen to understand").wait_for()
    box.press("Enter")
    box.fill("budg")
    found.get_by_role("link", name="How do we get past money fights?").wait_for()

    assert asked == []
    assert page.url.endswith(ADDRESS)


def test_unknown_word_says_so_and_shows_the_list(open_browser):
    page = open_browser(360)
    page.goto(ADDRESS)

    page.get_by_role("searchbox").fill("xylophone zzz")

    page.get_by_text("Nothing found.").wait_for()
    assert page.get_by_role("link", name="Listen to understand").is_visible()


def test_going_back_shows_nothing_of_what_was_typed(open_browser):
    page = open_browser(360)
    page.goto(ADDRESS)
    page.get_by_role("searchbox").fill("money")
    page.get_by_role("list", name="Found").get_by_role("link").first.click()
    page.wait_for_url(lambda url: not url.endswith(ADDRESS))

    page.go_back()

    assert page.get_by_role("searchbox").input_value() == ""


def test_without_script_everything_is_listed(open_browser):
    page = open_browser(360, script=False)
    page.goto(ADDRESS)

    assert not page.get_by_role("searchbox").is_visible()
    assert page.get_by_role("link", name="How do we get past money fights?").is_visible()
