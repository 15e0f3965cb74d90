"""Text that tries to break out of a page: all our hostile text, and what browsers fall for."""

from tests.storage.texts import HOSTILE

BROWSERS_FALL_FOR = (
    "<script>window.ran = true</script>",
    "</style><script>window.ran = true</script>",
    "</title><script>window.ran = true</script>",
    '"><img src=x onerror="window.ran=true">',
    "<img src=http://evil.example/x.png onerror=window.ran=true>",
    "<svg onload=window.ran=true><animate onbegin=window.ran=true>",
    "<iframe src=http://evil.example/></iframe>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<base href=http://evil.example/>",
    "<style>@import url(http://evil.example/x.css)</style>",
    "<body onload=window.ran=true>",
    "<a href=javascript:window.ran=true id=bait>x</a>",
    "[bait](javascript:window.ran=true)",
    "[bait](data:text/html,<script>window.ran=true</script>)",
    "[bait](vbscript:x) <javascript:window.ran=true>",
    "![x](http://evil.example/x.png)",
    "![x][1]\n\n[1]: http://evil.example/x.png",
    '[a](https://good.example/"onmouseover="window.ran=true)',
    "&lt;script&gt;window.ran=true&lt;/script&gt;",
    "--><script>window.ran=true</script><!--",
    "`</code><script>window.ran=true</script>`",
    "```</pre><script>window.ran=true</script>\n</pre><script>window.ran=true</script>\n```",
    "| <script>window.ran=true</script> |\n|---|\n| <img src=x onerror=window.ran=true> |",
)
TEXTS = tuple(text for text in (*HOSTILE, *BROWSERS_FALL_FOR) if text.strip())
